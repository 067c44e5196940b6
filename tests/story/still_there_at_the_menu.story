# The countdown at the menu says its own words.
> clock 2026-11-23 10:00
> 1 near screen it
[      0] content_swapped
[      0] 1 came_near
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Ci dica con parole sue di che cosa ha bisogno."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Ecco che cosa possiamo fare: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi. Che cosa le serve?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types ho perso la carta
[      0] 1 typed "ho perso la carta"
    means topic form:lost_card
    count 0 1
    save
    say "Bloccare una carta persa o rubata: poche domande brevi. Se veniamo interrotti, il suo codice è 4110."
    say "Con chi parliamo? Nome e cognome, per favore."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> after 46000
[  22500] 1 wake
    count 4 1
    say "La stiamo ascoltando. Dica pure, quando vuole."
    say "Come si chiama?"
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  33750] 1 wake
    count 4 2
    say "Non è ancora arrivato nulla. Lo dica a voce, oppure scelga."
    say "Ci dice il suo nome, per favore?"
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  45000] 1 wake
    count 4 3
    say "È ancora qui? Tra 30 secondi chiudiamo e puliamo lo schermo."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> collect
