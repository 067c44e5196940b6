# What has run out is not said, whatever the menu says of it.
> clock 2027-02-01 10:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5. Which one do you need?"
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> after 6000
> 1 said
[   6000] 1 said
    wake_at +7000
    -> greet
> after 6000
> 1 hangs up
[  12000] 1 hung_up
    count 7 2
    visit left - 12000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, menu 1500 heard, item cards 458 left
    wipe
    wake_at never
    close
    -> ended
