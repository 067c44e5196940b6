# Three versions are in use by three customers: a fourth waits until one is released.
> clock 2026-11-23 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> edit site.yaml|limits:|limits: # two
[      0] content_swapped
> edit forms.yaml|Block a lost or stolen card|Stop a lost or stolen card
[      0] content_swapped
    release 1
> 2 near chat en
[      0] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> edit forms.yaml|Stop a lost or stolen card|Report a lost or stolen card
[      0] content_swapped
> 3 near chat en
[      0] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> edit forms.yaml|Report a lost or stolen card|Lost or stolen: block it
[      0] this version must wait
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    visit left - 0 ms first: prompt 0 left
    say "Have a good day. Everything here is cleared now."
    wipe
    wake_at never
    save
    close
    release 0
    -> ended
[      0] content_swapped
> 4 near chat en
[      0] 4 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 4 types i lost my card
[      0] 4 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Lost or stolen: block it. Your code is 6194; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
> 2 types i lost my card
[      0] 2 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Stop a lost or stolen card. Your code is 6589; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
