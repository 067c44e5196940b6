# The phone shop: a repair is booked by touch and words, then taken back.
> site assets/phone-shop
> clock 2026-11-24 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Hello, and welcome to Ponte Mobile. I'll gladly help you find your way."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types book a repair
[      0] 1 typed "book a repair"
    means topic form:book_repair
    count 0 1
    save
    say "Book a repair: just a few questions. If we are interrupted, your code is 4110."
    say "What are we talking about: a phone, a tablet, something else?"
    show slot device_kind 1/5 6 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "iphone"
    say "Tell me in a word what is wrong: screen, battery, camera?"
    show slot repair_problem 2/5 7 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "screen"
    say "On which day will you bring it in?"
    show slot repair_date 3/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types tomorrow
[      0] 1 typed "tomorrow"
    means slot "2026-11-25"
    say "Under which name shall I put it?"
    show slot name 4/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Please give me a number where you can answer."
    show slot phone 5/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Here is what I have: Device: iPhone; What is wrong: Broken screen; Day: 25 November 2026; Name: Anna Rossi; Phone number: 0541 555 0107. Is everything right?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    say "I book a repair: 25 November 2026, iPhone, Broken screen, for Anna Rossi, phone 0541 555 0107. Shall I go ahead?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act book_repair #65537 device_kind="iphone" repair_problem="screen" repair_date="2026-11-25" name="Anna Rossi" phone="05415550107"
    say "Please hold on just a little while I do that."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok REP-7
[      0] 1 action_done outcome 0 REP-7
    save
    count 1 1
    visit served repair.book 0 ms first: prompt 0 barged, words repair.book chosen
    phrase understood "book a repair"
    say "The repair is booked: 25 November 2026. Your reference is REP-7. If you can, make a copy of your photos before you bring it in."
    say "Changed your mind about this? Book a repair. I can still take it back: shall I?"
    show menu 9 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches undo
[      0] 1 touched target 14 index 0
    means undo
    say "I cancel this booking: 25 November 2026, for Anna Rossi. Shall I go ahead?"
    show question
    listen yes_no universal
    wake_at +22500
    -> resolve
> 1 touches yes
[      0] 1 touched target 5 index 0
    means yes
    save
    act cancel_repair #65538 undo device_kind="iphone" repair_date="2026-11-25" name="Anna Rossi" phone="05415550107" reference="REP-7"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok CAN-8
[      0] 1 action_done outcome 0 CAN-8
    save
    count 1 1
    say "All taken back. Nothing is left open."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "Goodbye, and thank you for stopping by."
    wipe
    wake_at never
    save
    close
    -> ended
