# The phone shop: a complaint and a word of praise in one conversation; the name is asked once.
> site assets/phone-shop
> clock 2026-11-24 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Hello, and welcome to Ponte Mobile. I'll gladly help you find your way."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types i want to make a complaint
[      0] 1 typed "i want to make a complaint"
    means topic form:complaint
    count 0 1
    save
    say "Make a complaint: just a few questions. If we are interrupted, your code is 4110."
    say "Please tell me about it in your own words; the owner will read it."
    show slot complaint_text 1/3
    listen slot universal
    wake_at +90000
    -> collect
> 1 types The cable broke after a day.
[      0] 1 typed "The cable broke after a day."
    means slot "The cable broke after a day."
    say "Who is it for? First name and surname, please."
    show slot name 2/3 skip
    listen slot universal
    wake_at +90000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is the best number to reach you on?"
    show slot phone 3/3 skip
    listen slot universal
    wake_at +90000
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Before we go on, please check: What happened: The cable broke after a day.; Name: Anna Rossi; Phone number: 0541 555 0107. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +90000
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    visit served shop.complaint 0 ms first: prompt 0 barged, words shop.complaint chosen
    phrase understood "i want to make a complaint"
    save
    hand_over management #65537 mood 0 code 4110 complaint_text="The cable broke after a day." name="Anna Rossi" phone="05415550107" tried="form:complaint"
    count 3 1
    save
    call_back #65537 phone "05415550107" words ""
    say "It is on the list of Management. Number: 0541 555 0107. Code: 4110. You can go about your day."
    say "What can I help with? My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types i would like to thank someone
[      0] 1 typed "i would like to thank someone"
    means topic form:praise
    count 0 1
    save
    say "Let's do this together: Say something nice. Keep the code 4110, to pick it up again later."
    say "Go ahead, I will pass it on word for word."
    show slot praise_text 1/1
    listen slot universal
    wake_at +90000
    -> collect
> 1 types Luca was very kind.
[      0] 1 typed "Luca was very kind."
    means slot "Luca was very kind."
    visit served shop.praise 0 ms: menu barged, words shop.praise chosen
    phrase understood "i would like to thank someone"
    save
    hand_over management #65538 mood 0 code 4110 complaint_text="The cable broke after a day." name="Anna Rossi" phone="05415550107" praise_text="Luca was very kind." tried="form:complaint, form:praise"
    count 3 1
    save
    call_back #65538 phone "05415550107" words ""
    say "Noted: Management will call the number 0541 555 0107. Your code is 4110."
    say "Tell me in a few words what you need, or pick one: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "Have a lovely day. Your details are cleared away."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
