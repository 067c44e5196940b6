# A line that drops in the middle of a form: with the code the next call goes on at the next question.
> clock 2026-11-23 10:00
> 1 near line en
> 1 types i lost my card
> 1 types Anna Rossi
> 1 types 100007
> 1 hangs up
> after 60000
> 2 near line en
> 2 types CODE
> 2 types debit card
