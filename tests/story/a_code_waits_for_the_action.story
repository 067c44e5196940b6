# A code given while an action is under way waits: the result is told first.
> clock 2026-11-23 10:00
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
> 1 hangs up
[      0] 1 hung_up
    count 7 4
    visit left cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near line en
[      0] 2 came_near
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
> 2 types i lost my card
[      0] 2 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 6589; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 2 types Bruno Verdi
[      0] 2 typed "Bruno Verdi"
    means slot "Bruno Verdi"
    say "Bruno Verdi."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 2 types 100015
[      0] 2 typed "100015"
    means slot "100015"
    say "Just to be sure. Customer number: 1 0 0, 0 1 5. Yes or no?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 2 key 1
[      0] 2 keyed 1
    means yes
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 2 types debit card
[      0] 2 typed "debit card"
    means slot "debit"
    say "Good: Debit card."
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +7000
    -> collect
> 2 types at home
[      0] 2 typed "at home"
    means slot "place_home"
    say "At home or nearby."
    say "Which number should we call if we need you?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +7000
    -> collect
> 2 types 0541 555 0108
[      0] 2 typed "0541 555 0108"
    means slot "05415550108"
    say "Just to be sure. Phone number: 0 5 4 1, 5 5 5, 0 1 0 8. Yes or no?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 2 key 1
[      0] 2 keyed 1
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 1 0 0, 0 1 5. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 2 types yes
[      0] 2 typed "yes"
    means yes
    save
    act block_card #131073 customer_number="100015" card_kind="debit"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 2 types yes
[      0] 2 typed "yes"
    means yes
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 2 types start over
[      0] 2 typed "start over"
    means start_over
    say "All right, from the beginning."
    wipe keep what was promised
    wake_at +10000
    save
    close
    -> dropped
> 2 types 4110
[      0] 2 typed "4110"
    means unknown
    -> dropped
> 2 done ok REF-1
[      0] 2 action_done outcome 0 REF-1
    visit served cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    phrase understood "i lost my card"
    save
    wake_at +604800000
    -> dropped
