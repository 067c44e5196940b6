# The line drops while the action is under way; the answer comes later and is told when the customer returns with the code.
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
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "Good: Debit card."
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types in the street
[      0] 1 typed "in the street"
    means slot "place_home"
    say "At home or nearby."
    say "Which number should we call if we need you?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Just to be sure. Phone number: 0 5 4 1, 5 5 5, 0 1 0 7. Yes or no?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
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
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 hangs up
[      0] 1 hung_up
    count 7 13
    wake_at +10000
    save
    close
    -> dropped
> after 1000
> 1 done ok BLK-7
[   1000] 1 action_done outcome 0 BLK-7
    visit served cards.lost 1000 ms first: prompt 0 barged, words cards.lost chosen
    phrase understood "i lost my card"
    save
    wake_at +604799000
    -> dropped
> 2 near line en
[   1000] 2 came_near
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
> 2 code
[   1000] 2 typed "4110"
    means code
    wipe
    save
    say "Good to see you again. We continue with Block a lost or stolen card."
    say "The card is blocked; nobody can pay with it. Your reference is BLK-7."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
