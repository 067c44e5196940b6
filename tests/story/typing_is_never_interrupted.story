# While somebody is typing there is no "are you still there?".
> 1 near screen en
> 1 types i lost my card
> after 20000
> 1 busy
> after 20000
> 1 busy
> after 20000
> 1 types Anna Rossi
