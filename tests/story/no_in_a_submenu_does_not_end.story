# "No" in a submenu does not end the conversation.
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
> 1 types when will my card arrive
[      0] 1 typed "when will my card arrive"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types no
[      0] 1 typed "no"
    means no
    say "We are sorry. Please say it once more, in two or three words."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
