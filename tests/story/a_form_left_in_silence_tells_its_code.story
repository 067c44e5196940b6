# Who falls silent in a form for a second time hears, before the line closes, under which code it goes on.
> clock 2026-11-23 10:00
> 1 near line en heard nobody
[      0] content_swapped
[      0] 1 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Use the keys of your telephone."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 key 8
[      0] 1 keyed 8
    means choice 8
    count 0 1
    save
    say "Let us begin: Switch on a new card. Your code is 4110; with it you can carry on later."
    say "So that nothing is mixed up, please let us know who you are."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> after 22000
[   7000] 1 wake
    count 4 1
    say "There is no answer yet. Please go on when you are ready."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
[  14000] 1 wake
    count 4 2
    say "Take your time. Answer whenever you are ready."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
[  21000] 1 wake
    count 4 3
    say "This is taking too long, and we apologise. One of our people takes over."
    visit handed over cards.activate 21000 ms first: prompt 0 barged, often cards.activate chosen
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65537 mood 0 code 4110 tried="form:activate_card"
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110. With 1 they call you back; with star you can do something else meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 key *
[  22000] 1 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5."
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 8
[  22000] 1 keyed 8
    means choice 8
    count 0 1
    save
    say "Switch on a new card: a few short questions. If we are interrupted, your code is 4110."
    say "To do this for the right customer, we ask one thing first."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> after 120000
[  29000] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
[  36000] 1 wake
    count 4 2
    say "There is no hurry. Go ahead when you like."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
[  43000] 1 wake
    count 4 3
    say "Do you need more time? Press 1. Otherwise this call ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> collect
[  73000] 1 wake
    say "We end here. You can call again at any time."
    say "What you began is kept. To go on, the code is 4110."
    count 7 4
    visit left cards.activate 51000 ms: often cards.activate chosen
    wake_at +128000
    save
    close
    -> dropped
