# Each time it could be one of four things, and none of them is meant: not for ever.
> 1 near chat it
[      0] content_swapped
[      0] 1 came_near
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Ci dica con parole sue di che cosa ha bisogno."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Lo dica con parole sue, oppure scelga: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types ma che schifo di macchina
[      0] 1 typed "ma che schifo di macchina"
    means topics answer:loan_car answer:parking answer:machine_what answer:card_swallowed
    say "Potrebbe essere una di queste: Prestito per l'auto, Parcheggio in filiale, Chi Le sta rispondendo, Lo sportello ha trattenuto la carta. Scelga quella che fa per lei."
    show menu 4 choices
    listen choices open universal
    wake_at +90000
    -> narrow
> 1 types ma che schifo di macchina
[      0] 1 typed "ma che schifo di macchina"
    means topics answer:loan_car answer:parking answer:machine_what answer:card_swallowed
    count 5 1
    say "Chiediamo scusa di nuovo. Chieda di una persona, oppure scelga: Prestito per l'auto, Parcheggio in filiale, Chi Le sta rispondendo, Lo sportello ha trattenuto la carta."
    show menu 4 choices
    listen choices open universal
    wake_at +90000
    -> narrow
> 1 types ma che schifo di macchina
[      0] 1 typed "ma che schifo di macchina"
    means topics answer:loan_car answer:parking answer:machine_what answer:card_swallowed
    count 5 2
    visit no match - 0 ms first: prompt 0 barged, words barged, words barged, words barged
    say "Ci scusi, questa macchina non ci riesce. Una persona farà meglio."
    say "Il Servizio clienti può aiutarla al meglio. Non dovrà ripetere niente."
    save
    hand_over service #65537 mood 1 code 4110
    count 3 1
    say "Servizio clienti, attesa abituale: 4 minuti. Conservi questo codice: 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
