# The phone shop: after a power cut the question that was due is asked.
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
> restart
[      0] power comes back
[      0] content_swapped
[      0] 1 started
    language en
    say "Welcome back. We were at: Book a repair. Let's go on from there."
    say "Which part needs our attention?"
    show slot repair_problem 2/5 7 choices
    listen slot universal
    wake_at +22500
    -> collect
