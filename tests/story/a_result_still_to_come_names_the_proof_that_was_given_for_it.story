# Back before the result: it is asked for and told with the number that had been given for it; for anything new that number is asked again.
> site assets/phone-shop
> clock 2026-11-24 22:00
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
> 1 types person
[      0] 1 typed "person"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    save
    hand_over counter #65537 mood 0 code 4110
    count 3 1
    say "Nobody from Sales is here now. Open again: Wednesday 09:00. Your code is 4110."
    say "Tell me the phone number where we can reach you, or say no if you prefer a message."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 types 3997000058
[      0] 1 typed "3997000058"
    means slot "3997000058"
    save
    call_back #65537 phone "3997000058" words ""
    say "It is on the list of Sales. Number: 399 700 0058. Code: 4110. You can go about your day."
    say "What can I help with? My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types how is my repair getting on
[      0] 1 typed "how is my repair getting on"
    means topic form:repair_status
    count 0 1
    save
    say "Let's do this together: How a repair is going. Keep the code 4110, to pick it up again later."
    say "I'd like to find the right repair and not somebody else's."
    say "What is your repair number? It has five digits."
    show slot repair_number 1/1
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 70058
[      0] 1 typed "70058"
    means slot "70058"
    save
    look_up look_up #65538 repair_number="70058"
    say "I'm on it. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 1 Anna
[      0] 1 customer_known level 1 Anna
    say "Hello and thank you, Anna."
    say "Shall I see how repair number 70058 is getting on?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "Shall I see how repair number 70058 is getting on?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act read_repair #65539 repair_number="70058"
    say "Please hold on just a little while I do that."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "Goodbye, and thank you for stopping by."
    wipe keep what was promised
    wake_at +10000
    save
    close
    -> dropped
> 2 near screen en
[      0] 2 came_near
    language en
    say "Hello, and welcome to Ponte Mobile. I'll gladly help you find your way."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 types 4110
[      0] 2 typed "4110"
    means code
    wipe keep what was promised
    visit left repair.status 0 ms: menu barged, words repair.status chosen
    save
    say "I have your code. Before I open it, I need to know who you are."
    save
    look_up read_repair #65539 ask repair_number="70058"
    say "I'm on it. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 2 done unknown
[      0] 2 action_done outcome 3 
    save
    look_up read_repair #65539 ask repair_number="70058"
    wake_at +10000
    -> resolve
> 2 done ok REF1 waiting for a part
[      0] 2 action_done outcome 0 REF1
    save
    count 1 1
    say "Your repair stands like this: waiting for a part. Repair number: 70058."
    say "What can I help with? My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 2 types how is my repair getting on
[      0] 2 typed "how is my repair getting on"
    means topic form:repair_status
    count 0 1
    save
    say "Let's do this together: How a repair is going. Keep the code 4110, to pick it up again later."
    say "I'd like to find the right repair and not somebody else's."
    say "What is your repair number? It has five digits."
    show slot repair_number 1/1
    listen slot universal
    wake_at +22500
    -> collect
> 2 types 70058
[      0] 2 typed "70058"
    means slot "70058"
    save
    look_up look_up #131073 repair_number="70058"
    say "I'm on it. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 2 types goodbye
[      0] 2 typed "goodbye"
    means goodbye
    visit left repair.status 0 ms: menu barged, words repair.status chosen
    say "Have a lovely day. Your details are cleared away."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
