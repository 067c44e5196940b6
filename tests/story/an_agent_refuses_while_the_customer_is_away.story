# The customer has gone, then the agent refuses: it is promised as a callback without a word.
> clock 2026-11-23 10:00
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
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 hangs up
[      0] 1 hung_up
    count 7 14
    wake_at +180000
    save
    close
    -> dropped
> 1 agent refuses Giulia
[      0] 1 agent_said 1 Giulia ""
    save
    call_back #65537 phone "" words ""
    wake_at +604800000
    -> dropped
