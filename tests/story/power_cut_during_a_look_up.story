# Power is cut while it is looked up who it is: it is looked up again.
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
> 1 types activate my card
[      0] 1 typed "activate my card"
    means topic form:activate_card
    count 0 1
    save
    say "Let us begin: Switch on a new card. Your code is 4110; with it you can carry on later."
    say "So that nothing is mixed up, please tell us who you are."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    save
    look_up look_up #65537 customer_number="100007"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> restart
[      0] power comes back
[      0] content_swapped
[      0] 1 started
    language en
    say "Here we are again, and nothing is lost. Next: Switch on a new card."
    save
    look_up look_up #65538 customer_number="100007"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 1 Anna Rossi
[      0] 1 customer_known level 1 Anna Rossi
    say "Good to see you, Anna Rossi."
    say "Look at the long number on the card: which are its last four digits?"
    show slot card_last4 2/3 masked
    listen slot universal
    wake_at +22500
    -> collect
