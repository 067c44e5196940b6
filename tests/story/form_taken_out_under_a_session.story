# The form an old conversation is in has been taken out: it is told, and goes on at the start.
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
> 1 types where is my card
[      0] 1 typed "where is my card"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> apply assets/phone-shop
[      0] content_swapped
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> resolve
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> resolve
> after 20000
> 1 touches yes
[  60000] 1 touched target 5 index 0
    release 1
    say "We have just updated our pages. Your answers are kept, and we go on from here."
    say "Tell me in a few words what you need, or pick one: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
