# After "start again" nobody hears what belongs to the one before.
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
> 1 agent takes Giulia hello Anna
[      0] 1 agent_said 0 Giulia "hello Anna"
    save
    say "Giulia is here for you now and has your answers."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 touches start_again
[      0] 1 touched target 2 index 0
    means start_over
    say "Back to the start. What can we do for you?"
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
> 1 agent says Giulia Your loan of 5000 euros was refused.
[      0] 1 agent_said 2 Giulia "Your loan of 5000 euros was refused."
    save
    wake_at +604800000
    -> dropped
