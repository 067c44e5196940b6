# The form that was offered after an answer is taken out of the content meanwhile.
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
> 1 types yes
[      0] 1 typed "yes"
    means yes
    count 1 1
    visit served cards.more.arrival 0 ms first: prompt 0 barged, words cards.more.arrival chosen
    phrase understood "when will my card arrive"
    say "Good, glad that helped."
    say "Switch on a new card: would you like to do it right away?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> edit answers-cards.yaml|    then: activate_card|    # gone
[      0] content_swapped
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> resolve
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> resolve
> after 20000
> 1 busy
[  60000] 1 busy
    wake_at +22500
    -> resolve
> after 20000
> 1 busy
[  80000] 1 busy
    wake_at +22500
    -> resolve
> 1 types yes
[  80000] 1 typed "yes"
    release 1
    say "We have just updated this machine. It goes on from here with all you have told us."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
