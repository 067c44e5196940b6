# The wait for a person ends while it is looked up who it is: the look-up goes on.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 types activate my card
[      0] 1 typed "activate my card"
    means topic form:activate_card
    count 0 1
    save
    say "Switch on a new card: a few short questions. If we are interrupted, your code is 4110."
    say "To do this for the right customer, we ask one thing first."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/3
    listen slot universal
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[  22000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[  44000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[  66000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[  88000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[ 110000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[ 132000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 busy
[ 154000] 1 busy
    wake_at +22500
    -> collect
> after 22000
> 1 types 100007
[ 176000] 1 typed "100007"
    means slot "100007"
    save
    look_up look_up #65538 customer_number="100007"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +4000
    -> collect
> after 12000
[ 180000] 1 wake
    save
    call_back #65537 phone "" words ""
    wake_at +6000
    -> collect
[ 186000] 1 wake
    say "No harm done: a person will sort this out with you. Your answers go along."
    visit handed over cards.activate 186000 ms: words cards.activate chosen
    say "Now a person from the Card team takes over, with all you have told us."
    save
    hand_over cards #65539 mood 1 code 4110 customer_number="100007" tried="form:activate_card"
    count 3 1
    say "The Card team will be with you in about 3 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
