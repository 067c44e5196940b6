# The site lets the phone number be left out, but here it proves who it is.
> site assets/phone-shop
> edit forms.yaml|level: anonymous|level: verified
[      0] content_swapped
[      0] content_swapped
    release 0
> edit forms.yaml|confirm: true|optional: true
[      0] content_swapped
    release 1
> 1 near screen en
[      0] 1 came_near
    language en
    say "Hello, and welcome to Ponte Mobile. I'll gladly help you find your way."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types set up my new phone
[      0] 1 typed "set up my new phone"
    means topic form:set_up_device
    count 0 1
    save
    say "Set up a device: just a few questions. If we are interrupted, your code is 4110."
    say "One more check protects you: two short questions."
    say "Which number is on the slip we gave you?"
    show slot repair_number 1/4
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12345
[      0] 1 typed "12345"
    means slot "12345"
    say "What is the best number to reach you on?"
    show slot phone 2/4
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[      0] 1 typed "skip"
    means skip
    say "I need the whole phone number, one digit after the other, for example 333 555 0142."
    say "Please give me a number where you can answer."
    show slot phone 2/4
    listen slot universal
    wake_at +22500
    -> collect
