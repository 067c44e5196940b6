# After a failure the question is "what went wrong?", once the handover is closed.
> clock 2026-11-23 10:00
> 3 near screen en
[      0] content_swapped
[      0] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 3 types where is my card
[      0] 3 typed "where is my card"
    means topics answer:card_damaged form:lost_card answer:account_iban answer:cash_machine_where
    say "Which of these do you mean? My card is damaged, Block a lost or stolen card, Where to find my IBAN, Where to find a cash machine."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
> 3 touches no
[      0] 3 touched target 6 index 0
    means no
    say "Our apologies, that was not clear to us. A short answer works best."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 3 agent takes Marco
[      0] 3 agent_said 0 Marco ""
    -> narrow
> 3 agent closes Marco Sorted.
[      0] 3 agent_said 3 Marco "Sorted."
    -> narrow
> 3 touches finish
[      0] 3 touched target 13 index 0
    means finish
    say "Thank you, and goodbye."
    wipe
    wake_at never
    close
    -> ended
> 3 touches skip
[      0] 3 touched target 7 index 0
    -> ended
