# Nobody takes it within the site's limit: a callback to a number, with a code, and the survey stays away.
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
> 1 types operator
[      0] 1 typed "operator"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> after 180000
[ 180000] 1 wake
    say "Sorry, nobody from the Customer service team is free yet. Shall they call you back?"
    show callback
    listen yes_no universal
    wake_at +90000
    -> handover
> 1 types yes
[ 180000] 1 typed "yes"
    means yes
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +90000
    -> handover
> 1 types 0541 555 0107
[ 180000] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0541 555 0107. Code: 4110."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types goodbye
[ 180000] 1 typed "goodbye"
    means goodbye
    say "Have a good day. Everything here is cleared now."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
