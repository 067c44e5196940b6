# Guessing codes leads nowhere but to a person.
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
> 1 types 1234
[      0] 1 typed "1234"
    means code
    say "That code is not on our list, perhaps because it is old. We can simply begin anew."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 2345
[      0] 1 typed "2345"
    means code
    say "We do not know this code here. Please give it once more, or just say what you need."
    say "What is it about? for Cards, key 1; for Accounts, key 2; for Payments, key 3; for Savings and loans, key 4; for App and safety, key 5."
    say (pause) "And: for Branches and visits, key 6; for Talk to us, key 7; for Suspicious text message, key hash; for Switch on a new card, key 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 3456
[      0] 1 typed "3456"
    means code
    say "We found nothing under this code. Try it again slowly, or ask for a person."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 4567
[      0] 1 typed "4567"
    means code
    say "We are sorry for the trouble. Let us have a person look after you."
    visit handed over - 0 ms first: prompt 0 barged
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
