# Somebody waits in another question while the action runs: silence there does not hurry the action.
> clock 2026-11-23 22:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Anna Rossi."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Just to be sure. Customer number: 1 0 0, 0 0 7. Yes or no?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "Good: Debit card."
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "What phone number can we reach you on?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 1 0 0, 0 0 7. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    save
    hand_over cards #65538 mood 0 code 4110 name="Anna Rossi" customer_number="100007" card_kind="debit" tried="form:lost_card"
    count 3 1
    say "Nobody from the Card team is here now. They return Tuesday 08:00. Your code is 4110."
    say "Where can we reach you by phone?"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> after 25000
[   7000] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +3000
    -> handover
[  10000] 1 wake
    save
    look_up block_card #65537 ask customer_number="100007" card_kind="debit"
    wake_at +7000
    -> handover
[  17000] 1 wake
    count 4 2
    say "We are listening. Go ahead when you like."
    say "Which number should we call?"
    show slot phone
    listen slot universal
    wake_at +3000
    -> handover
[  20000] 1 wake
    save
    look_up block_card #65537 ask customer_number="100007" card_kind="debit"
    wake_at +7000
    -> handover
