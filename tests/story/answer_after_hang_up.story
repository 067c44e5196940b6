# The line drops while the action is under way; the answer comes later and is told when the customer returns with the code.
> clock 2026-11-23 10:00
> 1 near line en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types 100007
> 1 types debit card
> 1 types in the street
> 1 types 0541 555 0107
> 1 types yes
> 1 types yes
> 1 hangs up
> after 1000
> 1 done ok BLK-7
> 2 near line en
> 2 types 4545
