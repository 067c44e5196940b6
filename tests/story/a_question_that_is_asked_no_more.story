# New content does not ask for the name any more while it is being asked: the answer is taken, and the form goes on.
> clock 2026-11-23 10:00
> edit site.yaml|move_min: 30|move_min: 1
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near screen en
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
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 types call me back
[  60000] 1 typed "call me back"
    means topic form:call_me_back
    count 0 1
    save
    say "Let us begin: Ask us to call you. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/2
    listen slot universal
    wake_at +22500
    -> collect
> edit forms.yaml|slots: [name, phone]|slots: [phone]
[  60000] content_swapped
> 1 types skip
[  60000] 1 typed "skip"
    means skip
    release 1
    say "What phone number can we reach you on?"
    show slot phone 1/1
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[  60000] 1 typed "0541 555 0107"
    means slot "05415550107"
    visit served contact.call_me 60000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 44791 barged, words contact.call_me chosen
    save
    hand_over service #65537 mood 0 code 4110 phone="05415550107" tried="form:call_me_back"
    count 3 1
    save
    call_back #65537 phone "05415550107" words ""
    say "Noted: the Customer service team calls the number 0541 555 0107. Keep the code 4110."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
