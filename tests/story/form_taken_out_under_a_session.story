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
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types where is my card
[      0] 1 typed "where is my card"
    means topics answer:card_damaged form:lost_card answer:account_iban answer:cash_machine_where
    say "Which of these do you mean? My card is damaged, Block a lost or stolen card, Where to find my IBAN, Where to find a cash machine."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
> apply assets/phone-shop
[      0] content_swapped
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> narrow
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> narrow
> after 20000
> 1 touches yes
[  60000] 1 touched target 5 index 0
    release 1
    say "Some things have moved since you began. Nothing is lost; this is where we continue."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
