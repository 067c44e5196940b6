# Asked for, left, asked for again: untaken it still becomes a callback.
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
> 1 types a person
[      0] 1 typed "a person"
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
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms asked: menu barged
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> after 600000
[ 180000] 1 wake
    say "We are sorry for the wait. The Customer service team can ring you instead. Is that all right?"
    show callback
    listen yes_no universal
    wake_at +22500
    -> handover
[ 202500] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "The Customer service team is still busy, and we apologise. Would you like a call back?"
    show callback
    listen yes_no universal
    wake_at +11250
    -> handover
[ 213750] 1 wake
    count 4 2
    say "We are listening. Go ahead when you like."
    say "Sorry, nobody from the Customer service team is free yet. Shall they call you back?"
    show callback
    listen yes_no universal
    wake_at +11250
    -> handover
[ 225000] 1 wake
    count 4 3
    say "Do you need more time? Just say so. Otherwise this ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
[ 255000] 1 wake
    say "We end here. Nothing of yours is left on show. You can start again at any time."
    save
    call_back #65537 phone "" words ""
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
