# A code has four digits.
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
> 1 types code 123
[      0] 1 typed "code 123"
    means topics answer:app_code_missing answer:card_pin_forgotten answer:card_fees answer:coins_change
    say "It could be one of these: The code does not arrive, I forgot my PIN, What the cards cost, Changing coins. Please choose the one that fits."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
