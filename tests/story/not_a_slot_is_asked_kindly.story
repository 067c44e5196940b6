# An answer that does not fit is asked again with an example; the third time a person takes over.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types blue
> 1 types green
> 1 types red
