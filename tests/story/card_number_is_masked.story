# A full card number, typed or spoken, is masked before anything else sees it, and the customer is told why.
> clock 2026-11-23 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types my card 4111 1111 1111 1111 does not work
[      0] 1 typed "my card **** **** **** **** does not work" (card number masked)
    means topic answer:card_contactless
    say "For your protection we have thrown away that card number. Nobody here needs all of it. Please go on without it."
    count 0 1
    say "It is usually quick to put right. A new card starts to work contactless only after its first payment with chip and PIN. Up to 50 euros no PIN is needed, but every few payments the shop's terminal asks for it, for your safety."
    say "Step 1 of 4. Take the card out of your wallet and hold it flat on the terminal for two seconds."
    say "Is it working now?"
    show step 1/4
    listen open yes_no universal
    wake_at +90000
    -> resolve
> 1 hears 80 four one one one one one one one one one one one one one one one
[      0] 1 heard "* * * * * * * * * * * * * * * *" 80% (card number masked)
    means unknown
    say "Please never give your whole card number. We did not store it, and we can help you without it."
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    say "Is it working now?"
    show step 1/4
    listen open yes_no universal
    wake_at +90000
    -> resolve
