# After a failure the question is "what went wrong?", once the handover is closed.
> clock 2026-11-23 10:00
> edit site.yaml|survey_one_in: 3|survey_one_in: 1
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
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topics answer:card_arrival answer:transfer_time answer:account_balance answer:card_expired
    say "Which of these do you mean? When your new card arrives, How long a transfer takes, How much money I have, My card is about to expire."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Our apologies, that was not clear to us. A short answer works best."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 agent takes Marco
[      0] 1 agent_said 0 Marco ""
    -> narrow
> 1 agent closes Marco Sorted.
[      0] 1 agent_said 3 Marco "Sorted."
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "Thank you, and goodbye."
    wipe
    wake_at never
    close
    -> ended
> 1 touches skip
[      0] 1 touched target 7 index 0
    -> ended
