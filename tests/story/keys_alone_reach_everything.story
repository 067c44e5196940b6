# On the phone line keys are enough: menu by digits, 0 for a person, star for back, 9 to repeat.
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
> 1 key 1
[      0] 1 keyed 1
    means choice 0
    say "Cards, good. Is it about one of these? for Lost or stolen card, key 1; for Switch on a new card, key 2; for Forgotten PIN, key 3; for Card refused, key 4; for A payment I do not know, key 5."
    say (pause) "And: for Using a card abroad, key 6; for More about cards, key 7."
    show menu 7 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key *
[      0] 1 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 9
[      0] 1 keyed 9
    means repeat
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 8
[      0] 1 keyed 8
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
> 1 key 0
[      0] 1 keyed 0
    means person
    visit handed over cards.activate 0 ms first asked wrong 1: prompt 0 barged, item cards chosen, often cards.activate chosen
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65537 mood 0 code 4110 tried="form:activate_card"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +25000
    -> handover
