# What was only said back may be wrong: "no" to the action leads to the review, and another "no" there to what is changed; who finds nothing wrong and says no again is free of it.
> clock 2026-11-23 10:00
> 1 near line en heard nobody
[      0] content_swapped
[      0] 1 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Use the keys of your telephone."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 key 8
[      0] 1 keyed 8
    means choice 8
    count 0 1
    save
    say "Let us begin: Switch on a new card. Your code is 4110; with it you can carry on later."
    say "So that nothing is mixed up, please let us know who you are."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Under Customer number we have noted: 1 0 0, 0 0 7. Is it correct?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    save
    look_up look_up #65537 customer_number="100007"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 1 Anna
[      0] 1 customer_known level 1 Anna
    say "Thank you, Anna."
    say "Please give us the four digits at the end of the card number, and no more."
    show slot card_last4 2/3 masked
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 7391
[      0] 1 typed "7391"
    means slot "7391"
    say "Is it your debit card, your credit card or a prepaid one?"
    say "Please choose: for Debit card, press 1; for Credit card, press 2; for Prepaid card, press 3; for I am not sure, press 4."
    show slot card_kind 3/3 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means slot "debit"
    say "Good: Debit card."
    say "Your new card will be switched on and work at once. Kind of card: Debit card. Shall we do it?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 key 2
[      0] 1 keyed 2
    means no
    say "This is what we have: Customer number: 1 0 0, 0 0 7; Last 4 card digits: ****; Kind of card: Debit card. Is everything right?"
    say "for Yes, press 1"
    say "for No, press 2"
    show review
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Your new card will be switched on and work at once. Kind of card: Debit card. Shall we do it?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question
    listen yes_no universal
    wake_at +7000
    -> collect
> 1 key 2
[      0] 1 keyed 2
    means no
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5."
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
