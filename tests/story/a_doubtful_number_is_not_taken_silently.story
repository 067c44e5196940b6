# Back out of a read-back: the doubtful number is asked again.
> clock 2026-11-23 10:00
> 1 near line en
[      0] content_swapped
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
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Anna Rossi."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 hears 40 one zero zero zero zero seven
[      0] 1 heard "one zero zero zero zero seven" 40%
    means slot "100007"
    say "Just to be sure. Customer number: 1 0 0, 0 0 7. Yes or no?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 types back
[      0] 1 typed "back"
    means back
    say "What is your name?"
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Good: Anna Rossi."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
