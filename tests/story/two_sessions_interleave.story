# Two customers at once: neither sees the other's answers.
> clock 2026-11-23 10:00
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
> 2 near chat it
[      0] 2 came_near
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Ci dica con parole sue di che cosa ha bisogno."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Lo dica con parole sue, oppure scelga: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi."
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Let us begin: Block a lost or stolen card. Your code is 4110; with it you can carry on later."
    say "May we have your name, please?"
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 2 types ho perso la carta
[      0] 2 typed "ho perso la carta"
    means topic form:lost_card
    count 0 1
    save
    say "Cominciamo: Bloccare una carta persa o rubata. Il suo codice è 6589; con questo può continuare più tardi."
    say "Ci dice il suo nome, per favore?"
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "What is your customer number? It has six digits and is on the top right of our letters."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 2 types Bruno Verdi
[      0] 2 typed "Bruno Verdi"
    means slot "Bruno Verdi"
    say "Qual è il suo numero cliente? Ha sei cifre ed è in alto a destra sulle nostre lettere."
    show slot customer_number 2/5
    listen slot universal
    wake_at +90000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "What kind of card do you mean, a debit, a credit or a prepaid card?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 2 types 100008
[      0] 2 typed "100008"
    means slot "100008"
    say "Di quale carta si tratta, debito, credito o prepagata?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +90000
    -> collect
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "Do you know where you lost the card, or did someone take it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 2 types carta di credito
[      0] 2 typed "carta di credito"
    means slot "credit"
    say "Sa dove ha perso la carta, o qualcuno l'ha presa?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +90000
    -> collect
