# A person is asked for again at night: the team is still closed, not busy; a message is taken, and no promise is added.
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
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "The Customer service team will call you on the number 0541 555 0107. Your code is 4110."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types operator
[      0] 1 typed "operator"
    means person
    visit handed over - 0 ms asked: menu barged
    say "The Customer service team starts again Monday 08:00. With the code 4110 you go on from here."
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +90000
    -> handover
> 1 types it is about my loan
[      0] 1 typed "it is about my loan"
    means free "it is about my loan"
    save
    call_back #65537 phone "05415550107" words "it is about my loan"
    say "The Customer service team will read it. With the code 4110 you can ask for the reply."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
