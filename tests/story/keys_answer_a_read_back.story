# 1 and 2 answer "is that right?" on the phone.
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
> 1 hears 40 one zero zero zero zero seven
[      0] 1 heard "one zero zero zero zero seven" 40%
    means slot "100007"
    say "Customer number: 100007. Is that right?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
