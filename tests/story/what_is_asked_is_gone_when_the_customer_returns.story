# One of the answers that were offered last is no more when the customer comes back: the conversation stands at the top of the menu, as it does for who is here.
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
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 4
    visit left cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> edit forms.yaml|- id: debit|- id: bank_card
[      0] content_swapped
    release 0
> after 60000
> 2 near screen en
[  60000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 code
[  60000] 2 typed "4110"
    means code
    wipe
    save
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
