# "Help" while leaving a message is help.
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
> 1 touches message
[      0] 1 touched target 12 index 0
    means message
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +22500
    -> handover
> 1 types help
[      0] 1 typed "help"
    means help
    say "These are possible here: A person, Back, Start again. Say repeat to hear it again."
    say "Tell us in a few words what it is about, and we pass it on."
    show why
    listen free universal
    wake_at +22500
    -> handover
