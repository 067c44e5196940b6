# The same answer comes twice: the second one changes nothing.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types 100007
> 1 types debit card
> 1 types in the street
> 1 types 0541 555 0107
> 1 touches yes
> 1 touches yes
> 1 done ok BLK-7
> 1 done ok BLK-7
