# Ten is the most that can be given.
> edit site.yaml|survey_one_in: 3|survey_one_in: 1
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
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means unknown
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    say "Does that answer your question?"
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
    say "Great, good to know."
    say "We can do this here: Switch on a new card. Shall we do that now?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "Please give us a number from zero to ten: how gladly would you send a friend to us?"
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 1 types 11
[      0] 1 typed "11"
    means unknown
    say "From zero to ten, how likely are you to recommend us to a friend?"
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 1 touches score 11
[      0] 1 touched target 10 index 11
    say "One last question. Would you recommend us? Zero is not at all, ten is very likely."
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 1 touches score 10
[      0] 1 touched target 10 index 10
    means score 10
    count 6 10
    say "What made you choose that number? You can also skip this."
    show why
    listen free universal
    wake_at +22500
    -> survey
