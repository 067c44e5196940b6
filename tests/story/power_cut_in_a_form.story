# After a power cut the question that was due is asked, and what was answered stays answered.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 types Anna Rossi
> restart
> 1 types 100007
