# A person is asked for again at night: the promise that was made is told again, and none is added.
> clock 2026-11-22 15:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types operator
[      0] 1 typed "operator"
    means person
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
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
    say "We are sorry for the wait. The Customer service team can ring you instead. Is that all right?"
    show callback
    listen yes_no universal
    wake_at +90000
    -> handover
