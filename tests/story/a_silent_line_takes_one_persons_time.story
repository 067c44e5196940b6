# Nothing is heard on the line: a person is sent for once. When that person has finished and still nothing is heard, it says goodbye.
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
> after 40000
[   7000] 1 wake
    count 4 1
    say "Nothing has come through yet. Please say it, or choose."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
[  14000] 1 wake
    count 4 2
    say "Still nothing has come through. You can choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
[  21000] 1 wake
    count 4 3
    say "We are sorry for the trouble. Let us have a person look after you."
    visit handed over - 21000 ms first: prompt 0 4192 heard, prompt 1 2808 silent, menu 1500 heard, item cards 1225 heard, item accounts 700 silent
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 agent takes Giulia
[  40000] 1 agent_said 0 Giulia ""
    save
    say "Here is Giulia. You need not repeat anything."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent closes Giulia
[  40000] 1 agent_said 3 Giulia ""
    save
    say "The conversation with Giulia is over. We are back at the machine."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> after 120000
[  47000] 1 wake
    count 4 1
    say "Nothing has come through yet. Please say it, or choose."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
[  54000] 1 wake
    count 4 2
    say "Still nothing has come through. You can choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
[  61000] 1 wake
    count 4 3
    say "Do you need more time? Just say so, or press 1. Otherwise this call ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> narrow
[  91000] 1 wake
    say "We end here. You can call again at any time."
    wipe
    wake_at never
    save
    close
    -> ended
