# On the phone 1 takes back, 2 does not.
> clock 2026-11-23 10:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Bruno Verdi
[      0] 1 typed "Bruno Verdi"
    means slot "Bruno Verdi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 100015
[      0] 1 typed "100015"
    means slot "100015"
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types at home
[      0] 1 typed "at home"
    means slot "place_home"
    say "Please give us your phone number, one digit at a time."
    show slot phone 5/5 skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 0541 555 0108
[      0] 1 typed "0541 555 0108"
    means slot "05415550108"
    say "This is what we have: Name: Bruno Verdi; Customer number: 100015; Kind of card: Debit card; Where it went missing: At home or nearby; Phone number: 0541 555 0108. Is everything right?"
    show review
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100015. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65537 customer_number="100015" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok R1
[      0] 1 action_done outcome 0 R1
    save
    count 1 1
    visit served cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    phrase understood "i lost my card"
    say "The card is blocked; nobody can pay with it. Your reference is R1."
    say "Block a lost or stolen card: if it was not what you wanted, we can put it back. Shall we?"
    show menu undo
    listen choices open yes_no universal
    wake_at +7000
    -> resolve
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "The block will be taken off and the card works again. The card: Debit card, customer number 100015. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +7000
    -> resolve
