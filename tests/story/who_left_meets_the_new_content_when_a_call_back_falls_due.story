# The content changed while a person was waited for. Who has hung up meanwhile comes back to the new one.
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
> 1 types i want to talk to a person
[      0] 1 typed "i want to talk to a person"
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
> edit menu.yaml|Branches and visits|Where we are
[      0] content_swapped
> 1 hangs up
[      0] 1 hung_up
    count 7 14
    wake_at +180000
    save
    close
    -> dropped
> after 200000
[ 180000] 1 wake
    release 0
    save
    call_back #65537 phone "" words ""
    wake_at +604620000
    -> dropped
> 2 near screen en
[ 200000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Where we are, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 code
[ 200000] 2 typed "4110"
    means code
    wipe keep what was promised
    save
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Where we are, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
