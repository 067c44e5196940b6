# A card is put in: greeted by name and in the customer's language. It proves nothing by itself.
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
> 1 card 1 Anna Rossi
[      0] 1 customer_known level 1 Anna Rossi
    language it
    say "Buongiorno, Anna Rossi."
    say "Ecco che cosa possiamo fare: Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi. Che cosa le serve?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types attivare la carta
[      0] 1 typed "attivare la carta"
    means choice 8
    count 0 1
    save
    say "Attivare una nuova carta: poche domande brevi. Se veniamo interrotti, il suo codice è 4110."
    say "Per essere sicuri che sia per il cliente giusto, prima le chiediamo una cosa."
    say "Ci serve il suo numero cliente: sei cifre, stampate in alto su ogni lettera della banca."
    show slot customer_number 1/3
    listen slot universal
    wake_at +22500
    -> collect
