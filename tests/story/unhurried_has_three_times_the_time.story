# Who listens to the screen has three times the silence and three times the countdown.
> 1 near screen en unhurried
[      0] content_swapped
[      0] 1 came_near unhurried
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +67500
    -> greet
> 1 said
[      0] 1 said
    wake_at +67500
    -> greet
> after 140000
[  67500] 1 wake
    count 4 1
    say "Nothing has come through yet. Please say it, or choose."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +33750
    -> greet
[ 101250] 1 wake
    count 4 2
    say "Still nothing has come through. You can choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +33750
    -> greet
[ 135000] 1 wake
    count 4 3
    say "Do you need more time? Just say so. Otherwise this ends in 90 seconds."
    show still_there 90s
    listen yes_no universal
    wake_at +90000
    -> greet
> after 200000
[ 225000] 1 wake
    say "We end here. Nothing of yours is left on show. You can start again at any time."
    visit left - 225000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 52291 silent, menu 33750 silent, menu 33750 left
    wipe
    wake_at never
    save
    close
    -> ended
> after 600000
