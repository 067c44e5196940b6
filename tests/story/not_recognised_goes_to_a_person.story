# Who it is cannot be proved: kindly to a person, with everything filled in.
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types change my address
> 1 types 100007
> 1 types 12 march 1980
> 1 known 0
