# Silence: a hint, the choices, a countdown; then all is cleared and the screen is free.
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
> after 120000
[  22500] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +11250
    -> greet
[  33750] 1 wake
    count 4 2
    say "It is still quiet here. These are possible now: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. You can also ask for a person."
    show menu 10 choices
    listen choices open universal code
    wake_at +11250
    -> greet
[  45000] 1 wake
    count 4 3
    say "Are you still there? In 30 seconds we close and clear this screen."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> greet
[  75000] 1 wake
    say "It has been quiet for a while, so we close here. Goodbye."
    visit left - 75000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, menu 12458 silent, menu 11250 silent, menu 11250 left
    wipe
    wake_at never
    close
    -> ended
