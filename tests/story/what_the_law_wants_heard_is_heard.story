# Any prompt, question, answer or confirmation may be mandatory: it is heard to its end, whatever is pressed meanwhile.
> clock 2026-11-23 10:00
> edit answers-cards.yaml|    text:\n      en: "You can see your PIN|    text:\n      mandatory: true\n      en: "You can see your PIN
[      0] content_swapped
[      0] content_swapped
    release 0
> edit prompts.yaml|  glad:\n|  glad:\n    mandatory: true\n
[      0] content_swapped
    release 1
> 1 near line en heard nobody
[      0] 1 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Use the keys of your telephone."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types forgotten pin
[      0] 1 typed "forgotten pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say (mandatory) "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    say "for Yes, press 1"
    say "for No, press 2"
    show answer
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 1 key 1
[      0] 1 keyed 1
    means yes
    count 1 1
    visit served cards.pin 0 ms first: prompt 0 barged, words cards.pin chosen
    phrase understood "forgotten pin"
    say (mandatory) "Good, glad that helped."
    say "Set up the app: would you like to do it right away?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question
    listen open yes_no universal
    wake_at +7000
    -> resolve
