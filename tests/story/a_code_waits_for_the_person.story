# Whoever is waited for here would be lost in the other conversation: the code is for later.
> clock 2026-11-23 10:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 4
    visit left cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near screen en
[      0] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 touches person
[      0] 2 touched target 4 index 0
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #131073 mood 0 code 6589
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 6589."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 2 touches back
[      0] 2 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 2 types 4110
[      0] 2 typed "4110"
    means code
    say "One thing at a time: first this, then the code."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
