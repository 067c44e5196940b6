# The second time the nearest choices are offered before a person is fetched.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types frotz
> 1 types something about my thing with the money abroad perhaps
> 1 types blorb plugh
