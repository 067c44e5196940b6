# The phone shop: silence, a countdown, and the screen is free.
> site assets/phone-shop
> 1 near screen it
[      0] content_swapped
[      0] 1 came_near
    language it
    say "Ciao, qui Ponte Mobile. Ti do volentieri una mano."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le tue parole; resta solo ciò che ci affidi."
    say "Possiamo partire da qui: Il telefono non va, Segnale e internet, Riparazioni, Acquisti, resi e usato, SIM, numero e ricariche, Il negozio e le persone. Che cosa fa per te?"
    show menu 9 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> after 120000
[  22500] 1 wake
    count 4 1
    say "Fai con calma. Quando vuoi, parla o premi."
    say "Dimmi in poche parole che cosa ti serve, oppure scegli: Il telefono non va, Segnale e internet, Riparazioni, Acquisti, resi e usato, SIM, numero e ricariche, Il negozio e le persone."
    show menu 9 choices
    listen choices open universal code
    wake_at +11250
    -> greet
[  33750] 1 wake
    count 4 2
    say "Per esempio puoi scegliere: Il telefono non va, Segnale e internet, Riparazioni, Acquisti, resi e usato, SIM, numero e ricariche, Il negozio e le persone. Oppure chiedi di una persona."
    show menu 9 choices
    listen choices open universal code
    wake_at +11250
    -> greet
[  45000] 1 wake
    count 4 3
    say "Sei ancora lì? Tra 30 secondi cancello tutto. Per continuare premi o di' sì."
    show still_there 30s
    listen yes_no universal
    wake_at +30000
    -> greet
[  75000] 1 wake
    say "Per ora chiudo. Di tuo non resta niente in vista."
    visit left - 75000 ms first: prompt 0 3542 heard, prompt 1 5850 heard, menu 13108 silent, menu 11250 silent, menu 11250 left
    wipe
    wake_at never
    save
    close
    -> ended
