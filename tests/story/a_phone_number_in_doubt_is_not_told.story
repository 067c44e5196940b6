# A telephone number that is a part of the proof is not told to who came back with the code: it is asked for.
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
> 1 types no
[      0] 1 typed "no"
    means no
    say "What can I help with? My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types set up my new phone
[      0] 1 typed "set up my new phone"
    means topic form:set_up_device
    count 0 1
    save
    say "Let's do this together: Set up a device. Keep the code 4110, to pick it up again later."
    say "Tell me which device you have."
    show slot device_kind 1/3 6 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means slot "iphone"
    say "What is your name?"
    show slot name 2/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "Which phone number should we use for you?"
    show slot phone 3/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 3997000058
[      0] 1 typed "3997000058"
    means slot "3997000058"
    say "Let's look at it once more: Device: iPhone; Name: Anna Rossi; Phone number: 399 700 0058. Shall I go ahead?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "I put this on the set-up list: iPhone, for Anna Rossi, phone 399 700 0058. Shall I go ahead?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act register_device #65538 device_kind="iphone" name="Anna Rossi" phone="3997000058"
    say "I'm on it. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 hangs up
[      0] 1 hung_up
    count 7 13
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
> 2 code
[      0] 2 typed "4110"
    means code
    wipe
    visit left buy.set_up 0 ms first wrong 1: prompt 0 barged, words repair.status chosen, words repair.status back, menu barged, words buy.set_up chosen
    save
    say "I have your code. Before I open it, I need to know who you are."
    say "Nice to have you back. Set up a device: everything is as you left it."
    save
    look_up register_device #65538 ask device_kind="iphone" name="Anna Rossi" phone="3997000058"
    say "Please hold on just a little while I do that."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 2 done ok B-1
[      0] 2 action_done outcome 0 B-1
    save
    count 1 1
    visit served buy.set_up 0 ms
    say "You are on the list, Anna Rossi. Bring the device to the counter within a week; it takes about twenty minutes. Reference: B-1."
    say "Tell me in a few words what you need, or pick one: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 2 types person
[      0] 2 typed "person"
    means person
    visit handed over - 0 ms asked: menu barged
    save
    hand_over counter #131073 mood 0 code 4110 device_kind="iphone" name="Anna Rossi" phone="3997000058" tried="form:repair_status, form:set_up_device" customer="Anna"
    count 3 1
    say "Sales has gone home. Back at work: Wednesday 09:00. I keep everything under the code 4110."
    say "Which number shall we call?"
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 2 types how is my repair getting on
[      0] 2 typed "how is my repair getting on"
    means not_slot
    say "I need the whole phone number, one digit after the other, for example 333 555 0142."
    say "Where may we ring you? One digit after the other, please."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
