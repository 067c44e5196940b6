# What is wrong in the review is asked again, and only that.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types book an appointment
> 1 touches choice 0
> 1 touches choice 0
> 1 types tomorrow
> 1 types 10 30
> 1 types Anna Rossi
> 1 types 0541 555 0107
> 1 touches no
> 1 touches choice 2
> 1 types next wednesday
> 1 touches yes
> 1 touches yes
> 1 done ok APP-3
