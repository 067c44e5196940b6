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
    say "There is more: wait a moment."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8; for Book an appointment, press 9."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 key 1
[      0] 1 keyed 1
    means choice 0
    say "Cards, good. Is it about one of these? for Lost or stolen card, key 1; for Switch on a new card, key 2; for Forgotten PIN, key 3; for Card refused, key 4; for A payment I do not know, key 5."
    say "More follows if you wait."
    say (pause) "And: for Using a card abroad, key 6; for More about cards, key 7."
    show menu 7 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key *
[      0] 1 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say "There is more, just wait."
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8; Book an appointment: press 9."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 9
[      0] 1 keyed 9
    means choice 9
    count 0 1
    save
    say "Book an appointment: a few short questions. If we are interrupted, your code is 4110."
    say "Which subject should we prepare for?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 0
[      0] 1 keyed 0
    means person
    visit handed over branch.book 0 ms first asked wrong 1: prompt 0 barged, item cards chosen, often branch.book chosen
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 0 code 4110 tried="form:book_appointment"
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
