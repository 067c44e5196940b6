# What the business refused goes to its team, also when a person of another team is being fetched.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 touches person
[      0] 1 touched target 4 index 0
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Please give us your phone number, one digit at a time."
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "This is what we have: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65538 customer_number="100007" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done refused - no such card
[      0] 1 action_done outcome 1 -
    save
    say "The card could not be blocked here: no such card. Please talk to a person now, so that it is safe."
    save
    hand_over cards #65539 mood 1 code 4110 name="Anna Rossi" customer_number="100007" card_kind="debit" phone="05415550107" action="block_card" outcome="refused" reason="no such card" reference="-" tried="form:lost_card"
    count 3 1
    save
    call_back #65539 phone "05415550107" words ""
    visit handed over cards.lost 0 ms: words cards.lost chosen
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
