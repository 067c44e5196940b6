# The hash of the phone menu may be typed too; more behind it is no key.
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
> 1 types #
[      0] 1 typed "#"
    means choice 7
    count 0 1
    say "Please don't touch the link and don't answer: the bank never asks for details by message. If you only read it, delete it and all is well. If you touched the link or gave any details, it is not your fault, but be quick: your card can be stopped right now, and a person here will check your account with you."
    say "Is that what you needed?"
    show answer
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types #x
[      0] 1 typed "#x"
    means unknown
    phrase unknown "x"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types #1
[      0] 1 typed "#1"
    means choice 0
    say "Under Cards you find: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards. Which one is it?"
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
