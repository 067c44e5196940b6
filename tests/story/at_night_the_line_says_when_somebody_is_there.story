# Nobody is fetched at night: when they are back, a call then, and the code twice.
> clock 2026-11-23 22:00
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
> 1 key 0
[      0] 1 keyed 0
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Nobody from the Customer service team is here now. They return Tuesday 08:00. Your code is 4110."
    say "Where can we reach you by phone?"
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Under Phone number we have noted: 0 5 4 1, 5 5 5, 0 1 0 7. Is it correct?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 key 0
[      0] 1 keyed 0
    means person
    say "The Customer service team starts again Tuesday 08:00. With the code 4110 you go on from here."
    say "Which number should we call?"
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> after 60000
[   7000] 1 wake
    count 4 1
    say "There is no hurry. Go ahead when you like."
    say "Which number should we call?"
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
[  14000] 1 wake
    count 4 2
    say "There is no hurry. Go ahead when you like."
    say "Which number should we call?"
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
[  21000] 1 wake
    count 4 3
    say "Still with us? Key 1 within 30 seconds keeps this open."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> handover
[  51000] 1 wake
    say "Nobody seems to be there, so we end this call. Goodbye."
    save
    call_back #65537 phone "" words ""
    wipe keep what was promised
    wake_at +604800000
    save
    close
    -> dropped
