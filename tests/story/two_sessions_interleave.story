# Two customers at once: neither sees the other's answers.
> clock 2026-11-23 10:00
> 1 near screen en
> 2 near chat it
> 1 types i lost my card
> 2 types ho perso la carta
> 1 types Anna Rossi
> 2 types Bruno Verdi
> 1 types 100007
> 2 types 100008
> 1 types debit card
> 2 types carta di credito
