# The countdown at the menu says its own words.
> clock 2026-11-23 10:00
> 1 near screen it
[      0] content_swapped
[      0] 1 came_near
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Ci dica con parole sue di che cosa ha bisogno."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Lo dica con parole sue, oppure scelga: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types ho perso la carta
[      0] 1 typed "ho perso la carta"
    means topic form:lost_card
    count 0 1
    save
    say "Cominciamo: Bloccare una carta persa o rubata. Il suo codice è 4110; con questo può continuare più tardi."
    say "Ci dice il suo nome, per favore?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> after 46000
[  22500] 1 wake
    count 4 1
    say "Faccia con calma. Risponda quando vuole."
    say "Con chi parliamo? Nome e cognome, per favore."
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  33750] 1 wake
    count 4 2
    say "La stiamo ascoltando. Dica pure, quando vuole."
    say "Come si chiama?"
    show slot name 1/5
    listen slot universal
    wake_at +11250
    -> collect
[  45000] 1 wake
    count 4 3
    say "Le serve più tempo? Basta dirlo. Altrimenti si chiude tra 30 secondi."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> collect
