# A person takes the handover, both sides write, the answer closes it.
> clock 2026-11-23 10:00
> 1 near chat en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types my card was refused
[      0] 1 typed "my card was refused"
    means topic answer:card_declined
    count 0 1
    say "That is unpleasant, but it is mostly something small: a limit reached, too little money in the account, or the PIN tried three times. If the PIN was the reason, the card works again the next morning. Let's look at it one thing at a time."
    say "Number 1 of 4. Check in the app or at a cash machine that there is enough money in the account."
    say "Did that work?"
    show step 1/4
    listen open yes_no universal
    wake_at +90000
    -> resolve
> 1 types a person please
[      0] 1 typed "a person please"
    means person
    visit handed over cards.declined 0 ms first asked: prompt 0 barged, words cards.declined chosen
    say "The Card team can do this best. You need not repeat anything."
    save
    hand_over cards #65537 mood 0 code 4110 tried="answer:card_declined"
    count 3 1
    say "Usual wait for the Card team: 3 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent takes Marco
[      0] 1 agent_said 0 Marco ""
    save
    say "Marco is here for you now and has your answers."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 types it happened at the bakery
[      0] 1 typed "it happened at the bakery"
    means free "it happened at the bakery"
    tell_agent #65537 "it happened at the bakery"
    wake_at +180000
    -> handover
> 1 agent says Marco I see it, one moment.
[      0] 1 agent_said 2 Marco "I see it, one moment."
    say "Marco says: I see it, one moment."
    show handover
    listen free universal
    wake_at +180000
    -> handover
> 1 agent closes Marco It works again.
[      0] 1 agent_said 3 Marco "It works again."
    save
    say "From Marco: It works again."
    say "Marco has finished. The machine goes on here."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> narrow
> 1 types goodbye
[      0] 1 typed "goodbye"
    means goodbye
    say "All the best, and until next time."
    wipe
    wake_at never
    save
    close
    -> ended
