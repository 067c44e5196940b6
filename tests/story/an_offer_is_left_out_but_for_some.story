# An offer that made people leave is not said any more; one conversation in twenty still hears it, and says so.
> clock 2026-11-23 10:00
> menu without young_saver
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near line en
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 1 said
[   6000] 1 said
    wake_at +7000
    -> greet
> after 6000
> 1 hangs up
[  12000] 1 hung_up
    count 7 2
    visit left - 12000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, menu 1500 heard, item cards 458 left
    wipe
    wake_at never
    close
    -> ended
> 15 near line en
[  12000] 15 came_near
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
> after 6000
> 15 said
[  18000] 15 said
    wake_at +7000
    -> greet
> after 6000
> 15 hangs up
[  24000] 15 hung_up
    count 7 2
    visit left - 12000 ms first kept: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 1958 left
    wipe
    wake_at never
    close
    -> ended
