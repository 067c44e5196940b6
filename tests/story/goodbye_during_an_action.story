# The customer leaves while the card is being blocked and the system says no: a person follows it up.
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
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches skip
[      0] 1 touched target 7 index 0
    means skip
    say "What phone number can we reach you on?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Please check it: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card; Phone number: 0541 555 0107. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "Have a good day. Everything here is cleared now."
    wipe keep what was promised
    wake_at +10000
    save
    close
    -> dropped
> 1 done failed
[      0] 1 action_done outcome 2 
    visit handed over cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    save
    hand_over cards #65538 mood 1 code 4110 name="Anna Rossi" customer_number="100007" card_kind="debit" phone="05415550107" action="block_card" outcome="failed" tried="form:lost_card"
    count 3 1
    save
    call_back #65538 phone "05415550107" words ""
    save
    wake_at +604800000
    -> dropped
