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
    phrase unknown "xkcd plugh frotz"
    count 5 1
    say "Sorry, I didn't quite get that. Could you put it another way?"
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types qwertz blorb
[      0] 1 typed "qwertz blorb"
    means unknown
    phrase unknown "qwertz blorb"
    count 5 2
    visit no match - 0 ms first: prompt 0 unknown, menu unknown
    say "Let's not lose more of your time with a machine. A colleague takes over."
    save
    hand_over counter #65537 mood 1 code 4110
    count 3 1
    say "Sales has gone home. Back at work: Wednesday 09:00. I keep everything under the code 4110."
    say "Which number shall we call?"
    show slot phone
    listen slot universal
    wake_at +90000
    -> handover
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "You will hear from Sales on the number 0541 555 0107. If you ask again, the code is 4110."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "Goodbye, and thank you for stopping by."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
