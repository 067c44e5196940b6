# The line drops while the proof is being looked up: whoever types the code has proved nothing, and is asked again.
> clock 2026-11-23 10:00
> 1 near line en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
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
    wake_at +7000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Under Customer number we have noted: 1 0 0, 0 0 7. Is it correct?"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Please give us the day, month and year you were born."
    show slot birth_date 2/5 masked
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 3 May 1980
[      0] 1 typed "3 May 1980"
    means slot "1980-05-03"
    save
    look_up verify #65537 customer_number="100007" birth_date="1980-05-03"
    say "One moment, it is being done."
    show wait
    listen universal
    wake_at +10000
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 13
    visit left accounts.address 0 ms first: prompt 0 barged, words accounts.address chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near line en
[      0] 2 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 2 code
[      0] 2 typed "4110"
    means code
    wipe
    save
    say "Before we open this code, please tell us who you are. It keeps your data safe."
    say "Here we are again, and nothing is lost. Next: Change my address."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 1/5
    listen slot universal
    wake_at +7000
    -> collect
> 2 known 2 Anna Rossi
[      0] 2 customer_known level 2 Anna Rossi
    -> collect
