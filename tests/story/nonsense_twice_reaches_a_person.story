# Words that fit nothing are rephrased once; the second time a person is fetched.
> clock 2026-11-23 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types xkcd plugh frotz
[      0] 1 typed "xkcd plugh frotz"
    means unknown
    phrase unknown "xkcd plugh frotz"
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
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
    say "We are sorry for the trouble. Let us have a person look after you."
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 1 code 4110
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
