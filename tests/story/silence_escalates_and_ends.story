# Silence: a hint, the choices, a countdown; then all is cleared and the screen is free.
> 1 near screen en
> after 120000
