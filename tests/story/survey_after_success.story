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
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means unknown
    count 5 1
    say "We are sorry. Please say it once more, in two or three words."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    count 1 1
    visit served cards.more.arrival 0 ms first: prompt 0 barged, words cards.more.arrival chosen
    phrase understood "my card has not arrived"
    say "Lovely, then that is settled."
    say "If you like, this is the next step: Switch on a new card. Shall we start?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "One last question. Would you recommend us? Zero is not at all, ten is very likely."
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 1 touches score 9
[      0] 1 touched target 10 index 9
    means score 9
    count 6 9
    say "What made you choose that number? You can also skip this."
    show why
    listen free universal
    wake_at +22500
    -> survey
> 1 types friendly and quick
[      0] 1 typed "friendly and quick"
    means free "friendly and quick"
    note
    say "Thank you, that helps us to get better."
    say "Have a good day. Everything here is cleared now."
    wipe
    wake_at never
    close
    -> ended
