# A long form with its proof has ten answers: the tenth has no key, but is changed by its name.
> clock 2026-11-23 10:00
> edit forms.yaml|slots: [new_street, new_postcode, new_town]|slots: [new_street, new_postcode, new_town, name, phone, phone_kind, card_kind, lost_where]
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near line en
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say "There is more: wait a moment."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8; for Book an appointment, press 9."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types change my address
[      0] 1 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Let us begin: Change my address. Your code is 4110; with it you can carry on later."
    say "For your safety there is one more question before we go on."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "When were you born? Day, month and year, please."
    show slot birth_date 2/10 masked
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 3 May 1980
[      0] 1 typed "3 May 1980"
    means slot "1980-05-03"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-05-03"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 2
[      0] 1 customer_known level 2 
    say "What is the street and number of your new home?"
    show slot new_street 3/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Via Roma 1
[      0] 1 typed "Via Roma 1"
    means slot "Via Roma 1"
    say "Please give us the five digits of the new postcode."
    show slot new_postcode 4/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 47921
[      0] 1 typed "47921"
    means slot "47921"
    say "Which town do you live in now?"
    show slot new_town 5/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Rimini
[      0] 1 typed "Rimini"
    means slot "Rimini"
    say "What is your name?"
    show slot name 6/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Which number should we call if we need you?"
    show slot phone 7/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Is it an iPhone, an Android phone, or something else?"
    show slot phone_kind 8/10 3 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types android
[      0] 1 typed "android"
    means slot "android"
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 9/10 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 10/10 5 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types at home
[      0] 1 typed "at home"
    means slot "place_home"
    say "Let us go over it once: Customer number: 1 0 0, 0 0 7; Date of birth: **********; New street: Via Roma 1; New postcode: 4 7 9, 2 1; New town: Rimini; Name: Anna Rossi; Phone number: 0 5 4 1, 5 5 5, 0 1 0 7; Kind of phone: Android; Kind of card: Debit card; Where it went missing: At home or nearby. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types no
[      0] 1 typed "no"
    means no
    say "What would you like to change? for Customer number, press 1; for Date of birth, press 2; for New street, press 3; for New postcode, press 4; for New town, press 5."
    say "There is more: wait a moment."
    say (pause) "Also: for Name, press 6; for Phone number, press 7; for Kind of phone, press 8; for Kind of card, press 9; Where it went missing."
    show menu 10 choices
    listen choices universal
    wake_at +7000
    -> collect
> 1 types where it went missing
[      0] 1 typed "where it went missing"
    means choice 9
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 10/10 5 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types in the street
[      0] 1 typed "in the street"
    means slot "place_home"
    say "All right, it is put right now."
    say "This is what we have: Customer number: 1 0 0, 0 0 7; Date of birth: **********; New street: Via Roma 1; New postcode: 4 7 9, 2 1; New town: Rimini; Name: Anna Rossi; Phone number: 0 5 4 1, 5 5 5, 0 1 0 7; Kind of phone: Android; Kind of card: Debit card; Where it went missing: At home or nearby. Is everything right?"
    show review
    listen yes_no universal
    wake_at +7000
    -> collect
