# The number for the callback is not understood, however often: a message will do.
> clock 2026-11-23 22:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
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
    wake_at +7000
    -> handover
> 1 hears 40 zero five four one five five five zero one zero seven
[      0] 1 heard "zero five four one five five five zero one zero seven" 40%
    means slot "05415550107"
    say "Phone number: 0 5 4 1, 5 5 5, 0 1 0 7. Is that right?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 types blue
[      0] 1 typed "blue"
    means not_slot
    say "We need a phone number with all its digits, for example 333 555 0142."
    say "Just to be sure. Phone number: 0 5 4 1, 5 5 5, 0 1 0 7. Yes or no?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 types blue
[      0] 1 typed "blue"
    means not_slot
    say "We need a phone number with all its digits, for example 333 555 0142."
    say "Under Phone number we have noted: 0 5 4 1, 5 5 5, 0 1 0 7. Is it correct?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 types blue
[      0] 1 typed "blue"
    means not_slot
    say "Tell us in a few words what it is about, and we pass it on."
    show why
    listen free universal
    wake_at +7000
    -> handover
