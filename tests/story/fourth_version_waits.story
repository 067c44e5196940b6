# Three versions are in use by three customers; each is released when its last customer has gone.
> clock 2026-11-23 10:00
> 1 near chat en
> edit site.yaml|Porto Sereno Savings Bank|Porto Sereno Bank Two
> 2 near chat en
> edit site.yaml|Porto Sereno Bank Two|Porto Sereno Bank Three
> 3 near chat en
> 1 types goodbye
> 2 types goodbye
