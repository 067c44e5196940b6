# "Yes" to "are you still there?" is not the message for the team.
> clock 2026-11-23 22:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "The Customer service team is closed now and back Tuesday 08:00. Your answers are kept under the code 4110."
    say "Please give us the phone number, digit by digit."
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 touches message
[      0] 1 touched target 12 index 0
    means message
    say "Tell us in a few words what it is about, and we pass it on."
    show why
    listen free universal
    wake_at +22500
    -> handover
> after 60000
[  22500] 1 wake
    count 4 1
    say "Take your time. Answer whenever you are ready."
    say "Then leave a message. What should our people know?"
    show why
    listen free universal
    wake_at +11250
    -> handover
[  33750] 1 wake
    count 4 2
    say "We are listening. Go ahead when you like."
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +11250
    -> handover
[  45000] 1 wake
    count 4 3
    say "Do you need more time? Just say so. Otherwise this ends in 30 seconds."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
> 1 types yes
[  60000] 1 typed "yes"
    means yes
    say "We will wait for you."
    say "No number needed. What should we pass on?"
    show why
    listen free universal
    wake_at +22500
    -> handover
