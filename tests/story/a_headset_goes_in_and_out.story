# What changes in mid-question moves the time, not the words: nothing is said twice, and a countdown begins anew.
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
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 20000
> 1 prefers unhurried
[  20000] 1 prefers unhurried
    show menu 7 choices
    listen choices open universal code
    wake_at +67500
    -> narrow
> 1 prefers unhurried
[  20000] 1 prefers unhurried
    -> narrow
> after 60000
> 1 prefers heard nobody
[  80000] 1 prefers heard 0
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 22500
[ 102500] 1 wake
    count 4 1
    say "There is no hurry. Go ahead when you like."
    say "Cards. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> after 11250
[ 113750] 1 wake
    count 4 2
    say "Perhaps it is easier like this. Please pick one: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> after 11250
[ 125000] 1 wake
    count 4 3
    say "Still with us? One touch within 30 seconds keeps this open."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> narrow
> after 10000
> 1 prefers unhurried
[ 135000] 1 prefers unhurried
    show still_there 90s
    listen yes_no universal
    wake_at +90000
    -> narrow
> after 89999
> 1 touches more_time
[ 224999] 1 touched target 8 index 0
    means more_time
    say "Of course, take your time."
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +67500
    -> narrow
