# A card is put in: greeted by name and in the customer's language. It proves nothing by itself.
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
> 1 card 1 Anna Rossi
[      0] 1 customer_known level 1 Anna Rossi
    language it
    say "Grazie, Anna Rossi."
    say "Di che cosa si tratta? Carte, Conti, Pagamenti, Risparmi e prestiti, App e sicurezza, Filiali e appuntamenti, Parlare con noi."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types attivare la carta
[      0] 1 typed "attivare la carta"
    means choice 8
    count 0 1
    save
    say "Adesso facciamo questo: Attivare una nuova carta. Se cade la linea, riprenda con il codice 4110."
    say "Riguarda il suo conto, perciò prima dobbiamo sapere chi è."
    say "Ci dia le sei cifre del numero cliente: le trova su ogni nostra lettera."
    show slot customer_number 1/3
    listen slot universal
    wake_at +22500
    -> collect
