# The phone shop: a call that drops in a form goes on with its code.
> site assets/phone-shop
> clock 2026-11-24 10:00
> 1 near line it
[      0] content_swapped
[      0] 1 came_near
    language it
    say "Ciao, qui Ponte Mobile. Ti do volentieri una mano."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le tue parole; resta solo ciò che ci affidi."
    say "Possiamo partire da qui: Il telefono non va: premi 1; Segnale e internet: premi 2; Riparazioni: premi 3; Acquisti, resi e usato: premi 4; SIM, numero e ricariche: premi 5. Che cosa fa per te?"
    say (pause) "Poi: Il negozio e le persone: premi 6; Il telefono all'estero: premi cancelletto; La riparazione è pronta?: premi 8."
    show menu 8 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 1 types prenotare una riparazione
[      0] 1 typed "prenotare una riparazione"
    means topic form:book_repair
    count 0 1
    save
    say "Prenotare una riparazione: solo qualche domanda. Se ci interrompiamo, il tuo codice è 4110."
    say "Parliamo di un telefono, di un tablet o di altro?"
    show slot device_kind 1/5 6 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 key 1
[      0] 1 keyed 1
    means slot "iphone"
    say "Annotato: iPhone."
    say "Qual è il problema?"
    show slot repair_problem 2/5 7 choices
    listen slot universal
    wake_at +7000
    -> collect
> 1 hangs up
[      0] 1 hung_up
    count 7 4
    visit left repair.book 0 ms first: prompt 0 barged, words repair.book chosen
    wake_at +1800000
    save
    close
    -> dropped
> 2 near line it
[      0] 2 came_near
    language it
    say "Ciao, qui Ponte Mobile. Ti do volentieri una mano."
    say (mandatory) "Questa è una macchina. Alla fine dimentica le tue parole; resta solo ciò che ci affidi."
    say "Possiamo partire da qui: Il telefono non va: premi 1; Segnale e internet: premi 2; Riparazioni: premi 3; Acquisti, resi e usato: premi 4; SIM, numero e ricariche: premi 5. Che cosa fa per te?"
    say (pause) "Poi: Il negozio e le persone: premi 6; Il telefono all'estero: premi cancelletto; La riparazione è pronta?: premi 8."
    show menu 8 choices
    listen choices open universal code
    wake_at +7000
    -> greet
> 2 code
[      0] 2 typed "4110"
    means code
    wipe
    save
    say "Che bello riaverti qui. Eravamo a: Prenotare una riparazione. Riprendiamo da lì."
    say "Che cosa dobbiamo guardare?"
    show slot repair_problem 2/5 7 choices
    listen slot universal
    wake_at +7000
    -> collect
