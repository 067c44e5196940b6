# Two customers at once: neither sees the other's answers.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 2 near chat it
[      0] 2 came_near
    language it
    say "Benvenuti alla Cassa di Risparmio di Porto Sereno. Ci dica con parole sue di che cosa ha bisogno."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Ecco che cosa possiamo fare: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi. Che cosa le serve?"
    show menu 10 choices
    listen choices open universal code
    wake_at +90000
    -> greet
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 2 types ho perso la carta
[      0] 2 typed "ho perso la carta"
    means topic form:lost_card
    count 0 1
    save
    say "Bloccare una carta persa o rubata: poche domande brevi. Se veniamo interrotti, il suo codice è 6589."
    say "Con chi parliamo? Nome e cognome, per favore."
    show slot name 1/5
    listen slot universal
    wake_at +90000
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 2 types Bruno Verdi
[      0] 2 typed "Bruno Verdi"
    means slot "Bruno Verdi"
    say "Ci serve il suo numero cliente: sei cifre, stampate in alto su ogni lettera della banca."
    show slot customer_number 2/5
    listen slot universal
    wake_at +90000
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 2 types 100008
[      0] 2 typed "100008"
    means slot "100008"
    say "Che carta è: di debito, di credito o prepagata?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +90000
    -> collect
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 2 types carta di credito
[      0] 2 typed "carta di credito"
    means slot "credit"
    say "Che cosa è successo: è stata rubata, o dove l'aveva l'ultima volta?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +90000
    -> collect
