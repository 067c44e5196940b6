# Who waits for a person hears how long, may do something else meanwhile, or be called back; nobody comes, and that is said too.
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
> 1 key 0
[      0] 1 keyed 0
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "The Customer service team can do this best. You need not repeat anything."
    save
    hand_over service #65537 mood 0 code 4110
    count 3 1
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> after 60000
[  25000] 1 wake
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
[  50000] 1 wake
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110. With 1 they call you back; with star you can do something else meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 1 key *
[  60000] 1 keyed *
    means back
    say "Here is what we can do: Cards: press 1; Accounts: press 2; Payments: press 3; Savings and loans: press 4; App and safety: press 5."
    say (pause) "Then: Branches and visits: press 6; Talk to us: press 7; Suspicious text message: press hash; Switch on a new card: press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 3
[  60000] 1 keyed 3
    means choice 2
    say "Payments. You can choose: for How long a transfer takes, press 1; for Take back a transfer, press 2; for Send money abroad, press 3; for Standing order, press 4; for Dispute a direct debit, press 5."
    say (pause) "Also: for Pay in cash, press 6."
    show menu 6 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 1 key 0
[  60000] 1 keyed 0
    means person
    visit handed over - 0 ms asked: item payments chosen
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110. With 1 they call you back; with star you can do something else meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> after 121000
[  85000] 1 wake
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +25000
    -> handover
[ 110000] 1 wake
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110. Press 1 to be called back instead, or star to carry on meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
[ 135000] 1 wake
    say "Please allow about 4 minutes for the Customer service team. If we are cut off, use the code 4110. With 1 they call you back; with star you can do something else meanwhile."
    show handover
    listen open universal
    wake_at +25000
    -> handover
[ 160000] 1 wake
    say "Usual wait for the Customer service team: 4 minutes. Keep this code: 4110. If you would rather be called back, press 1; to go on here, press star."
    show handover
    listen open universal
    wake_at +20000
    -> handover
[ 180000] 1 wake
    say "Sorry, nobody from the Customer service team is free yet. Shall they call you back?"
    say "for Yes, press 1"
    say "for No, press 2"
    show callback
    listen yes_no universal
    wake_at +7000
    -> handover
> 1 key 1
[ 181000] 1 keyed 1
    means yes
    say "Please give us the phone number, digit by digit."
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> 1 types 0541 555 010
[ 181000] 1 typed "0541 555 010"
    means slot "0541555010"
    say "Phone number: 0 5 4 1, 5 5 5, 0 1 0. Is that right?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 key 2
[ 181000] 1 keyed 2
    means no
    say "We need a phone number with all its digits, for example 333 555 0142."
    say "Where can we reach you by phone?"
    say "Use the keys, then hash"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> 1 types 0541 555 0107
[ 181000] 1 typed "0541 555 0107"
    means slot "05415550107"
    say "Under Phone number we have noted: 0 5 4 1, 5 5 5, 0 1 0 7. Is it correct?"
    say "for Yes, press 1"
    say "for No, press 2"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 1 key 1
[ 181000] 1 keyed 1
    means yes
    save
    call_back #65537 phone "05415550107" words ""
    say "Your call back from the Customer service team is booked. Number: 0 5 4 1, 5 5 5, 0 1 0 7. Code: 4110. Once more: 4110."
    say "What do you need? for Cards, press 1; for Accounts, press 2; for Payments, press 3; for Savings and loans, press 4; for App and safety, press 5."
    say (pause) "Also: for Branches and visits, press 6; for Talk to us, press 7; for Suspicious text message, press hash; for Switch on a new card, press 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
> 2 near line it heard nobody
[ 181000] 2 came_near heard 0
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Si sceglie con i tasti del telefono."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Di che cosa ha bisogno? per Carte, prema 1; per Conti, prema 2; per Pagamenti, prema 3; per Risparmi e prestiti, prema 4; per App e sicurezza, prema 5."
    say (pause) "Inoltre: per Filiali e appuntamenti, prema 6; per Parlare con noi, prema 7; per SMS sospetto, prema cancelletto; per Attivare una nuova carta, prema 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 2 key 0
[ 181000] 2 keyed 0
    means person
    visit handed over - 0 ms first asked: prompt 0 barged
    say "Il Servizio clienti può aiutarla al meglio. Non dovrà ripetere niente."
    save
    hand_over service #131073 mood 0 code 6589
    count 3 1
    say "Servizio clienti, attesa abituale: 4 minuti. Conservi questo codice: 6589. Se preferisce una telefonata, prema 1; per continuare qui, asterisco."
    show handover
    listen open universal
    wake_at +25000
    -> handover
> 2 key 1
[ 181000] 2 keyed 1
    means yes
    say "Quale numero dobbiamo chiamare?"
    say "Tasti, poi cancelletto"
    show slot phone
    listen slot universal
    wake_at +7000
    -> handover
> 2 types 0541 555 0107
[ 181000] 2 typed "0541 555 0107"
    means slot "05415550107"
    say "Solo per sicurezza. Numero di telefono: 0 5 4 1, 5 5 5, 0 1 0 7. Sì o no?"
    say "per Sì, prema 1"
    say "per No, prema 2"
    show question phone
    listen yes_no slot universal
    wake_at +7000
    -> handover
> 2 key 1
[ 181000] 2 keyed 1
    means yes
    save
    call_back #131073 phone "05415550107" words ""
    say "Il Servizio clienti la chiamerà al numero 0 5 4 1, 5 5 5, 0 1 0 7. Il suo codice è 6589. Ripetiamo il codice: 6589."
    say "Scelga: per Carte, tasto 1; per Conti, tasto 2; per Pagamenti, tasto 3; per Risparmi e prestiti, tasto 4; per App e sicurezza, tasto 5."
    say (pause) "Anche: per Filiali e appuntamenti, tasto 6; per Parlare con noi, tasto 7; per SMS sospetto, tasto cancelletto; per Attivare una nuova carta, tasto 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
