# The proof has another part by the time they come back: all of it is asked for, not only what is new.
> site assets/content
> clock 2026-11-24 10:00
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
> 1 types change my address
[      0] 1 typed "change my address"
    means topic form:change_address
    count 0 1
    save
    say "Let us begin: Change my address. Your code is 4110; with it you can carry on later."
    say "For your safety there is one more question before we go on."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100042
[      0] 1 typed "100042"
    means slot "100042"
    say "When were you born? Day, month and year, please."
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 12 May 1980
[      0] 1 typed "12 May 1980"
    means slot "1980-05-12"
    save
    look_up verify #65537 customer_number="100042" birth_date="1980-05-12"
    say "Please stay with us for a short while, it is on its way."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 known 2 Anna
[      0] 1 customer_known level 2 Anna
    say "Thank you, Anna."
    say "In which street do you live now? The number too, please."
    show slot new_street 3/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types via Roma 12
[      0] 1 typed "via Roma 12"
    means slot "via Roma 12"
    say "Which postcode does your new address have?"
    show slot new_postcode 4/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 47921
[      0] 1 typed "47921"
    means slot "47921"
    say "And in which town is that?"
    show slot new_town 5/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Porto Sereno
[      0] 1 typed "Porto Sereno"
    means slot "Porto Sereno"
    say "Please check it: Customer number: 100042; Date of birth: **********; New street: via Roma 12; New postcode: 47921; New town: Porto Sereno. Is it all correct?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 6
    visit left accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    wake_at +1800000
    save
    close
    -> dropped
> edit site.yaml|verify: {slots: [customer_number, birth_date]|verify: {slots: [customer_number, birth_date, name]
[      0] content_swapped
    release 0
> 2 near screen en
[      0] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 code
[      0] 2 typed "4110"
    means code
    wipe
    save
    say "Good to see you again. We continue with Change my address."
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 1/6
    listen slot universal
    wake_at +22500
    -> collect
> 2 types Mickey Mouse
[      0] 2 typed "Mickey Mouse"
    means not_slot
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "Please give us the six digits of your customer number, from any letter of ours."
    show slot customer_number 1/6
    listen slot universal
    wake_at +22500
    -> collect
> 2 types yes
[      0] 2 typed "yes"
    means yes
    say "The customer number has six digits, for example 4 0 7 1 2 9. If you do not have it, ask for a person."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/6
    listen slot universal
    wake_at +22500
    -> collect
> 2 types yes
[      0] 2 typed "yes"
    means yes
    say "We are sorry for the trouble. Let us have a person look after you."
    visit handed over accounts.address 0 ms
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #131073 mood 1 code 4110 new_street="via Roma 12" new_postcode="47921" new_town="Porto Sereno" tried="form:change_address" customer="Anna"
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 2 done ok B-1
[      0] 2 action_done outcome 0 B-1
    -> handover
> 2 touches undo
[      0] 2 touched target 14 index 0
    means undo
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 2 types yes
[      0] 2 typed "yes"
    means yes
    say "Where can we reach you by phone?"
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
