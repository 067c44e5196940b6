# A second matter goes to its own team although a callback of another one is open.
> clock 2026-11-23 10:00
> 1 near screen en
[      0] content_swapped
[      0] 1 came_near
    language en
    say "Welcome to Porto Sereno Savings Bank. Tell us what you need, in your own words."
    say (mandatory) "This is a machine. It forgets your words when you leave; only what you leave with us is kept."
    say "Saving is easier when you start early: from 11 to 17 the account is free."
    say "Say it in your own words, or choose: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us."
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> greet
> 1 types i want to complain
[      0] 1 typed "i want to complain"
    means topic form:complaint
    count 0 1
    save
    say "Let us begin: Make a complaint. Your code is 4110; with it you can carry on later."
    say "Our apologies. Describe it in your own words; it goes to people who can act on it."
    show slot complaint_text 1/3
    listen slot universal
    wake_at +22500
    -> collect
> 1 types a person
[      0] 1 typed "a person"
    means person
    visit handed over contact.complaint 0 ms first asked: prompt 0 barged, words contact.complaint chosen
    say "We are bringing in the Complaints team. They see your answers, so nothing is asked twice."
    save
    hand_over complaints #65537 mood 0 code 4110 tried="form:complaint"
    count 3 1
    say "Please allow about 8 minutes for the Complaints team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
> 1 agent nobody
[      0] 1 agent_said 4  ""
    say "We are sorry for the wait. The Complaints team can ring you instead. Is that all right?"
    show callback
    listen yes_no universal
    wake_at +22500
    -> handover
> 1 touches call_me
[      0] 1 touched target 11 index 0
    means call_me
    say "Which number should we call?"
    show slot phone
    listen slot universal
    wake_at +22500
    -> handover
> 1 types 0541 555 0107
[      0] 1 typed "0541 555 0107"
    means slot "05415550107"
    save
    call_back #65537 phone "05415550107" words ""
    say "Noted: the Complaints team calls the number 0541 555 0107. Keep the code 4110."
    say "Here is what we can do: Cards, Accounts, Payments, Savings and loans, App and safety, Branches and visits, Talk to us. Which one do you need?"
    show menu 10 choices
    listen choices open universal code
    wake_at +22500
    -> narrow
> 1 types i lost my card
[      0] 1 typed "i lost my card"
    means topic form:lost_card
    count 0 1
    save
    say "Block a lost or stolen card: a few short questions. If we are interrupted, your code is 4110."
    say "Who are we talking to? First name and surname, please."
    show slot name 1/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types Anna Rossi
[      0] 1 typed "Anna Rossi"
    means slot "Anna Rossi"
    say "We need your customer number: six digits, printed at the top of every bank letter."
    show slot customer_number 2/5
    listen slot universal
    wake_at +22500
    -> collect
> 1 types 100007
[      0] 1 typed "100007"
    means slot "100007"
    say "Which card is it: debit, credit or prepaid?"
    show slot card_kind 3/5 4 choices
    listen slot universal
    wake_at +22500
    -> collect
> 1 types debit card
[      0] 1 typed "debit card"
    means slot "debit"
    say "What happened: was it stolen, or where did you last have it?"
    show slot lost_where 4/5 5 choices skip
    listen slot universal
    wake_at +22500
    -> collect
> 1 types at home
[      0] 1 typed "at home"
    means slot "place_home"
    say "Let us go over it once: Name: Anna Rossi; Customer number: 100007; Kind of card: Debit card; Where it went missing: At home or nearby; Phone number: 0541 555 0107. Can it stay like this?"
    show review
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    say "The card will be blocked at once and nobody can pay with it. The card: Debit card, customer number 100007. Shall we do it?"
    show question
    listen yes_no universal
    wake_at +22500
    -> collect
> 1 types yes
[      0] 1 typed "yes"
    means yes
    save
    act block_card #65538 customer_number="100007" card_kind="debit"
    say "We are doing it now. This takes a few seconds."
    show wait
    listen universal
    wake_at +10000
    -> resolve
> 1 done refused NO the card is unknown
[      0] 1 action_done outcome 1 NO
    save
    say "The card could not be blocked here: the card is unknown. Please talk to a person now, so that it is safe."
    visit handed over cards.lost 0 ms: menu barged, words cards.lost chosen
    say "We are bringing in the Card team. They see your answers, so nothing is asked twice."
    save
    hand_over cards #65539 mood 1 code 4110 phone="05415550107" name="Anna Rossi" customer_number="100007" card_kind="debit" lost_where="place_home" action="block_card" outcome="refused" reason="the card is unknown" reference="NO" tried="form:complaint, form:lost_card"
    count 3 1
    say "Please allow about 3 minutes for the Card team. If we are cut off, use the code 4110."
    show handover
    listen open universal
    wake_at +180000
    -> handover
