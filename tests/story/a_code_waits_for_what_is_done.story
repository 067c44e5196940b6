# The same while something is being done.
> clock 2026-11-23 10:00
> 9 near line en
[      0] content_swapped
[      0] 9 came_near
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
> 9 types i lost my card
[      0] 9 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 8599; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 9 hangs up
[      0] 9 hung_up
    count 7 4
    visit left cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> 1 near screen en
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
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "What phone number can we reach you on?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Please check it: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card. Is it all correct?"
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
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 touches person
[      0] 1 touched target 4 index 0
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65538 mood 0 code 4110 name="Anna Rossi" customer_number="100007" card_kind="debit" tried="form:lost_card"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +10000
    -> handover
> 1 agent takes Giulia
[      0] 1 agent_said 0 Giulia ""
    save
    say "Giulia is here for you now and has your answers."
    show handover
    listen free universal
    wake_at +10000
    -> handover
> 1 agent closes Giulia
[      0] 1 agent_said 3 Giulia ""
    save
    say "That was Giulia. You can go on here if you need anything else."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +10000
    -> narrow
> 1 types 8599
[      0] 1 typed "8599"
    means code
    say "Something is still open here. Let us finish this first, then use the code."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +10000
    -> narrow
