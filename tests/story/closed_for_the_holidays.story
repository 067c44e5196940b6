# Closed for more than a week: the date is said, a weekday would be the next one.
> clock 2026-12-24 22:00
> edit people.yaml|closed: [2026-12-08, 2026-12-25, 2027-01-01|closed: [2026-12-08, 2026-12-25, 2026-12-28, 2026-12-29, 2026-12-30, 2026-12-31, 2027-01-04, 2027-01-05, 2027-01-01
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
> 1 types i want to complain
[      0] 1 typed "i want to complain"
    means topic form:complaint
    count 0 1
    save
    say "Let us begin: Make a complaint. Your code is 4110; with it you can carry on later."
    say "Our apologies. Describe it in your own words; it goes to people who can act on it."
    show slot complaint_text 1/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over contact.complaint 0 ms first asked: prompt 0 barged, words contact.complaint chosen
    save
    hand_over complaints #65537 mood 0 code 4110 tried="form:complaint"
    count 3 1
    say "The Complaints team is closed now and back 7 January 2027 08:20. Your answers are kept under the code 4110."
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
