# New content comes while something is being done: the conversation moves only when that is over.
> clock 2026-11-23 10:00
> edit site.yaml|move_min: 30|move_min: 1
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near screen en
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
> after 20000
> 1 busy
[  20000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 busy
[  40000] 1 busy
    wake_at +22500
    -> greet
> after 20000
> 1 types i lost my card
[  60000] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[  60000] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[  60000] 1 typed "100007"
    means slot "100007"
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types debit
[  60000] 1 typed "debit"
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[  60000] 1 typed "skip"
    means skip
    say "What phone number can we reach you on?"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types skip
[  60000] 1 typed "skip"
    means skip
    say "Please check it: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[  60000] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[  60000] 1 typed "yes"
    means yes
    save
    act block_card #65537 customer_number="100007" card_kind="debit"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> edit labels.yaml|Yes|Yes, please
[  60000] content_swapped
> 1 touches help
[  60000] 1 touched target 3 index 0
    means help
    say "These are possible here: A person, Back, Start again. Say repeat to hear it again."
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done ok B-7 blocked
[  60000] 1 action_done outcome 0 B-7
    save
    count 1 1
    visit served cards.lost 60000 ms first: prompt 0 4192 heard, prompt 1 5850 heard, prompt 2 5167 heard, menu 44791 barged, words cards.lost chosen
    phrase understood "i lost my card"
    say "The card is blocked; nobody can pay with it. Your reference is B-7."
    say "Block a lost or stolen card: if it was not what you wanted, we can put it back. Shall we?"
    show menu 10 choices undo
    listen choices open yes_no universal
    wake_at +22500
    -> resolve
> 1 types no
[  60000] 1 typed "no"
    means no
    release 1
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types activate my card
[  60000] 1 typed "activate my card"
    means topic form:activate_card
    count 0 1
    save
    say "Switch on a new card: a few short questions. If we are interrupted, your code is 4110."
    save
    look_up look_up #65538 customer_number="100007"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> collect
> edit labels.yaml|Yes, please|Yes
[  60000] content_swapped
> 1 touches help
[  60000] 1 touched target 3 index 0
    means help
    say "You can go on with: A person, Back, Start again. If you would rather talk to someone, say person."
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
