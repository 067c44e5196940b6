# Words that are kept lose the customer's name, but not a word that only begins like it; too long a line is cut at a word.
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
> 1 card 0 Anna Rossi
[      0] 1 customer_known level 0 Anna Rossi
    say "Good to see you, Anna Rossi."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types annabel and ann want anna and rossi money rain
[      0] 1 typed "annabel and ann want anna and rossi money rain"
    means unknown
    phrase unknown "annabel and ann want and money rain"
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types the cat sat on the wall and looked at the rain that fell on the roof of the old house behind the hill where the river bends to the north and the sea begins
[      0] 1 typed "the cat sat on the wall and looked at the rain that fell on the roof of the old house behind the hill where the river bends to the north and the sea begins"
    means unknown
    phrase unknown "the cat sat on the wall and looked at the rain that fell on the roof of the old house behind the hill where the river bends to"
    count 5 2
    visit no match - 0 ms first: prompt 0 barged, menu unknown, menu unknown
    say "We are sorry for the trouble. Let us have a person look after you."
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 1 code 4110 customer="Anna Rossi"
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
