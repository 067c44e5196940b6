# Without a microphone every sentence speaks of touching and typing; from the moment one is there, of speaking too.
> 1 near screen en heard nobody
[      0] content_swapped
[      0] 1 came_near heard 0
    language en
    say "Welcome to Porto Sereno Savings Bank. Touch what you need."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Touch what you need: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
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
> 1 touches help
[      0] 1 touched target 3 index 0
    means help
    say "You can go on with: Lost or stolen card, Switch on a new card, Forgotten PIN, Card refused, A payment I do not know, Using a card abroad, More about cards, A person, Back, Start again. If you would rather have someone with you, touch A person."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types qwerty uiop
[      0] 1 typed "qwerty uiop"
    means unknown
    phrase unknown "qwerty uiop"
    count 5 1
    say "Sorry, we did not get that. Could you write it in other words?"
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 prefers heard en
[      0] 1 prefers heard 0x1
    show menu 7 choices
    listen choices open universal code
    -> narrow
> 1 types asdf ghjkl
[      0] 1 typed "asdf ghjkl"
    means unknown
    phrase unknown "asdf ghjkl"
    count 5 2
    visit no match - 0 ms first: prompt 0 barged, menu heard, item cards chosen, menu cards barged, menu cards unknown, menu cards unknown
    say "We are sorry for the trouble. Let us have a person look after you."
    say "Now a person from the Customer service team takes over, with all you have told us."
    save
    hand_over service #65537 mood 1 code 4110
    count 3 1
    say "The Customer service team will be with you in about 4 minutes. Your code is 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 2 near screen it heard en
[      0] 2 came_near heard 0x1
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Tocchi quello che le serve."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Tocchi quello che le serve: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 touches choice 0
[      0] 2 touched target 0 index 0
    means choice 0
    say "Carte, bene. Si tratta di una di queste cose? Carta persa o rubata, Attivare una nuova carta, PIN dimenticato, Carta rifiutata, Pagamento sconosciuto, Usare la carta all'estero, Altro sulle carte."
    show menu 7 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> after 22500
[  22500] 2 wake
    count 4 1
    say "Non c'è fretta. Risponda pure con comodo."
    say "Carte. Può scegliere: Carta persa o rubata, Attivare una nuova carta, PIN dimenticato, Carta rifiutata, Pagamento sconosciuto, Usare la carta all'estero, Altro sulle carte."
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> after 11250
[  33750] 2 wake
    count 4 2
    say "Forse così è più semplice. Ne scelga una: Carta persa o rubata, Attivare una nuova carta, PIN dimenticato, Carta rifiutata, Pagamento sconosciuto, Usare la carta all'estero, Altro sulle carte."
    show menu 7 choices
    listen choices open universal code
    wake_at +11250
    -> narrow
> 2 prefers heard en it
[  33750] 2 prefers heard 0x3
    show menu 7 choices
    listen choices open universal code
    -> narrow
> after 11250
[  45000] 2 wake
    count 4 3
    say "C'è ancora? Basta un segno entro 30 secondi e continuiamo."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> narrow
