# Many ask for one thing: the next customer finds it one step from the start; for the one who is here nothing moves.
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
> menu rising app.password
[      0] content_swapped
> after 4000
> 1 touches choice 0
[   4000] 1 touched target 0 index 0
    means choice 0
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 3000
> 1 touches back
[   7000] 1 touched target 1 index 0
    means back
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[   7000] 1 touched target 13 index 0
    means finish
    visit left - 7000 ms first wrong 1: prompt 0 4000 barged, menu heard, item cards chosen, menu cards 3000 back, menu left
    say "Thank you, and goodbye."
    wipe
    wake_at never
    save
    close
    release 0
    -> ended
> 2 near screen en
[   7000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> after 18000
> 2 touches choice 7
[  25000] 2 touched target 0 index 7
    means choice 7
    count 0 1
    say "No worry, you can choose a new password yourself in the app, in about three minutes. Keep it to yourself: nobody at the bank will ever ask you for it."
    say "Number 1 of 5. Open the app and touch Forgotten password."
    say "Is that done?"
    show step 1/5
    listen open yes_no universal
    wake_at +22500
    -> resolve
> after 2000
> 2 touches yes
[  27000] 2 touched target 5 index 0
    means yes
    say "This is step 2 of 5: In the app, type your customer number. It is on the top right of every bank letter."
    say "Did it go well?"
    show step 2/5
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 2 hangs up
[  27000] 2 hung_up
    count 7 10
    visit left app.password 20000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 2791 heard, now app.password chosen
    wipe
    wake_at never
    save
    close
    -> ended
> 3 near line en
[  27000] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Forgotten app password, press hash; for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4."
    say (pause) "Also: for App and safety, press 5; for Branches and visits, press 6; for Talk to us, press 7; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 3 said
[  33000] 3 said
    wake_at +7000
    -> greet
> after 6000
> 3 said
[  39000] 3 said
    wake_at +7000
    -> greet
> after 6000
> 3 key #
[  45000] 3 keyed #
    means choice 0
    count 0 1
    say "No worry, you can choose a new password yourself in the app, in about three minutes. Keep it to yourself: nobody at the bank will ever ask you for it."
    say "Number 1 of 5. Open the app and touch Forgotten password."
    say "Is that done?"
    show step 1/5
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 3 hangs up
[  45000] 3 hung_up
    count 7 10
    visit left app.password 18000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 1500 heard, now app.password 1291 chosen
    wipe
    wake_at never
    close
    -> ended
# Touched on the screen that waits: the conversation begins there.
> 4 near screen en
[  45000] 4 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 4 touches rising
[  45000] 4 touched target 16 index 0
    means choice 7
    count 0 1
    say "No worry, you can choose a new password yourself in the app, in about three minutes. Keep it to yourself: nobody at the bank will ever ask you for it."
    say "Number 1 of 5. Open the app and touch Forgotten password."
    say "Is that done?"
    show step 1/5
    listen open yes_no universal
    wake_at +22500
    -> resolve
