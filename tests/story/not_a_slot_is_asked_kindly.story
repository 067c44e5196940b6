# An answer that does not fit is asked again with an example; the third time a person takes over.
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
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types blue
[      0] 1 typed "blue"
    means not_slot
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types green
[      0] 1 typed "green"
    means not_slot
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types red
[      0] 1 typed "red"
    means not_slot
    say "We are sorry for the trouble. Let us have a person look after you."
    visit handed over cards.lost 0 ms first: prompt 0 barged, words cards.lost chosen
    say "Now a person from the Card team takes over, with all you have told us."
    save
    hand_over cards #65537 mood 1 code 4110 name="Anna Rossi" tried="form:lost_card"
    count 3 1
    say "The Card team will be with you in about 3 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
