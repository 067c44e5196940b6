# Nothing worked: the person who takes over knows what was tried.
> site assets/phone-shop
> clock 2026-11-23 10:00
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
> 1 types my phone does not charge
[      0] 1 typed "my phone does not charge"
    means topic answer:phone_no_charge
    count 0 1
    say "Very often it is the cable or some dust, and that is quickly put right. Let's try a few things together, one at a time."
    say "Let's try this. Plug the phone in with another cable, and another charger if you have one, into a wall socket that you know works. (1 of 4)"
    say "Try it out: all good again?"
    show step 1/4
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Step 2 of 4. Switch the phone off. Gently lift fluff out of the charging port with a dry wooden toothpick, never with metal, and plug it in again."
    say "Did that do the trick?"
    show step 2/4
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Take off the case, let the phone cool down for ten minutes away from the sun, and plug it in again. That is step 3 of 4."
    say "Is it working now?"
    show step 3/4
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Let's try this. Leave it plugged in for half an hour, even if the screen stays dark. A very empty battery needs time to wake up. (4 of 4)"
    say "Try it out: all good again?"
    show step 4/4
    listen open yes_no universal
    wake_at +22500
    -> resolve
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    count 2 1
    visit not helped fix.no_charge 0 ms first: prompt 0 barged, words fix.no_charge chosen
    say "I'm sorry that was not it. Let's find another way."
    save
    hand_over repairs #65537 mood 1 code 4110 tried="answer:phone_no_charge"
    count 3 1
    say "It is after hours for Repairs; next opening: Tuesday 09:30. With the code 4110 nothing gets lost."
    say "Where may we ring you? One digit after the other, please."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "No number is fine too. What should I pass on?"
    show why
    listen free universal
    wake_at +22500
    -> handover
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    save
    call_back #65537 phone "" words ""
    say "Your message is safe with Repairs. Code, for when you come back: 4110."
    say "We can start from here: My phone is not working, Signal and internet, Repairs, Buy, return, trade in, SIM, number and top up, The shop and its people. Which one is it?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches no
[      0] 1 touched target 6 index 0
    means no
    say "Goodbye, and thank you for stopping by."
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
