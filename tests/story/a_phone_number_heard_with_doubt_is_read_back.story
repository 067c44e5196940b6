# The number for a callback, heard with doubt, is read back first.
> clock 2026-11-23 22:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "The Customer service team is closed now and back Tuesday 08:00. Your answers are kept under the code 4110."
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> 1 hears 30 zero five four one five five five zero one zero seven
[      0] 1 heard "zero five four one five five five zero one zero seven" 30%
    means slot "05415550107"
    say "Just to be sure. Phone number: 0541 555 0107. Yes or no?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
