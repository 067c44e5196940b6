# A person takes the handover, both sides write, the answer closes it.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types my card was refused
> 1 types no
> 1 agent takes Marco
> 1 types it happened at the bakery
> 1 agent says Marco I see it, one moment.
> 1 agent closes Marco It works again.
> 1 types goodbye
