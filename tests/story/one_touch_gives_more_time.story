# One touch on the countdown gives more time, and the question that was due is there again.
> 1 near screen en
> 1 types i lost my card
> after 46000
> 1 touches more_time
> 1 types Anna Rossi
