# A conversation older than the site allows is carried over at its next answer; nothing is lost.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types i lost my card
> 1 types Anna Rossi
> edit forms.yaml|Block a lost or stolen card|Stop a lost or stolen card
> 1 busy
> after 20000
> 1 busy
> after 1790000
> 2 near chat en
> 1 types 100007
