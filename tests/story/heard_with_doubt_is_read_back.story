# A number heard with low confidence is read back once; after "no" it is asked again.
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
> 1 hears 90 i lost my card
[      0] 1 heard "i lost my card" 90%
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 hears 80 anna rossi
[      0] 1 heard "anna rossi" 80%
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 hears 45 one zero zero zero zero seven
[      0] 1 heard "one zero zero zero zero seven" 45%
    means slot "100007"
    say "Customer number: 100007. Is that right?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 hears 90 no
[      0] 1 heard "no" 90%
    means no
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 hears 92 one zero zero zero zero eight
[      0] 1 heard "one zero zero zero zero eight" 92%
    means slot "100008"
    say "Customer number: 100008. Is that right?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
