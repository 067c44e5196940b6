# A microphone that comes and goes is no customer: the silence and the countdown run on, with the words that fit.
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    say "Cards. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 20000
> 1 prefers heard nobody
[  20000] 1 prefers heard 0
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 2500
[  22500] 1 wake
    count 4 1
    say "There is no answer yet. Please go on when you are ready."
    say "Under Cards you find: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards. Which one is it?"
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> after 10000
> 1 prefers
[  32500] 1 prefers
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 1250
[  33750] 1 wake
    count 4 2
    say "Still nothing has come through. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> 1 prefers heard nobody
[  33750] 1 prefers heard 0
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 10000
> 1 prefers
[  43750] 1 prefers
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 1250
[  45000] 1 wake
    count 4 3
    say "Do you need more time? Just say so. Otherwise this ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> narrow
> after 20000
> 1 prefers heard nobody
[  65000] 1 prefers heard 0
    show still_there 10s
    listen yes_no universal
    wake_at +10000
    -> narrow
> after 9000
> 1 prefers
[  74000] 1 prefers
    show still_there 1s
    listen yes_no universal
    wake_at +1000
    -> narrow
> after 1000
[  75000] 1 wake
    say "We end here. Nothing of yours is left on show. You can start again at any time."
    visit left - 75000 ms first: prompt 0 barged, menu heard, item cards chosen, menu cards 22500 silent, menu cards 11250 silent, menu cards 11250 left
    wipe
    wake_at never
    close
    -> ended
> after 600000
