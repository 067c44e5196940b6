# Of several wordings of what was heard, the likeliest is what is kept as the customer's own words.
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
> 1 hears 80 the blue elephant sings|the new elephant sinks
[      0] 1 heard "the blue elephant sings" "the new elephant sinks" 80%
    means unknown
    phrase unknown "the blue elephant sings"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 hears 90 i lost my card|i cost my card
[      0] 1 heard "i lost my card" "i cost my card" 90%
    means topic form:lost_card
    count 0 1
    save
    say "Now for this: Block a lost or stolen card. Should we be cut off, go on with the code 4110."
    say "What is your name?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Is it your debit card, your credit card or a prepaid one?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "Where did the card go missing?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Which number should we call if we need you?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Let us go over it once: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card. Can it stay like this?"
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
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok B-7 blocked
[      0] 1 action_done outcome 0 B-7
    save
    count 1 1
    visit served cards.lost 0 ms first: prompt 0 unknown, menu barged, words cards.lost chosen
    phrase understood "i lost my card"
    say "The card is blocked; nobody can pay with it. Your reference is B-7."
    say "You can still take this back: Block a lost or stolen card. Shall we undo it?"
    show menu 10 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 1 types no
[      0] 1 typed "no"
    means no
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
