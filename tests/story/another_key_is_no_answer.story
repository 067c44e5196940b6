# Asked yes or no: 1 is yes, 2 is no, and 5 is neither.
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
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 1 key 5
[      0] 1 keyed 5
    means unknown
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 1 key 1
[      0] 1 keyed 1
    means yes
    count 1 1
    visit served cards.pin 0 ms first: prompt 0 barged, words cards.pin chosen
    phrase understood "forgot my pin"
    say "Great, good to know."
    say "We can do this here: Set up the app. Shall we do that now?"
    show question
    listen open yes_no universal
    wake_at +7000
    -> resolve
