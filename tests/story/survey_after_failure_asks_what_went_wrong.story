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
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    count 2 1
    visit not helped cards.more.arrival 0 ms first: prompt 0 barged, words cards.more.arrival chosen
    say "Our apologies. We will not leave it at that: our staff can help further."
    say "We are bringing in the Card team. They see your answers, so nothing is asked twice."
    save
    hand_over cards #65537 mood 1 code 4110 tried="answer:card_arrival"
    count 3 1
    say "Please allow about 3 minutes for the Card team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent takes Marco
[      0] 1 agent_said 0 Marco ""
    save
    say "You are now with Marco, who knows what it is about."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent closes Marco Sorted.
[      0] 1 agent_said 3 Marco "Sorted."
    save
    say "Marco: Sorted."
    say "That was Marco. You can go on here if you need anything else."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "We are sorry it was not better. What went wrong?"
    show why
    listen free universal
    wake_at +22500
    -> survey
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "Have a good day. Everything here is cleared now."
    wipe
    wake_at never
    save
    close
    -> ended
