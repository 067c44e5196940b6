# Words that fit nothing are rephrased once; the second time a person is fetched.
> clock 2026-11-23 10:00
> 1 near chat en
> 1 types xkcd plugh frotz
> 1 types qwertz blorb
