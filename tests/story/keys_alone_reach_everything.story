# On the phone line keys are enough: menu by digits, 0 for a person, star for back, 9 to repeat.
> clock 2026-11-23 10:00
> 1 near line en
> 1 key 1
> 1 key *
> 1 key 9
> 1 key 0
