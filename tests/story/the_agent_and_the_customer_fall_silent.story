# Nobody writes any more: the customer is asked, then the device is free, and the handover stays open.
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
> 1 agent takes Giulia
[      0] 1 agent_said 0 Giulia ""
    save
    say "Giulia is here for you now and has your answers."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> after 300000
[ 180000] 1 wake
    say "Do you need more time? Just say so. Otherwise this ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
[ 210000] 1 wake
    say "We end here. Nothing of yours is left on show. You can start again at any time."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
