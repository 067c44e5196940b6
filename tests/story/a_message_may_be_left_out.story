# What is no message is asked again; leaving it out leaves the code.
> clock 2026-11-23 22:00
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
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Nobody from the Customer service team is here now. They return Tuesday 08:00. Your code is 4110."
    say "Where can we reach you by phone?"
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +22500
    -> handover
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "Then leave a message. What should our people know?"
    show why
    listen free universal
    wake_at +22500
    -> handover
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    save
    call_back #65537 phone "" words ""
    say "Passed on to the Customer service team. Your code is 4110; give it here to see the answer."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
