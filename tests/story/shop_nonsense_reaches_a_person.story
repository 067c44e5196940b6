# The phone shop: nonsense twice reaches a person, at night a callback.
> site assets/phone-shop
> clock 2026-11-24 22:00
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
> 1 types xkcd plugh frotz
[      0] 1 typed "xkcd plugh frotz"
    means unknown
    count 5 1
    say "Sorry, I didn't quite get that. Could you put it another way?"
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types qwertz blorb
[      0] 1 typed "qwertz blorb"
    means unknown
    count 5 2
    say "Let's not lose more of your time with a machine. A colleague takes over."
    say "A person from Sales joins us now, and knows already what we have tried."
    save
    hand_over counter #65537 mood 1 code 4110
    count 3 1
    say "Nobody from Sales is here now. Open again: Wednesday 09:00. Your code is 4110."
    say "Tell me the phone number where we can reach you, or say no if you prefer a message."
    show slot phone
    listen slot universal
    wake_at +90000
    -> handover
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "It is on the list of Sales. Number: 0541 555 0107. Code: 4110. You can go about your day."
    say "What can I help with? My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people."
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "All the best, and come back whenever you like."
    wipe keep what was promised
    wake_at +604800000
    close
    -> dropped
