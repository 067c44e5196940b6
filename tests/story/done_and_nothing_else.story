# Done, it cannot be taken back, and nothing else is wanted: that is all.
> site assets/phone-shop
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
> 1 types is my repair ready
[      0] 1 typed "is my repair ready"
    means choice 7
    count 0 1
    save
    say "How a repair is going: just a few questions. If we are interrupted, your code is 4110."
    say "First, one question, so that your things stay yours."
    say "Which number is on the slip we gave you?"
    show slot repair_number 1/1
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12345
[      0] 1 typed "12345"
    means slot "12345"
    save
    look_up look_up #65537 repair_number="12345"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 1 Anna Rossi
[      0] 1 customer_known level 1 Anna Rossi
    say "Good to see you, Anna Rossi."
    say "Shall I see how repair number 12345 is getting on?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act read_repair #65538 repair_number="12345"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok - ready
[      0] 1 action_done outcome 0 -
    save
    count 1 1
    visit served repair.status 0 ms first: prompt 0 barged, menu heard, often repair.status chosen
    say "Your repair stands like this: ready. Repair number: 12345."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 1 types no
[      0] 1 typed "no"
    means no
    say "Goodbye, and thank you for stopping by."
    wipe
    wake_at never
    save
    close
    -> ended
