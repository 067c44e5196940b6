# The card turns up in a pocket: the block is taken back with a request number of its own.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types 100007
> 1 touches choice 0
> 1 touches choice 0
> 1 types 0541 555 0107
> 1 touches yes
> 1 touches yes
> 1 done ok BLK-7
> 1 touches undo
> 1 done ok UNB-8
> 1 touches finish
