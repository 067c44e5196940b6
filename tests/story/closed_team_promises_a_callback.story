# On Sunday nobody is there: the opening time is told and the number is asked for.
> clock 2026-11-22 15:00
> 1 near chat en
> 1 types operator
> 1 types no
> 1 types please tell me whether my deposit box is free
