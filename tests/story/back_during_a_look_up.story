# Back while it is found out who it is: the late answer proves nothing.
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
> 1 types change my address
[      0] 1 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Let us begin: Change my address. Your code is 4110; with it you can carry on later."
    say "For your safety there is one more question before we go on."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "When were you born? Day, month and year, please."
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12 march 1980
[      0] 1 typed "12 march 1980"
    means slot "1980-03-12"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-03-12"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 known 2 Anna Rossi
[      0] 1 customer_known level 2 Anna Rossi
    -> collect
> 1 types 200002
[      0] 1 typed "200002"
    means slot "200002"
    save
    look_up verify #65538 customer_number="200002" birth_date="1980-03-12"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 0
[      0] 1 customer_known level 0 
    say "We are sorry, our records did not match. One of our people continues; you repeat nothing."
    visit handed over accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65539 mood 1 code 4110 customer_number="200002" birth_date="1980-03-12" tried="form:change_address"
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
