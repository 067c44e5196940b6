# Another language at any time; the question that was due is asked again in it.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 touches language 1
> 1 types Anna Rossi
