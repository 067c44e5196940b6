# The same with starting again.
> clock 2026-11-23 10:00
> edit site.yaml|move_min: 30|move_min: 1
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near screen en
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
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 types i lost my card
[  60000] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> apply assets/phone-shop
[  60000] content_swapped
> 1 touches start_again
[  60000] 1 touched target 2 index 0
    means start_over
    release 1
    say "We have just updated our pages. Your answers are kept, and we go on from here."
    say "Let's start afresh."
    visit left - 60000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 65535 5167 heard, menu 44791 barged, words chosen
    wipe
    wake_at never
    save
    close
    -> ended
