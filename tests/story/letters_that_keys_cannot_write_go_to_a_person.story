# By keys alone: what can be keyed is asked, then a person takes over with it; what may be left out is left out.
> clock 2026-11-23 10:00
> 1 near line en heard nobody
[      0] content_swapped
[      0] 1 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Use the keys of your telephone."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 key 1
[      0] 1 keyed 1
    means choice 0
    say "Cards, good. Is it about one of these? for Lost or stolen card, key 1; for Switch on a new card, key 2; for Forgotten PIN, key 3; for Card refused, key 4; for A payment I do not know, key 5."
    say (pause) "And: for Using a card abroad, key 6; for More about cards, key 7."
    show menu 7 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 1
[      0] 1 keyed 1
    means choice 0
    count 0 1
    save
    say "Now for this: Block a lost or stolen card. Should we be cut off, go on with the code 4110."
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Under Customer number we have noted: 1 0 0, 0 0 7. Is it correct?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question customer_number
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    say "Is it your debit card, your credit card or a prepaid one?"
    say "Please choose: for Debit card, press 1; for Credit card, press 2; for Prepaid card, press 3; for I am not sure, press 4."
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 known 1 Anna
[      0] 1 customer_known level 1 Anna
    say "Good to see you, Anna."
    say "Is it your debit card, your credit card or a prepaid one?"
    say "Please choose: for Debit card, press 1; for Credit card, press 2; for Prepaid card, press 3; for I am not sure, press 4."
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means slot "debit"
    say "Good: Debit card."
    say "Do you know where you lost the card, or did someone take it?"
    say "Please choose: for It was stolen, press 1; for In a shop or restaurant, press 2; for At home or nearby, press 3; for On a journey or abroad, press 4; for I have no idea, press 5."
    say "for Skip, press hash"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means slot "place_stolen"
    say "Good: It was stolen."
    say "Please give us your phone number, one digit at a time."
    say "Use the keys, then hash"
    say "for Skip, press hash"
    show slot phone 5/5 skip
    listen slot universal
    wake_at +7000
    -> collect
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Under Phone number we have noted: 0 5 4 1, 5 5 5, 0 1 0 7. Is it correct?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means yes
    visit handed over cards.lost 0 ms first: prompt 0 barged, item cards chosen, item cards.lost chosen
    say "Now a person from the Card team takes over, with all you have told us."
    save
    hand_over cards #65537 mood 0 code 4110 customer_number="100007" card_kind="debit" lost_where="place_stolen" phone="05415550107" tried="form:lost_card" customer="Anna"
    count 3 1
    say "The Card team will be with you in about 3 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 hangs up
[      0] 1 hung_up
    count 7 14
    wake_at +180000
    save
    close
    -> dropped
> 2 near line en heard nobody
[      0] 2 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Use the keys of your telephone."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 2 key 7
[      0] 2 keyed 7
    means choice 6
    say "Talk to us, good. Is it about one of these? for Ask a question, key 1; for Make a complaint, key 2; for Give praise, key 3; for Ask for a phone call, key 4; for Business customers, key 5."
    say (pause) "And: for What this machine does, key 6."
    show menu 6 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 2 key 2
[      0] 2 keyed 2
    means choice 1
    count 0 1
    save
    say "Now for this: Make a complaint. Should we be cut off, go on with the code 6589."
    say "What phone number can we reach you on?"
    say "Use the keys, then hash"
    say "for Skip, press hash"
    show slot phone 3/3 skip
    listen slot universal
    wake_at +7000
    -> collect
