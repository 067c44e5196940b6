# A shortcut has moved away: its key is spoken no more, but who remembers it arrives, and is told once where it stands.
> clock 2026-11-23 10:00
> menu retires 1
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near line en
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say "There is more: wait a moment."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 1 key 9
[   6000] 1 keyed 9
    means item
    say "You may not find that key here much longer. For Book an appointment, press 6, 1."
    count 0 1
    save
    say "Now for this: Book an appointment. Should we be cut off, go on with the code 4110."
    say "What is the appointment about?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +7000
    -> collect
> after 4000
> 1 key *
[  10000] 1 keyed *
    means back
    say "What is it about? for Cards, key 1; for Accounts, key 2; for Payments, key 3; for Savings and loans, key 4; for App and safety, key 5."
    say "More follows if you wait."
    say (pause) "And: for Branches and visits, key 6; for Talk to us, key 7; for Suspicious text message, key hash; for Switch on a new card, key 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> after 1000
> 1 key 9
[  11000] 1 keyed 9
    means item
    count 0 1
    save
    say "Now for this: Book an appointment. Should we be cut off, go on with the code 4110."
    say "What is the appointment about?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 hangs up
[  11000] 1 hung_up
    count 7 4
    visit left branch.book 11000 ms first wrong 1: prompt 0 4192 heard, prompt 1 1808 barged, often branch.book chosen, often branch.book 4000 back, menu 1000 chosen, often branch.book chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near chat en
[  11000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 2 types 9
[  11000] 2 typed "9"
    means item
    say "You may not find that key here much longer. For Book an appointment, press 6, 1."
    count 0 1
    save
    say "Now for this: Book an appointment. Should we be cut off, go on with the code 6589."
    say "What is the appointment about?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +90000
    -> collect
> 2 hangs up
[  11000] 2 hung_up
    count 7 4
    visit left branch.book 0 ms first: prompt 0 barged, menu chosen, often branch.book chosen
    wake_at +1800000
    save
    close
    -> dropped
# The place is used again: the key is the new one's.
> menu often 1 cards.pin
[  11000] content_swapped
    release 1
> 3 near line en
[  11000] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Forgotten PIN, press 9; for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4."
    say "There is more: wait a moment."
    say (pause) "Also: for App and safety, press 5; for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 3000
> 3 key 9
[  14000] 3 keyed 9
    means choice 0
    count 0 1
    say "You can see your PIN again in the bank's app, under Cards, Show PIN; without the app, we post it to your home free of charge within 5 working days. After three wrong tries the card rests until the next morning. Nobody at the bank will ever ask you to say your PIN."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 3 hangs up
[  14000] 3 hung_up
    count 7 9
    visit left cards.pin 3000 ms first: prompt 0 3000 barged, often cards.pin chosen
    wipe
    wake_at never
    save
    close
    -> ended
