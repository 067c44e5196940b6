# Help names the ways out; back goes one step; at the top it says so.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 touches help
> 1 touches back
> 1 touches choice 0
> 1 touches back
> 1 types i lost my card
> 1 types Anna Rossi
> 1 touches back
> 1 touches start_again
