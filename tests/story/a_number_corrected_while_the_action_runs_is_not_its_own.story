# A number that is corrected while the action runs belongs to what comes next: the answer under way is asked for and told with the first one.
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
> 1 types how is my repair getting on
[      0] 1 typed "how is my repair getting on"
    means topic form:repair_status
    count 0 1
    save
    say "How a repair is going: just a few questions. If we are interrupted, your code is 4110."
    say "First, one question, so that your things stay yours."
    say "Which number is on the slip we gave you?"
    show slot repair_number 1/1
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 70058
[      0] 1 typed "70058"
    means slot "70058"
    save
    look_up look_up #65537 repair_number="70058"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 1 Anna
[      0] 1 customer_known level 1 Anna
    say "Good to see you, Anna."
    say "Shall I see how repair number 70058 is getting on?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act read_repair #65538 repair_number="70058"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 types person
[      0] 1 typed "person"
    means person
    visit handed over repair.status 0 ms first asked: prompt 0 barged, words repair.status chosen
    save
    hand_over repairs #65539 mood 0 code 4110 repair_number="70058" tried="form:repair_status" customer="Anna"
    count 3 1
    say "It is after hours for Repairs; next opening: Wednesday 09:30. With the code 4110 nothing gets lost."
    say "Where may we ring you? One digit after the other, please."
    show slot phone
    listen slot universal
    wake_at +10000
    -> handover
> 1 types 3997000058
[      0] 1 typed "3997000058"
    means slot "3997000058"
    save
    call_back #65539 phone "3997000058" words ""
    say "Noted: Repairs will call the number 399 700 0058. Your code is 4110."
    say "Tell me in a few words what you need, or pick one: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +10000
    -> narrow
> 1 types how is my repair getting on
[      0] 1 typed "how is my repair getting on"
    means topic form:repair_status
    count 0 1
    save
    say "How a repair is going. It takes a minute or two. With the code 4110 you can stop and come back."
    say "Shall I see how repair number 70058 is getting on?"
    show question
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 types back
[      0] 1 typed "back"
    means back
    say "Before we go on, please check: Repair number: 70058. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +10000
    -> collect
> 1 types no
[      0] 1 typed "no"
    means no
    say "Pick the one that should be different: Repair number."
    show menu 1 choices
    listen choices universal
    wake_at +10000
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    say "What is your repair number? It has five digits."
    show slot repair_number 1/1
    listen slot universal
    wake_at +10000
    -> collect
> 1 types 70059
[      0] 1 typed "70059"
    means slot "70059"
    say "Done, the new one counts."
    save
    look_up look_up #65540 repair_number="70059"
    say "Please hold on just a little while I do that."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 done #65538 unknown
[      0] 1 action_done outcome 3 
    save
    look_up read_repair #65538 ask repair_number="70058"
    wake_at +10000
    -> collect
> 1 done #65538 ok REF1 waiting for a part
[      0] 1 action_done outcome 0 REF1
    save
    count 1 1
    say "Your repair stands like this: waiting for a part. Repair number: 70058."
    say "I'm on it. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
