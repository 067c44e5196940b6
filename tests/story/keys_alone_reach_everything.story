# On the phone line keys are enough: menu by digits, 0 for a person, star for back, 9 to repeat.
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
> 1 key 1
[      0] 1 keyed 1
    means choice 0
    say "Cards. You can choose: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key *
[      0] 1 keyed *
    means back
    say "What is it about? Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 9
[      0] 1 keyed 9
    means choice 9
    count 0 1
    save
    say "Now for this: Book an appointment. Should we be cut off, go on with the code 4110."
    say "What is the appointment about?"
    show slot appointment_topic 1/6 6 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 0
[      0] 1 keyed 0
    means person
    visit handed over branch.book 0 ms first asked wrong 1: prompt 0 barged, item cards chosen, menu cards back, menu barged, often branch.book chosen
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110 tried="form:book_appointment"
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
