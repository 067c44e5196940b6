# A complaint is taken down once and goes to the people who answer complaints, with a code for the answer.
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
> 1 types i want to make a complaint
[      0] 1 typed "i want to make a complaint"
    means topic form:complaint
    count 0 1
    save
    say "Let us begin: Make a complaint. Your code is 4110; with it you can carry on later."
    say "Our apologies. Describe it in your own words; it goes to people who can act on it."
    show slot complaint_text 1/3
    listen slot universal
    wake_at +90000
    -> collect
> 1 types I waited forty minutes at the station branch.
[      0] 1 typed "I waited forty minutes at the station branch."
    means slot "I waited forty minutes at the station branch."
    say "What is your name?"
    show slot name 2/3 skip
    listen slot universal
    wake_at +90000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Which number should we call if we need you?"
    show slot phone 3/3 skip
    listen slot universal
    wake_at +90000
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Let us go over it once: Complaint: I waited forty minutes at the station branch.; Name: Anna Rossi. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +90000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served contact.complaint 0 ms first: prompt 0 barged, words contact.complaint chosen
    phrase understood "i want to make a complaint"
    save
    hand_over complaints #65537 mood 0 code 4110 complaint_text="I waited forty minutes at the station branch." name="Anna Rossi" tried="form:complaint"
    count 3 1
    save
    call_back #65537 phone "" words ""
    say "Your message goes to the Complaints team. Come back with the code 4110 for the answer."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
