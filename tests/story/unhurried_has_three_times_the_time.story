# Who listens to the screen has three times the silence and three times the countdown.
> 1 near screen en unhurried
[      0] content_swapped
[      0] 1 came_near unhurried
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
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
    say "Take your time. Answer whenever you are ready."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +33750
    -> greet
[ 101250] 1 wake
    count 4 2
    say "It is still quiet here. These are possible now: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. You can also ask for a person."
    show menu 10 choices
    listen choices open universal code
    wake_at +33750
    -> greet
[ 135000] 1 wake
    count 4 3
    say "Are you still there? In 90 seconds we close and clear this screen."
    show still_there 90s
    listen yes_no universal
    wake_at +90000
    -> greet
> after 200000
[ 225000] 1 wake
    say "It has been quiet for a while, so we close here. Goodbye."
    visit left - 225000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, menu 57458 silent, menu 33750 silent, menu 33750 left
    wipe
    wake_at never
    close
    -> ended
> after 600000
