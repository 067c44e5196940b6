# A shortcut has moved away: its key is spoken no more, but who remembers it arrives, and is told once where it stands.
> clock 2026-11-23 10:00
> menu retires 0
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
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash."
    show menu 8 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 1 key 8
[   6000] 1 keyed 8
    means item
    say "You may not find that key here much longer. For Switch on a new card, press 1, 2."
    count 0 1
    save
    say "Now for this: Switch on a new card. Should we be cut off, go on with the code 4110."
    say "This is about your own account, so first we need to know who you are."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> after 4000
> 1 key *
[  10000] 1 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash."
    show menu 8 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> after 1000
> 1 key 8
[  11000] 1 keyed 8
    means item
    count 0 1
    save
    say "Switch on a new card: a few short questions. If we are interrupted, your code is 4110."
    say "To do this for the right customer, we ask one thing first."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/3
    listen slot universal
    wake_at +7000
    -> collect
> 1 hangs up
[  11000] 1 hung_up
    count 7 4
    visit left cards.activate 11000 ms first wrong 1: prompt 0 4192 heard, prompt 1 1808 barged, often cards.activate chosen, often cards.activate 4000 back, menu 1000 chosen, often cards.activate chosen
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
> 2 types 8
[  11000] 2 typed "8"
    means item
    say "You may not find that key here much longer. For Switch on a new card, press 1, 2."
    count 0 1
    save
    say "Now for this: Switch on a new card. Should we be cut off, go on with the code 6589."
    say "This is about your own account, so first we need to know who you are."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 1/3
    listen slot universal
    wake_at +90000
    -> collect
> 2 hangs up
[  11000] 2 hung_up
    count 7 4
    visit left cards.activate 0 ms first: prompt 0 barged, menu chosen, often cards.activate chosen
    wake_at +1800000
    save
    close
    -> dropped
# The place is used again: the key is the new one's.
> menu often 0 cards.pin
[  11000] content_swapped
    release 1
> 3 near line en
[  11000] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Forgotten PIN, press 8; for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4."
    say (pause) "Also: for App and safety, press 5; for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 3000
> 3 key 8
[  14000] 3 keyed 8
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
    close
    -> ended
