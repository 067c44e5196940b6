# A microphone that comes and goes is no customer: the silence and the countdown run on, with the words that fit.
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
> 1 prefers heard nobody
[  20000] 1 prefers heard 0
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 2500
[  22500] 1 wake
    count 4 1
    say "There is no hurry. Go ahead when you like."
    say "Cards. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
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
    say "Perhaps it is easier like this. Please pick one: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
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
    say "Still with us? Any answer within 30 seconds keeps this open."
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
    say "Nobody seems to be here. We close now; nothing is left on the screen."
    visit left - 75000 ms first: prompt 0 barged, menu heard, item cards chosen, menu cards 22500 silent, menu cards 11250 silent, menu cards 11250 left
    wipe
    wake_at never
    save
    close
    -> ended
> after 600000
