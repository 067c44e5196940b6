# A form for verified customers asks for the proof first, once, and acts only after it.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types change my address
> 1 types 100007
> 1 types 12 march 1980
> 1 known 2 Anna Rossi
> 1 types Via Roma 12
> 1 types 47921
> 1 types Rimini
> 1 touches yes
> 1 touches yes
> 1 done ok MOV-9
