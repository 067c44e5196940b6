# Two people talk to the customer, a third has not come: for a fourth matter that one becomes a callback.
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
> 1 types call me back
[      0] 1 typed "call me back"
    means topic form:call_me_back
    count 0 1
    save
    say "Let us begin: Ask us to call you. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/2
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What phone number can we reach you on?"
    show slot phone 2/2
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Please check it: Name: Anna Rossi; Phone number: 0541 555 0107. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.call_me 0 ms first: prompt 0 barged, words contact.call_me chosen
    phrase understood "call me back"
    save
    hand_over service #65537 mood 0 code 4110 name="Anna Rossi" phone="05415550107" tried="form:call_me_back"
    count 3 1
    save
    call_back #65537 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0541 555 0107. Code: 4110."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
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
> 1 types nobody answers
[      0] 1 typed "nobody answers"
    means slot "nobody answers"
    say "This is what we have: Complaint: nobody answers; Name: Anna Rossi; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.complaint 0 ms: menu barged, words contact.complaint chosen
    phrase understood "i want to complain"
    save
    hand_over complaints #65538 mood 0 code 4110 name="Anna Rossi" phone="05415550107" complaint_text="nobody answers" tried="form:call_me_back, form:complaint"
    count 3 1
    save
    call_back #65538 phone "05415550107" words ""
    say "Noted: the Complaints team calls the number 0541 555 0107. Keep the code 4110."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms asked: menu barged
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65539 mood 0 code 4110 name="Anna Rossi" phone="05415550107" complaint_text="nobody answers" tried="form:call_me_back, form:complaint"
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent #65537 takes Giulia
[      0] 1 agent_said 0 Giulia ""
    save
    say "You are now with Giulia, who knows what it is about."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 agent #65538 takes Marco
[      0] 1 agent_said 0 Marco ""
    save
    say "Here is Marco. You need not repeat anything."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types give praise
[      0] 1 typed "give praise"
    means topic form:praise
    count 0 1
    save
    say "Now for this: Give praise. Should we be cut off, go on with the code 4110."
    say "How nice. What would you like to tell us?"
    show slot praise_text 1/2
    listen slot universal
    wake_at +22500
    -> collect
> 1 types very kind
[      0] 1 typed "very kind"
    means slot "very kind"
    say "Please check it: Praise: very kind; Name: Anna Rossi. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.praise 0 ms: menu barged, words contact.praise chosen
    phrase understood "give praise"
    save
    call_back #65539 phone "05415550107" words ""
    save
    hand_over service #65540 mood 0 code 4110 name="Anna Rossi" phone="05415550107" complaint_text="nobody answers" praise_text="very kind" tried="form:call_me_back, form:complaint, form:praise"
    count 3 1
    save
    call_back #65540 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0541 555 0107. Code: 4110."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types give praise
[      0] 1 typed "give praise"
    means topic form:praise
    count 0 1
    save
    say "Let us begin: Give praise. Your code is 4110; with it you can carry on later."
    say "Let us go over it once: Praise: very kind; Name: Anna Rossi. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types very kind
[      0] 1 typed "very kind"
    means unknown
    count 5 1
    say "Sorry, we did not get that. Could you say it in other words?"
    say "Please check it: Praise: very kind; Name: Anna Rossi. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.praise 0 ms: menu barged, words contact.praise chosen
    phrase understood "give praise"
    save
    hand_over service #65541 mood 0 code 4110 name="Anna Rossi" phone="05415550107" complaint_text="nobody answers" praise_text="very kind" tried="form:call_me_back, form:complaint, form:praise, form:praise"
    count 3 1
    save
    call_back #65541 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0541 555 0107. Code: 4110."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
