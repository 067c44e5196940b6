# A customer who lost a card says so in her own words and has it blocked; nothing is asked twice.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types 100007
> 1 types debit card
> 1 types in the street
> 1 types 0541 555 0107
> 1 types yes
> 1 types yes
> 1 done ok BLK-7 
> 1 types no
> 1 types goodbye
