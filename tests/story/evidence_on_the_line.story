# What learning gets of a call: prompts and menu by the time that passed, a remembered key, silence.
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
> after 2000
> 1 key 8
[   2000] 1 keyed 8
    means choice 8
    count 0 1
    save
    say "Let us begin: Switch on a new card. Your code is 4110; with it you can carry on later."
    say "So that nothing is mixed up, please tell us who you are."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> 1 hangs up
[   2000] 1 hung_up
    count 7 4
    visit left cards.activate 2000 ms first: prompt 0 2000 barged, often cards.activate chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near line en
[   2000] 2 came_near
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
> after 6000
> 2 said
[   8000] 2 said
    wake_at +7000
    -> greet
> after 6000
> 2 said
[  14000] 2 said
    wake_at +7000
    -> greet
> after 6000
> 2 key 2
[  20000] 2 keyed 2
    means choice 1
    say "Accounts, good. Is it about one of these? for Open an account, key 1; for My balance, key 2; for My IBAN, key 3; for Account statements, key 4; for What an account costs, key 5."
    say (pause) "And: for Change my address, key 6; for Account for my child, key 7."
    show menu 7 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> after 5000
> 2 key *
[  25000] 2 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> after 1000
> 2 hears 80 i lost my card
[  26000] 2 heard "i lost my card" 80%
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 6589."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 2 hangs up
[  26000] 2 hung_up
    count 7 4
    visit left cards.lost 24000 ms first wrong 1: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 1500 heard, item cards 1225 heard, item accounts 66 chosen, menu accounts 1500 heard, item accounts.open 1875 heard, item accounts.balance 1615 heard, item accounts.iban 10 back, menu 1000 barged, words cards.lost chosen
    wake_at +1800000
    save
    close
    -> dropped
> 3 near line en
[  26000] 3 came_near
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
> after 6000
> 3 said
[  32000] 3 said
    wake_at +7000
    -> greet
> after 40000
[  39000] 3 wake
    count 4 1
    say "Nothing has come through yet. Please say it, or choose."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
[  46000] 3 wake
    count 4 2
    say "Still nothing has come through. You can choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
[  53000] 3 wake
    count 4 3
    say "We are sorry for the trouble. Let us have a person look after you."
    visit handed over - 27000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 2958 silent, menu 1500 heard, item cards 1225 heard, item accounts 700 silent
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #196609 mood 0 code 7916
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 7916. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 3 hangs up
[  72000] 3 hung_up
    count 7 14
    wake_at +161000
    save
    close
    -> dropped
