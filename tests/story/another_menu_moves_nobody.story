# The menu changes under four conversations: one in a form, one at the start, one that hears it, one that was dropped.
> clock 2026-11-23 10:00
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
> 3 near line en
[      0] 3 came_near
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
    say "Let us begin: Block a lost or stolen card. Your code is 6194; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
> 4 hangs up
[      0] 4 hung_up
    count 7 4
    visit left cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> menu first contact
[      0] content_swapped
> menu rising app.password
[      0] content_swapped
    release 1
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 2 types 1
[      0] 2 typed "1"
    means choice 0
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> after 3000
> 3 key 0
[   3000] 3 keyed 0
    means person
    visit handed over - 3000 ms first asked: prompt 0 3000 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #196609 mood 0 code 7916
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 7916. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 5 near chat en
[   3000] 5 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 5 types 6194
[   3000] 5 typed "6194"
    means code
    wipe
    save
    say "Good to see you again. We continue with Block a lost or stolen card."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
