# An agent's answer comes after the customer has gone and the power was cut: it waits under the code.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types i want to talk to a person
> 1 hangs up
> restart
> 1 agent closes Giulia Your form is at the market square branch.
> 2 near chat en
> 2 types CODE
