# A full card number, typed or spoken, is masked before anything else sees it, and the customer is told why.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types my card 4111 1111 1111 1111 does not work
> 1 hears 80 four one one one one one one one one one one one one one one one
