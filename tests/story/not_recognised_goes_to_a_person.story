# Who it is cannot be proved: kindly to a person, with everything filled in.
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
> 1 types change my address
[      0] 1 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Change my address: a few short questions. If we are interrupted, your code is 4110."
    say "One more check, so that nobody else can do this in your name."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "What is your date of birth?"
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12 march 1980
[      0] 1 typed "12 march 1980"
    means slot "1980-03-12"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-03-12"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 0
[      0] 1 customer_known level 0 
    say "We are sorry, our records did not match. One of our people continues; you repeat nothing."
    visit handed over accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    say "We are bringing in the Customer service team. They see your answers, so nothing is asked twice."
    save
    hand_over service #65538 mood 1 code 4110 customer_number="100007" birth_date="1980-03-12" tried="form:change_address"
    count 3 1
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
