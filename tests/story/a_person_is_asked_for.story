# Asked for from the menu: handed over because the customer wanted it. Asked again while it is promised: no new concern.
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
> after 5000
> 1 touches person
[   5000] 1 touched target 4 index 0
    means person
    visit handed over - 5000 ms first asked: prompt 0 4192 heard, prompt 1 808 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 touches person
[   5000] 1 touched target 4 index 0
    means person
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 hangs up
[   5000] 1 hung_up
    count 7 14
    wake_at +180000
    save
    close
    -> dropped
# Through the menu, too.
> 2 near chat en
[   5000] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 2 types 7
[   5000] 2 typed "7"
    means choice 6
    say "Talk to us, good. Is it about one of these? Ask a question, Make a complaint, Give praise, Ask for a phone call, Business customers, What this machine does."
    show menu 6 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 2 types 1
[   5000] 2 typed "1"
    means choice 0
    count 0 1
    visit handed over contact.question 0 ms first asked: prompt 0 barged, menu heard, item contact chosen, menu contact heard, item contact.question chosen
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #131073 mood 0 code 6589 tried="team:service"
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 6589."
    show handover
    listen open universal
    wake_at +180000
    -> handover
