# New content while a customer is in a form: the form goes on as it began; the next customer has the new words.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> edit forms.yaml|Block a lost or stolen card|Stop a lost or stolen card
> 1 types Anna Rossi
> 2 near chat en
> 2 types i lost my card
