# What learning gets of a visit on glass: each menu with the time it was looked at, what was taken, ways back.
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
> after 15000
> 1 touches choice 1
[  15000] 1 touched target 0 index 1
    means choice 1
    say "Accounts, good. Is it about one of these? Open an account, My balance, My IBAN, Account statements, What an account costs, Change my address, Account for my child."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 4000
> 1 touches back
[  19000] 1 touched target 1 index 0
    means back
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 2000
> 1 touches choice 0
[  21000] 1 touched target 0 index 0
    means choice 0
    say "Cards. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 5000
> 1 touches choice 2
[  26000] 1 touched target 0 index 2
    means choice 2
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 9000
> 1 touches back
[  35000] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 1000
> 1 touches choice 9
[  36000] 1 touched target 0 index 9
    means choice 9
    count 0 1
    save
    say "Let us begin: Book an appointment. Your code is 4110; with it you can carry on later."
    say "What would you like to talk about with us?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +22500
    -> collect
> after 3000
> 1 hangs up
[  39000] 1 hung_up
    count 7 4
    visit left branch.book 39000 ms first wrong 2: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 4958 barged, menu heard, item accounts chosen, menu accounts 4000 back, menu 2000 heard, item cards chosen, menu cards 5000 heard, item cards.pin chosen, item cards.pin 9000 back, menu 1000 heard, often branch.book chosen
    wake_at +1800000
    save
    close
    -> dropped
# A second concern begins with the menu that stands open; who wants nothing more leaves no trace of it.
> 2 near screen en
[  39000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> after 11000
> 2 types my card has not arrived
[  50000] 2 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 6000
> 2 touches yes
[  56000] 2 touched target 5 index 0
    means yes
    count 1 1
    visit served cards.more.arrival 17000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 958 barged, words cards.more.arrival chosen
    phrase understood "my card has not arrived"
    say "Good, glad that helped."
    say "Switch on a new card: would you like to do it right away?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 5000
> 2 types frotz
[  61000] 2 typed "frotz"
    means unknown
    phrase unknown "frotz"
    count 5 1
    say "We are sorry. Please say it once more, in two or three words."
    say "We can do this here: Switch on a new card. Shall we do that now?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 2000
> 2 types i forgot my pin
[  63000] 2 typed "i forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 8000
> 2 touches yes
[  71000] 2 touched target 5 index 0
    means yes
    count 1 1
    visit served cards.pin 8000 ms: words cards.pin chosen
    phrase understood "i forgot my pin"
    say "Good, glad that helped."
    say "Set up the app: would you like to do it right away?"
    show question
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 3000
> 2 touches finish
[  74000] 2 touched target 13 index 0
    means finish
    say "All the best, and until next time."
    wipe
    wake_at never
    save
    close
    -> ended
# Nobody understood it, twice.
> 3 near screen en
[  74000] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> after 5000
> 3 types frotz 4711
[  79000] 3 typed "frotz 4711"
    means unknown
    phrase unknown "frotz #"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> after 5000
> 3 types blorb plugh
[  84000] 3 typed "blorb plugh"
    means unknown
    phrase unknown "blorb plugh"
    count 5 2
    visit no match - 10000 ms first: prompt 0 4192 heard, prompt 1 808 unknown, menu 5000 unknown
    say "This is taking too long, and we apologise. One of our people takes over."
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #196609 mood 1 code 7916
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 7916."
    show handover
    listen open universal
    wake_at +180000
    -> handover
