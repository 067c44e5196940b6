# A form for verified customers asks for the proof first, once, and acts only after it.
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
> 1 known 2 Anna Rossi
[      0] 1 customer_known level 2 Anna Rossi
    say "Thank you, Anna Rossi."
    say "In which street do you live now? The number too, please."
    show slot new_street 3/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Via Roma 12
[      0] 1 typed "Via Roma 12"
    means slot "Via Roma 12"
    say "Which postcode does your new address have?"
    show slot new_postcode 4/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 47921
[      0] 1 typed "47921"
    means slot "47921"
    say "And in which town is that?"
    show slot new_town 5/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Rimini
[      0] 1 typed "Rimini"
    means slot "Rimini"
    say "Please check it: Customer number: 100007; Date of birth: **********; New street: Via Roma 12; New postcode: 47921; New town: Rimini. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "From now on our letters will go to this address: Via Roma 12, 47921 Rimini. Shall we change the address?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act change_address #65538 customer_number="100007" new_street="Via Roma 12" new_postcode="47921" new_town="Rimini"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok MOV-9
[      0] 1 action_done outcome 0 MOV-9
    save
    count 1 1
    visit served accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    phrase understood "change my address"
    say "Your new address: Via Roma 12, 47921 Rimini. Your reference is MOV-9."
    say "Have you changed your mind about this: Change my address? We can reverse it now."
    show menu 10 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
