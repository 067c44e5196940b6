# The learned order is spoken, keys as they are; who is held out hears the menu as it was, in each of their calls.
> clock 2026-11-23 10:00
> menu held 500
[      0] content_swapped
[      0] content_swapped
    release 0
> menu first branch
[      0] content_swapped
    release 1
> 1 near line en who 1
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Branches and visits, press 6; for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4."
    say (pause) "Also: for App and safety, press 5; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 1 said
[   6000] 1 said
    wake_at +7000
    -> greet
> after 6000
> 1 said
[  12000] 1 said
    wake_at +7000
    -> greet
> after 6000
> 1 key 6
[  18000] 1 keyed 6
    means choice 0
    say "Branches and visits, good. Is it about one of these? for Book an appointment, key 1; for Opening hours, key 2; for Nearest branch, key 3; for Find a cash machine, key 4; for Step-free access, key 5."
    say (pause) "And: for Safe deposit boxes, key 6."
    show menu 6 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 hangs up
[  18000] 1 hung_up
    count 7 2
    visit left - 18000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 1500 heard, item branch 1291 chosen, menu branch left
    wipe
    wake_at never
    close
    -> ended
> 2 near line en who 4
[  18000] 2 came_near
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
> after 6000
> 2 said
[  24000] 2 said
    wake_at +7000
    -> greet
> after 6000
> 2 said
[  30000] 2 said
    wake_at +7000
    -> greet
> after 6000
> 2 key 6
[  36000] 2 keyed 6
    means choice 5
    say "Branches and visits, good. Is it about one of these? for Book an appointment, key 1; for Opening hours, key 2; for Nearest branch, key 3; for Find a cash machine, key 4; for Step-free access, key 5."
    say (pause) "And: for Safe deposit boxes, key 6."
    show menu 6 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 2 hangs up
[  36000] 2 hung_up
    count 7 2
    visit left - 18000 ms first held out: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 1500 heard, item cards 1225 heard, item accounts 66 barged, item branch chosen, menu branch left
    wipe
    wake_at never
    close
    -> ended
> 3 near line en who 4
[  36000] 3 came_near
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
> 3 hangs up
[  36000] 3 hung_up
    count 7 2
    visit left - 0 ms first held out: prompt 0 left
    wipe
    wake_at never
    close
    -> ended
