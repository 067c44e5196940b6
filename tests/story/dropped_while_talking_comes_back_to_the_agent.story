# The line drops while an agent talks: the code leads back to the agent.
> clock 2026-11-23 10:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over cards.lost 0 ms first asked: prompt 0 barged, words cards.lost chosen
    say "We are bringing in the Card team. They see your answers, so nothing is asked twice."
    save
    hand_over cards #65537 mood 0 code 4110 name="Anna Rossi" tried="form:lost_card"
    count 3 1
    say "Please allow about 3 minutes for the Card team. If we are cut off, use the code 4110."
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
> 1 hangs up
[      0] 1 hung_up
    count 7 15
    wake_at +604800000
    close
    -> dropped
> 2 near line en
[      0] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 2 code
[      0] 2 typed "4110"
    means code
    wipe keep what was promised
    save
    say "Welcome back. We were at this: Block a lost or stolen card. Let us go on."
    say "Here is Giulia. You need not repeat anything."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent says Giulia are you there
[      0] 1 agent_said 2 Giulia "are you there"
    say "From Giulia: are you there"
    show handover
    listen free universal
    wake_at +180000
    -> ended
