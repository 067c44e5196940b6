# A form for verified customers asks for the proof first, once, and acts only after it.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types change my address
[      0] 1 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Change my address: a few short questions. If we are interrupted, your code is 4110."
    say "One more check, so that nobody else can do this in your name."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "What is your date of birth?"
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12 march 1980
[      0] 1 typed "12 march 1980"
    means slot "1980-03-12"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-03-12"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 2 Anna Rossi
[      0] 1 customer_known level 2 Anna Rossi
    say "Hello and thank you, Anna Rossi."
    say "What is the street and number of your new home?"
    show slot new_street 3/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Via Roma 12
[      0] 1 typed "Via Roma 12"
    means slot "Via Roma 12"
    say "Please give us the five digits of the new postcode."
    show slot new_postcode 4/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 47921
[      0] 1 typed "47921"
    means slot "47921"
    say "Which town do you live in now?"
    show slot new_town 5/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Rimini
[      0] 1 typed "Rimini"
    means slot "Rimini"
    say "This is what we have: Customer number: 100007; Date of birth: **********; New street: Via Roma 12; New postcode: 47921; New town: Rimini. Is everything right?"
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
    say "Please stay with us for a short while, it is on its way."
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
    say "Change my address: if it was not what you wanted, we can put it back. Shall we?"
    show menu 10 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
