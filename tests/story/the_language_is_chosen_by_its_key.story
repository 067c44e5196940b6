# Asked for the language: nothing but a language is an answer; keys and touches that are none change nothing.
> clock 2026-11-23 10:00
> 1 near line any
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say "for English, press 1"
    say "per Italiano, prema 2"
    show language 2 choices
    listen choices universal
    wake_at +7000
    -> greet
> after 3000
> 1 types blue
[   3000] 1 typed "blue"
    means unknown
    count 5 1
    say "We are sorry. Please say it once more, in two or three words."
    say "for English, press 1"
    say "per Italiano, prema 2"
    show language 2 choices
    listen choices universal
    wake_at +7000
    -> greet
> 1 types yes
[   3000] 1 typed "yes"
    means yes
    say "for English, press 1"
    say "per Italiano, prema 2"
    show language 2 choices
    listen choices universal
    wake_at +7000
    -> greet
> 1 key 9
[   3000] 1 keyed 9
    means repeat
    say "for English, press 1"
    say "per Italiano, prema 2"
    show language 2 choices
    listen choices universal
    wake_at +7000
    -> greet
> 1 touches language 7
[   3000] 1 touched target 9 index 7
    say "for English, press 1"
    say "per Italiano, prema 2"
    show language 2 choices
    listen choices universal
    wake_at +7000
    -> greet
> 1 key 2
[   3000] 1 keyed 2
    means choice 1
    language it
    say (mandatory) "Questa è una macchina. Alla fine dimentica le sue parole; resta solo ciò che ci affida."
    say "Risparmiare è più facile se si comincia presto: dagli 11 ai 17 anni il conto è gratis."
    say "Lo dica con parole sue, oppure scelga: per Carte, prema 1; per Conti, prema 2; per Pagamenti, prema 3; per Risparmi e prestiti, prema 4; per App e sicurezza, prema 5."
    say (pause) "Inoltre: per Filiali e appuntamenti, prema 6; per Parlare con noi, prema 7; per SMS sospetto, prema cancelletto; per Attivare una nuova carta, prema 8."
    show menu 9 choices
    listen choices open universal code
    wake_at +7000
    -> narrow
