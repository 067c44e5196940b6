# Guessing codes leads nowhere but to a person.
> clock 2026-11-23 10:00
> 1 near line en
> 1 types 1234
> 1 types 2345
> 1 types 3456
> 1 types 4567
