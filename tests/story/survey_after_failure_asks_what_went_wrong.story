# After a failure the question is "what went wrong?", once the handover is closed.
> clock 2026-11-23 10:00
> 3 near screen en
> 3 types where is my card
> 3 touches no
> 3 agent takes Marco
> 3 agent closes Marco Sorted.
> 3 touches finish
> 3 touches skip
