# What was nearest was not meant either: a person, and no second list.
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
> 1 types card money thing
[      0] 1 typed "card money thing"
    means unknown
    phrase unknown "card money thing"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types card money thing
[      0] 1 typed "card money thing"
    means unknown
    phrase unknown "card money thing"
    count 5 2
    say "Our apologies once more. Ask for a person, or pick one: Raising my card limit, Sending money abroad, My card is about to expire, Giving up a card."
    show menu 4 choices
    listen choices open universal
    wake_at +22500
    -> narrow
> 1 types blue elephant
[      0] 1 typed "blue elephant"
    means unknown
    phrase unknown "blue elephant"
    count 5 3
    visit no match - 0 ms first: prompt 0 unknown, menu unknown
    say "Sorry, this machine is not getting it right. A person will do better."
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 1 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
