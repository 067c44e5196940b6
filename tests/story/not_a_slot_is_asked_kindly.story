# An answer that does not fit is asked again with an example; the third time a person takes over.
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
> 1 types blue
[      0] 1 typed "blue"
    means not_slot
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types green
[      0] 1 typed "green"
    means not_slot
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types red
[      0] 1 typed "red"
    means not_slot
    say "This is taking too long, and we apologise. One of our people takes over."
    visit handed over cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    say "We are bringing in the Card team. They see your answers, so nothing is asked twice."
    save
    hand_over cards #65537 mood 1 code 4110 name="Anna Rossi" tried="form:lost_card"
    count 3 1
    say "Please allow about 3 minutes for the Card team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
