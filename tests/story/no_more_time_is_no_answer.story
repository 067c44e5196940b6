# "Do you need more time?" - "No." That is not the answer to the question before it: it is asked again.
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
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 50000
[  22500] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +11250
    -> resolve
[  33750] 1 wake
    count 4 2
    say "We are listening. Go ahead when you like."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +11250
    -> resolve
[  45000] 1 wake
    count 4 3
    say "Do you need more time? Just say so. Otherwise this ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> resolve
> 1 types no
[  50000] 1 typed "no"
    means no
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types yes
[  50000] 1 typed "yes"
    means yes
    count 1 1
    visit served cards.pin 50000 ms first: prompt 0 barged, words cards.pin chosen
    phrase understood "forgot my pin"
    say "Lovely, then that is settled."
    say "If you like, this is the next step: Set up the app. Shall we start?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
