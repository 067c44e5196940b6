# The agent writes during "are you still there?": nobody is thrown out.
> clock 2026-11-23 10:00
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
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent takes Giulia hello
[      0] 1 agent_said 0 Giulia "hello"
    save
    say "You are now with Giulia, who knows what it is about."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> after 181000
[ 180000] 1 wake
    say "Are you still there? In 30 seconds we close and clear this screen."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
> 1 agent says Giulia one moment please
[ 181000] 1 agent_said 2 Giulia "one moment please"
    say "Giulia says: one moment please"
    show handover
    listen free universal
    wake_at +180000
    -> handover
> after 181000
[ 361000] 1 wake
    say "Still with us? Any answer within 30 seconds keeps this open."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
