# Nothing worked: the person who takes over knows what was tried.
> site assets/phone-shop
> clock 2026-11-23 10:00
> 1 near screen en
> 1 types my phone does not charge
> 1 touches no
> 1 touches no
> 1 touches no
> 1 touches no
> 1 touches no
> 1 touches no
> 1 touches no
