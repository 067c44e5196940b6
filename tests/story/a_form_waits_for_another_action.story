# A second thing is confirmed while the first is being done: it waits, and back still leads to its review.
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
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types debit
[      0] 1 typed "debit"
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "What phone number can we reach you on?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Please check it: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card; Phone number: 0541 555 0107. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 touches person
[      0] 1 touched target 4 index 0
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65538 mood 0 code 4110 name="Anna Rossi" customer_number="100007" card_kind="debit" phone="05415550107" tried="form:lost_card"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +10000
    -> handover
> 1 types book an appointment
[      0] 1 typed "book an appointment"
    means topic form:book_appointment
    count 0 1
    save
    say "Book an appointment: a few short questions. If we are interrupted, your code is 4110."
    say "Which subject should we prepare for?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +10000
    -> collect
> 1 types mortgage
[      0] 1 typed "mortgage"
    means slot "topic_mortgage"
    say "Where shall we meet you?"
    show slot appointment_branch 2/6 7 choices
    listen slot universal
    wake_at +10000
    -> collect
> 1 types harbour
[      0] 1 typed "harbour"
    means slot "harbour"
    say "Which day suits you?"
    show slot appointment_date 3/6
    listen slot universal
    wake_at +10000
    -> collect
> 1 types 30 November
[      0] 1 typed "30 November"
    means slot "2026-11-30"
    say "Which time of day is best for you?"
    show slot appointment_time 4/6
    listen slot universal
    wake_at +10000
    -> collect
> 1 types 10:00
[      0] 1 typed "10:00"
    means slot "10:00"
    say "Let us go over it once: Subject: Mortgage; Branch: Harbour; Day: 30 November 2026; Time: 10:00; Name: Anna Rossi; Phone number: 0541 555 0107. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "This is your appointment: 30 November 2026, 10:00, at Harbour. Subject: Mortgage. Shall we book it?"
    show question
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "We are doing it now. This takes a few seconds."
    say "This is your appointment: 30 November 2026, 10:00, at Harbour. Subject: Mortgage. Shall we book it?"
    show question
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "This is what we have: Subject: Mortgage; Branch: Harbour; Day: 30 November 2026; Time: 10:00; Name: Anna Rossi; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 6
    wake_at +10000
    save
    close
    -> dropped
