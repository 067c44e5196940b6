# The name given in a form that was left is taken out of words that are kept.
> 1 near screen en
[      0] content_swapped
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
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches person
[      0] 1 touched target 4 index 0
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65537 mood 0 code 4110 name="Anna Rossi" tried="form:lost_card"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types anna wants a blue elephant
[      0] 1 typed "anna wants a blue elephant"
    means unknown
    phrase unknown "wants a blue elephant"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
