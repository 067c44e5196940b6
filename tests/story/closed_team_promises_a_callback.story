# On Sunday nobody is there: the opening time is told and the number is asked for.
> clock 2026-11-22 15:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types operator
[      0] 1 typed "operator"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Nobody from the Customer service team is here now. They return Monday 08:00. Your code is 4110."
    say "Where can we reach you by phone?"
    show slot phone
    listen slot universal
    wake_at +90000
    -> handover
> 1 types no
[      0] 1 typed "no"
    means no
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +90000
    -> handover
> 1 types please tell me whether my deposit box is free
[      0] 1 typed "please tell me whether my deposit box is free"
    means free "please tell me whether my deposit box is free"
    save
    call_back #65537 phone "" words "please tell me whether my deposit box is free"
    say "The Customer service team will read it. With the code 4110 you can ask for the reply."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
