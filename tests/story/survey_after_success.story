# A share of the conversations is asked for a number and why; it can be skipped.
> clock 2026-11-23 10:00
> 3 near screen en
> 3 types where is my card
> 3 touches yes
> 3 touches finish
> 3 touches score 9
> 3 types friendly and quick
