# Nobody takes it within the site's limit: a callback to a number, with a code, and the survey stays away.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types operator
> after 180000
> 1 types yes
> 1 types 0541 555 0107
> 1 types goodbye
