# The customer starts over while the card is being blocked: the result is told all the same, and nothing is done twice.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
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
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "Please give us your phone number, one digit at a time."
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "This is what we have: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 touches start_again
[      0] 1 touched target 2 index 0
    means start_over
    say "All right, from the beginning."
    wipe keep what was promised
    wake_at +10000
    close
    -> dropped
> 1 types opening hours
[      0] 1 typed "opening hours"
    means unknown
    -> dropped
> 1 done ok BLK-7
[      0] 1 action_done outcome 0 BLK-7
    visit served cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    phrase understood "i lost my card"
    save
    wake_at +604800000
    -> dropped
