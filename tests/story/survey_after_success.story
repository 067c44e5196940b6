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
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "It could be one of these: When your new card arrives, How long a transfer takes, How much money I have, My card is about to expire. Please choose the one that fits."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "We are sorry. Please say it once more, in two or three words."
    say "You can choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Or say it in your own words."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "Have a good day. Everything here is cleared now."
    wipe
    wake_at never
    close
    -> ended
> 1 touches score 9
[      0] 1 touched target 10 index 9
    -> ended
> 1 types friendly and quick
[      0] 1 typed "friendly and quick"
    -> ended
