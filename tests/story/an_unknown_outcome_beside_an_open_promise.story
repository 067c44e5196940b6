# An unknown outcome is handed over although another callback is open.
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
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent nobody
[      0] 1 agent_said 4  ""
    say "Sorry, nobody from the Customer service team is free yet. Shall they call you back?"
    show callback
    listen yes_no universal
    wake_at +22500
    -> handover
> 1 touches call_me
[      0] 1 touched target 11 index 0
    means call_me
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0541 555 0107. Code: 4110."
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
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types at home
[      0] 1 typed "at home"
    means slot "place_home"
    say "This is what we have: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card; Where it went missing: At home or nearby; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65538 customer_number="100007" card_kind="debit"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 touches start_again
[      0] 1 touched target 2 index 0
    means start_over
    say "All right, from the beginning."
    wipe keep what was promised
    wake_at +10000
    save
    close
    -> dropped
> 1 done unknown
[      0] 1 action_done outcome 3 
    save
    look_up block_card #65538 ask customer_number="100007" card_kind="debit"
    wake_at +10000
    -> dropped
> 1 done unknown
[      0] 1 action_done outcome 3 
    save
    look_up block_card #65538 ask customer_number="100007" card_kind="debit"
    wake_at +10000
    -> dropped
> 1 done unknown
[      0] 1 action_done outcome 3 
    visit handed over cards.lost 0 ms: menu barged, words cards.lost chosen
    save
    hand_over cards #65539 mood 1 code 4110 phone="05415550107" name="Anna Rossi" customer_number="100007" card_kind="debit" lost_where="place_home" action="block_card" outcome="unknown" tried="form:lost_card"
    count 3 1
    save
    call_back #65539 phone "05415550107" words ""
    save
    wake_at +604800000
    -> dropped
