# Goodbye while it is found out who it is: the late answer changes nothing.
> clock 2026-11-23 10:00
> 3 near screen en
[      0] content_swapped
[      0] 3 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 3 types change my address
[      0] 3 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Change my address: a few short questions. If we are interrupted, your code is 7916."
    say "One more check, so that nobody else can do this in your name."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 3 types 100007
[      0] 3 typed "100007"
    means slot "100007"
    say "What is your date of birth?"
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 3 types 12 march 1980
[      0] 3 typed "12 march 1980"
    means slot "1980-03-12"
    save
    look_up verify #196609 customer_number="100007" birth_date="1980-03-12"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 3 types goodbye
[      0] 3 typed "goodbye"
    means goodbye
    visit left accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    say "Please give us a number from zero to ten: how gladly would you send a friend to us?"
    show survey
    listen score universal
    wake_at +22500
    -> survey
> 3 known 2 Anna Rossi
[      0] 3 customer_known level 2 Anna Rossi
    -> survey
> 3 touches skip
[      0] 3 touched target 7 index 0
    means skip
    say "Thank you, and goodbye."
    wipe
    wake_at never
    close
    -> ended
