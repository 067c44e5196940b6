# Put back by one agent, and nobody came for the other matter: the first is asked about, the other is promised.
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
> 1 types a person
[      0] 1 typed "a person"
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
> 1 types i want to complain
[      0] 1 typed "i want to complain"
    means topic form:complaint
    count 0 1
    save
    say "Make a complaint: a few short questions. If we are interrupted, your code is 4110."
    say "Thank you for telling us. What went wrong, and when?"
    show slot complaint_text 1/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types nobody answers
[      0] 1 typed "nobody answers"
    means slot "nobody answers"
    say "May we have your name, please?"
    show slot name 2/3 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What phone number can we reach you on?"
    show slot phone 3/3 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Please check it: Complaint: nobody answers; Name: Anna Rossi; Phone number: 0541 555 0107. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.complaint 0 ms: words contact.complaint chosen
    save
    hand_over complaints #65538 mood 0 code 4110 complaint_text="nobody answers" name="Anna Rossi" phone="05415550107" tried="form:complaint"
    count 3 1
    save
    call_back #65538 phone "05415550107" words ""
    say "Your call back from the Complaints team is booked. Number: 0541 555 0107. Code: 4110."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[  22000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[  44000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[  66000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[  88000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[ 110000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[ 132000] 1 busy
    wake_at +22500
    -> narrow
> after 22000
> 1 busy
[ 154000] 1 busy
    wake_at +22500
    -> narrow
> after 11000
> 1 agent #65538 takes Giulia
[ 165000] 1 agent_said 0 Giulia ""
    save
    say "Here is Giulia. You need not repeat anything."
    show handover
    listen free universal
    wake_at +15000
    -> handover
> 1 agent #65538 refuses Giulia
[ 165000] 1 agent_said 1 Giulia ""
    say "We are sorry for the wait. The Complaints team can ring you instead. Is that all right?"
    show callback
    listen yes_no universal
    wake_at +15000
    -> handover
> after 16000
[ 180000] 1 wake
    save
    call_back #65537 phone "05415550107" words ""
    wake_at +22500
    -> handover
