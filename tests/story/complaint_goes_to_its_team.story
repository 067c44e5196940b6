# A complaint is taken down once and goes to the people who answer complaints, with a code for the answer.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types i want to make a complaint
> 1 types I waited forty minutes at the station branch.
> 1 types Anna Rossi
> 1 types skip
> 1 types yes
