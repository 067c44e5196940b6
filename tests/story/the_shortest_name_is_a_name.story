# A name of one letter is greeted like any other.
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
> 1 known 2 O
[      0] 1 customer_known level 2 O
    say "Thank you, O."
    say "In which street do you live now? The number too, please."
    show slot new_street 3/5
    listen slot universal
    wake_at +22500
    -> collect
