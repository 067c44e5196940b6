# The line drops while an agent talks: the code leads back to the agent.
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
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    say "Now a person from the Card team takes over, with all you have told us."
    save
    hand_over cards #65537 mood 0 code 4110 name="Anna Rossi" tried="form:lost_card"
    count 3 1
    say "The Card team will be with you in about 3 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 agent takes Giulia hello
[      0] 1 agent_said 0 Giulia "hello"
    save
    say "Here is Giulia. You need not repeat anything."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 hangs up
[      0] 1 hung_up
    count 7 15
    wake_at +604800000
    save
    close
    -> dropped
> 2 near line en
[      0] 2 came_near
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
> 2 code
[      0] 2 typed "4110"
    means code
    wipe keep what was promised
    save
    say "Good to see you again. We continue with Block a lost or stolen card."
    say "You are now with Giulia, who knows what it is about."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent says Giulia are you there
[      0] 1 agent_said 2 Giulia "are you there"
    say "Giulia: are you there"
    show handover
    listen free universal
    wake_at +180000
    -> ended
