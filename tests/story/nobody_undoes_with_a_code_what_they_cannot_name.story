# Back with the code while the card is being blocked: the number that had been proved before is neither told nor taken for an undo.
> site assets/content
> clock 2026-11-24 10:00
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
> 1 types 100042
[      0] 1 typed "100042"
    means slot "100042"
    say "When were you born? Day, month and year, please."
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12 May 1980
[      0] 1 typed "12 May 1980"
    means slot "1980-05-12"
    save
    look_up verify #65537 customer_number="100042" birth_date="1980-05-12"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 2 Anna
[      0] 1 customer_known level 2 Anna
    say "Thank you, Anna."
    say "In which street do you live now? The number too, please."
    show slot new_street 3/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types via Roma 12
[      0] 1 typed "via Roma 12"
    means slot "via Roma 12"
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
> 1 types Porto Sereno
[      0] 1 typed "Porto Sereno"
    means slot "Porto Sereno"
    say "Please check it: Customer number: 100042; Date of birth: **********; New street: via Roma 12; New postcode: 47921; New town: Porto Sereno. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "From now on our letters will go to this address: via Roma 12, 47921 Porto Sereno. Shall we change the address?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types no
[      0] 1 typed "no"
    means no
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
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
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Please give us your phone number, one digit at a time."
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "This is what we have: Name: Anna Rossi; Customer number: 100042; Kind of card: Debit card. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100042. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65538 customer_number="100042" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 hangs up
[      0] 1 hung_up
    count 7 13
    wake_at +10000
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
> 2 code
[      0] 2 typed "4110"
    means code
    wipe
    visit left cards.lost 0 ms first wrong 1: prompt 0 barged, words accounts.address chosen, words accounts.address back, menu barged, words cards.lost chosen
    save
    say "Before we open this code, please tell us who you are. It keeps your data safe."
    say "Here we are again, and nothing is lost. Next: Block a lost or stolen card."
    save
    look_up block_card #65538 ask customer_number="100042" card_kind="debit"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 2 done ok B-1001
[      0] 2 action_done outcome 0 B-1001
    save
    count 1 1
    visit served cards.lost 0 ms
    say "The card is blocked; nobody can pay with it. Your reference is B-1001."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 2 touches undo
[      0] 2 touched target 14 index 0
    means undo
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 2 types yes
[      0] 2 typed "yes"
    means yes
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 2 done ok B-1002
[      0] 2 action_done outcome 0 B-1002
    -> narrow
