# By keys alone nobody is asked for words: a number, thanks, goodbye.
> clock 2026-11-23 10:00
> edit site.yaml|survey_one_in: 3|survey_one_in: 1
[      0] content_swapped
[      0] content_swapped
    release 0
> 1 near line en heard nobody
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
> 1 key 3
[      0] 1 keyed 3
    means choice 2
    say "Payments, good. Is it about one of these? for How long a transfer takes, key 1; for Take back a transfer, key 2; for Send money abroad, key 3; for Standing order, key 4; for Dispute a direct debit, key 5."
    say (pause) "And: for Pay in cash, key 6."
    show menu 6 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 3
[      0] 1 keyed 3
    means choice 2
    count 0 1
    say "In euros within Europe it costs the same as in Italy: 80 cents in the app or 3 euros at the desk, and it arrives the next working day. To the rest of the world it costs 12 euros and takes 2 to 4 working days. You need the person's full name, address, account and their bank's code, called BIC or SWIFT."
    say "Did that help?"
    say "for Yes, press 1"
    say "for No, press 2"
    show answer
    listen open yes_no universal
    wake_at +7000
    -> resolve
> 1 key 1
[      0] 1 keyed 1
    means yes
    count 1 1
    visit served payments.abroad 0 ms first: prompt 0 barged, item payments chosen, item payments.abroad chosen
    say "Lovely, then that is settled."
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5."
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 touches finish
[      0] 1 touched target 13 index 0
    means finish
    say "From one to ten, how likely are you to recommend us to a friend? For zero, press 0 twice."
    show survey
    listen score universal
    wake_at +7000
    -> survey
> 1 key 0
[      0] 1 keyed 0
    means score 0
    count 6 0
    say "Thanks for taking the time. Our staff will read it."
    say "All the best, and until next time."
    wipe
    wake_at never
    save
    close
    -> ended
