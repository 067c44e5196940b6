# A person learns the last twelve things that were tried.
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
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
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
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
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
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Does that answer your question?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types forgot my pin
[      0] 1 typed "forgot my pin"
    means topic answer:card_pin_forgotten
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Did that help?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 types my card has not arrived
[      0] 1 typed "my card has not arrived"
    means topic answer:card_arrival
    count 0 1
    say "Your new card comes by post within 7 working days, in a plain envelope; with a first card, the PIN follows in its own letter two days later. If nothing has come after 10 working days, tell us, and another is sent free of charge. Once you have the card in your hand, it can be activated here."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches person
[      0] 1 touched target 4 index 0
    means person
    visit handed over cards.more.arrival 0 ms first asked wrong 12: prompt 0 barged, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen, words cards.more.arrival back, words cards.pin chosen, words cards.pin back, words cards.more.arrival chosen
    say "We are bringing in the Card team. They see your answers, so nothing is asked twice."
    save
    hand_over cards #65537 mood 0 code 4110 tried="answer:card_pin_forgotten, answer:card_arrival, answer:card_pin_forgotten, answer:card_arrival, answer:card_pin_forgotten, answer:card_arrival, answer:card_pin_forgotten, answer:card_arrival, answer:card_pin_forgotten, answer:card_arrival, answer:card_pin_forgotten, answer:card_arrival"
    count 3 1
    say "Please allow about 3 minutes for the Card team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
