# Guessing codes leads nowhere but to a person.
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
> 1 types 1234
[      0] 1 typed "1234"
    means code
    say "We do not know this code here. Please give it once more, or just say what you need."
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 2345
[      0] 1 typed "2345"
    means code
    say "We found nothing under this code. Try it again slowly, or ask for a person."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 3456
[      0] 1 typed "3456"
    means code
    say "That code is not on our list, perhaps because it is old. We can simply begin anew."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types 4567
[      0] 1 typed "4567"
    means code
    say "Sorry, this machine is not getting it right. A person will do better."
    visit handed over - 0 ms first: prompt 0 barged, menu barged, menu barged, menu barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
