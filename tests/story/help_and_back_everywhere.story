# Help names the ways out; back goes one step; at the top it says so.
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
> 1 touches help
[      0] 1 touched target 3 index 0
    means help
    say "These are possible here: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us, A person, Back, Start again. Say repeat to hear it again."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "You are already at the start. Please choose, or say it in your own words."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 touches choice 0
[      0] 1 touched target 0 index 0
    means choice 0
    say "Cards, good. Is it about one of these? Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches back
[      0] 1 touched target 1 index 0
    means back
    say "What is your name?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 touches start_again
[      0] 1 touched target 2 index 0
    means start_over
    say "Back to the start. What can we do for you?"
    visit left cards.lost 0 ms first wrong 1: prompt 0 barged, menu barged, menu heard, item cards chosen, menu cards back, menu barged, words cards.lost chosen
    wipe
    wake_at never
    save
    close
    -> ended
