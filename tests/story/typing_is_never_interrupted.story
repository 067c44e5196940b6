# While somebody is typing there is no "are you still there?".
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
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> collect
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> collect
> after 20000
> 1 types Anna Rossi
[  60000] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
