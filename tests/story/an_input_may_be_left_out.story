# The phone number may be left out here: the appointment is booked without it.
> clock 2026-11-23 10:00
> edit forms.yaml|confirm: true|optional: true
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
> 1 types mortgage
[      0] 1 typed "mortgage"
    means slot "topic_mortgage"
    say "At which branch would you like to meet?"
    show slot appointment_branch 2/6 7 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types harbour
[      0] 1 typed "harbour"
    means slot "harbour"
    say "On what day would you like to come?"
    show slot appointment_date 3/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 30 November
[      0] 1 typed "30 November"
    means slot "2026-11-30"
    say "What time shall we expect you? We are there mornings, and from 14:30 to 16:00."
    show slot appointment_time 4/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 10:00
[      0] 1 typed "10:00"
    means slot "10:00"
    say "What is your name?"
    show slot name 5/6
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Which number should we call if we need you?"
    show slot phone 6/6 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Let us go over it once: Subject: Mortgage; Branch: Harbour; Day: 30 November 2026; Time: 10:00; Name: Anna Rossi. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "This is your appointment: 30 November 2026, 10:00, at Harbour. Subject: Mortgage. Shall we book it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act book_appointment #65537 appointment_topic="topic_mortgage" appointment_branch="harbour" appointment_date="2026-11-30" appointment_time="10:00" name="Anna Rossi"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
