# A number heard with low confidence is read back once; after "no" it is asked again.
> clock 2026-11-23 10:00
> 1 near line en
> 1 hears 90 i lost my card
> 1 hears 80 anna rossi
> 1 hears 45 one zero zero zero zero seven
> 1 hears 90 no
> 1 hears 92 one zero zero zero zero eight
