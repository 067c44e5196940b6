# Words that fit nothing are rephrased once; the second time a person is fetched.
> clock 2026-11-23 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types xkcd plugh frotz
[      0] 1 typed "xkcd plugh frotz"
    means unknown
    phrase unknown "xkcd plugh frotz"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types qwertz blorb
[      0] 1 typed "qwertz blorb"
    means unknown
    phrase unknown "qwertz blorb"
    count 5 2
    visit no match - 0 ms first: prompt 0 unknown, menu unknown
    say "This is taking too long, and we apologise. One of our people takes over."
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65537 mood 1 code 4110
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
