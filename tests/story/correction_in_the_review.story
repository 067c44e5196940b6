# What is wrong in the review is asked again, and only that.
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
> 1 types book an appointment
[      0] 1 typed "book an appointment"
    means choice 9
    count 0 1
    save
    say "Let us begin: Book an appointment. Your code is 4110; with it you can carry on later."
    say "What would you like to talk about with us?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "topic_account"
    say "At which branch would you like to meet?"
    show slot appointment_branch 2/6 7 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "harbour"
    say "On what day would you like to come?"
    show slot appointment_date 3/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types tomorrow
[      0] 1 typed "tomorrow"
    means slot "2026-11-24"
    say "What time shall we expect you? We are there mornings, and from 14:30 to 16:00."
    show slot appointment_time 4/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 10 30
[      0] 1 typed "10 30"
    means slot "10:30"
    say "What is your name?"
    show slot name 5/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Which number should we call if we need you?"
    show slot phone 6/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Let us go over it once: Subject: Account or card; Branch: Harbour; Day: 24 November 2026; Time: 10:30; Name: Anna Rossi; Phone number: 0541 555 0107. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "What would you like to change? Subject, Branch, Day, Time, Name, Phone number."
    show menu 6 choices
    listen choices universal
    wake_at +22500
    -> collect
> 1 touches choice 2
[      0] 1 touched target 0 index 2
    means choice 2
    say "On what day would you like to come?"
    show slot appointment_date 3/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types next wednesday
[      0] 1 typed "next wednesday"
    means slot "2026-11-25"
    say "All right, it is put right now."
    say "This is what we have: Subject: Account or card; Branch: Harbour; Day: 25 November 2026; Time: 10:30; Name: Anna Rossi; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "This is your appointment: 25 November 2026, 10:30, at Harbour. Subject: Account or card. Shall we book it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act book_appointment #65537 appointment_topic="topic_account" appointment_branch="harbour" appointment_date="2026-11-25" appointment_time="10:30" name="Anna Rossi" phone="05415550107"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok APP-3
[      0] 1 action_done outcome 0 APP-3
    save
    count 1 1
    visit served branch.book 0 ms first: prompt 0 barged, menu heard, often branch.book chosen
    say "Your appointment is booked: 25 November 2026, 10:30, at Harbour. Your reference is APP-3."
    say "Book an appointment: if it was not what you wanted, we can put it back. Shall we?"
    show menu 10 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
