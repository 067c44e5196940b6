# The survey: a number from 0 to 10, then why; then all is cleared.
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
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    count 1 1
    say "Good, glad that helped."
    say "Switch on a new card: would you like to do it right away?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "From zero to ten, how likely are you to recommend us to a friend?"
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 1 touches score 9
[      0] 1 touched target 10 index 9
    means score 9
    count 6 9
    say "Why that score? A few words are enough."
    show why
    listen free universal
    wake_at +22500
    -> survey
> 1 types friendly and quick
[      0] 1 typed "friendly and quick"
    means free "friendly and quick"
    note
    say "Many thanks for your honest answer."
    say "Thank you, and goodbye."
    wipe
    wake_at never
    close
    -> ended
