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
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    count 2 1
    say "Sorry that this did not help. Let us find someone who can."
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65537 mood 1 code 4110 tried="answer:card_arrival"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent takes Marco
[      0] 1 agent_said 0 Marco ""
    save
    say "Marco is here for you now and has your answers."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent closes Marco Sorted.
[      0] 1 agent_said 3 Marco "Sorted."
    save
    say "Marco says: Sorted."
    say "The conversation with Marco is over. We are back at the machine."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "Sorry about that. What should we do better next time?"
    show why
    listen free universal
    wake_at +22500
    -> survey
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "All the best, and until next time."
    wipe
    wake_at never
    close
    -> ended
