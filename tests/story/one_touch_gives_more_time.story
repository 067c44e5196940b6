# One touch on the countdown gives more time, and the question that was due is there again.
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
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> after 46000
[  22500] 1 wake
    count 4 1
    say "We are listening. Go ahead when you like."
    say "What is your name?"
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  33750] 1 wake
    count 4 2
    say "Nothing has come through yet. Please say it, or choose."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  45000] 1 wake
    count 4 3
    say "Are you still there? In 30 seconds we close and clear this screen."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> collect
> 1 touches more_time
[  46000] 1 touched target 8 index 0
    means more_time
    say "No hurry. Go on when you are ready."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[  46000] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
