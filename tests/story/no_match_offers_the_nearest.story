# The second time the nearest choices are offered before a person is fetched.
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
> 1 types frotz
[      0] 1 typed "frotz"
    means unknown
    phrase unknown "frotz"
    count 5 1
    say "Our apologies, that was not clear to us. A short answer works best."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types something about my thing with the money abroad perhaps
[      0] 1 typed "something about my thing with the money abroad perhaps"
    means topics answer:transfer_abroad answer:card_abroad menu:cards.more answer:phishing_sms
    say "Let us find the right one together: Sending money abroad, Using my card abroad, More about cards, A suspicious message. Which is it?"
    show menu 4 choices
    listen choices open universal
    wake_at +90000
    -> narrow
> 1 types blorb plugh
[      0] 1 typed "blorb plugh"
    means unknown
    phrase unknown "blorb plugh"
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    show menu 4 choices
    listen choices open universal
    wake_at +90000
    -> narrow
