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
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
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
    say "Under Customer number we have noted: 1 0 0, 0 0 7. Is it correct?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Please give us the day, month and year you were born."
    show slot birth_date 2/10 masked
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 3 May 1980
[      0] 1 typed "3 May 1980"
    means slot "1980-05-03"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-05-03"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 2
[      0] 1 customer_known level 2 
    say "In which street do you live now? The number too, please."
    show slot new_street 3/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Via Roma 1
[      0] 1 typed "Via Roma 1"
    means slot "Via Roma 1"
    say "Noted: Via Roma 1."
    say "What is the postcode there?"
    show slot new_postcode 4/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 47921
[      0] 1 typed "47921"
    means slot "47921"
    say "Good: 4 7 9, 2 1."
    say "Which town do you live in now?"
    show slot new_town 5/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Rimini
[      0] 1 typed "Rimini"
    means slot "Rimini"
    say "Rimini."
    say "Who are we talking to? First name and surname, please."
    show slot name 6/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Noted: Anna Rossi."
    say "What phone number can we reach you on?"
    show slot phone 7/10
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Under Phone number we have noted: 0 5 4 1, 5 5 5, 0 1 0 7. Is it correct?"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Is it an iPhone, an Android phone, or something else?"
    show slot phone_kind 8/10 3 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types android
[      0] 1 typed "android"
    means slot "android"
    say "Android."
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 9/10 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "Noted: Debit card."
    say "Where did the card go missing?"
    show slot lost_where 10/10 5 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types at home
[      0] 1 typed "at home"
    means slot "place_home"
    say "Good: At home or nearby."
    say "From now on our letters will go to this address: Via Roma 1, 4 7 9, 2 1 Rimini. Shall we change the address?"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types no
[      0] 1 typed "no"
    means no
    say "This is what we have: Customer number: 1 0 0, 0 0 7; Date of birth: **********; New street: Via Roma 1; New postcode: 4 7 9, 2 1; New town: Rimini; Name: Anna Rossi; Phone number: 0 5 4 1, 5 5 5, 0 1 0 7; Kind of phone: Android; Kind of card: Debit card; Where it went missing: At home or nearby. Is everything right?"
    show review
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 types no
[      0] 1 typed "no"
    means no
    say "Tell us which one to change: for Customer number, key 1; for Date of birth, key 2; for New street, key 3; for New postcode, key 4; for New town, key 5."
    say (pause) "And: for Name, key 6; for Phone number, key 7; for Kind of phone, key 8; for Kind of card, key 9; Where it went missing."
    show menu 10 choices
    listen choices universal
    wake_at +7000
    -> collect
> 1 types where it went missing
[      0] 1 typed "where it went missing"
    means choice 9
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 10/10 5 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 types in the street
[      0] 1 typed "in the street"
    means slot "place_home"
    say "Thank you, that is changed."
    say "Good: At home or nearby."
    say "From now on our letters will go to this address: Via Roma 1, 4 7 9, 2 1 Rimini. Shall we change the address?"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
