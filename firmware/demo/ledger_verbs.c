#include "ledger.h"

#include "base/text.h"

#include <stdlib.h>

/* clang-format off */
static const struct verb verbs[] = {
	{ .name = "look-up", .actions = {"look_up", "read_repair"}, .reads = true, .letter = 'L',
	  .subject = {"customer_number", "repair_number"}, .done = {"found", "trovato"} },
	{ .name = "verify", .actions = {"verify"}, .reads = true, .letter = 'V',
	  .subject = {"customer_number", "repair_number"}, .done = {"it matches", "corrisponde"} },
	{ .name = "activate", .actions = {"activate_card"}, .letter = 'A',
	  .subject = {"customer_number", "card_kind"}, .done = {"the card is on", "la carta è attiva"} },
	{ .name = "deactivate", .actions = {"deactivate_card"}, .takes_back = "activate", .letter = 'D',
	  .subject = {"customer_number", "card_kind"}, .done = {"the card is off", "la carta è disattivata"},
	  .not_there = {"the card was not switched on here", "la carta non è stata attivata da qui"} },
	{ .name = "block", .actions = {"block_card"}, .letter = 'B',
	  .subject = {"customer_number", "card_kind"}, .done = {"the card is blocked", "la carta è bloccata"} },
	{ .name = "unblock", .actions = {"unblock_card"}, .takes_back = "block", .letter = 'U',
	  .subject = {"customer_number", "card_kind"}, .done = {"the block is off", "il blocco è tolto"},
	  .not_there = {"the card is not blocked", "la carta non è bloccata"} },
	{ .name = "book", .actions = {"book_appointment", "book_repair"}, .letter = 'P', .places = 3,
	  .subject = {"appointment_branch", "appointment_date", "appointment_time", "repair_date"},
	  .done = {"it is booked", "è prenotato"} },
	{ .name = "cancel", .actions = {"cancel_appointment", "cancel_repair"}, .takes_back = "book", .letter = 'C',
	  .subject = {"appointment_branch", "appointment_date", "appointment_time", "repair_date", "device_kind", "phone"},
	  .done = {"it is cancelled", "è annullato"},
	  .not_there = {"nothing is booked then", "non c'è niente di prenotato"} },
	{ .name = "move", .actions = {"change_address"}, .letter = 'M',
	  .subject = {"customer_number"}, .done = {"the address is changed", "l'indirizzo è cambiato"} },
	{ .name = "move-back", .actions = {"restore_address"}, .takes_back = "move", .letter = 'O',
	  .subject = {"customer_number"}, .done = {"the old address is back", "è tornato l'indirizzo di prima"},
	  .not_there = {"no earlier address is noted", "non risulta un indirizzo precedente"} },
	{ .name = "register", .actions = {"register_app", "register_device"}, .letter = 'R',
	  .subject = {"customer_number", "device_kind"}, .done = {"it is registered", "è registrato"} },
};
/* clang-format on */

enum { VERBS_COUNT = sizeof(verbs) / sizeof(verbs[0]) };

const struct verb *verb_at(size_t at)
{
	return at < VERBS_COUNT ? &verbs[at] : NULL;
}

const struct verb *verb_by_name(const char *name)
{
	for (size_t i = 0; i < VERBS_COUNT; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

const struct verb *verb_by_action(const char *action)
{
	for (size_t i = 0; i < VERBS_COUNT; i++)
		for (size_t j = 0; j < 3 && verbs[i].actions[j]; j++)
			if (strcmp(verbs[i].actions[j], action) == 0)
				return &verbs[i];
	return NULL;
}

enum { PEOPLE_COUNT = 50, CUSTOMER_FIRST = 100001, REPAIR_FIRST = 20001, FIRST_NAMES = 10 };

/* 0..PEOPLE_COUNT - 1; -1: nobody. */
static int person_of(const char *number, int first)
{
	char *end;
	long value;

	if (!number || number[0] < '0' || number[0] > '9')
		return -1;
	value = strtol(number, &end, 10);
	if (*end || value < first || value >= first + PEOPLE_COUNT)
		return -1;
	return (int)(value - first);
}

static void person_name(int at, char *out, size_t out_bytes)
{
	static const char *const first[FIRST_NAMES] = {
		"Anna", "Marco", "Giulia", "Luca", "Elena", "Paolo", "Sara", "Andrea", "Chiara", "Davide"};
	static const char *const last[PEOPLE_COUNT / FIRST_NAMES] = {"Rossi", "Bianchi", "Conti", "Moretti", "Galli"};

	snprintf(out, out_bytes, "%s %s", first[at % FIRST_NAMES], last[at / FIRST_NAMES]);
}

bool customer_find(const char *number, struct customer *out)
{
	int at = person_of(number, CUSTOMER_FIRST);

	if (at < 0)
		return false;
	person_name(at, out->name, sizeof(out->name));
	snprintf(out->birth_date, sizeof(out->birth_date), "%04u-%02u-%02u", (1941u + (unsigned)at) % 10000,
		1 + (unsigned)at % 12, 1 + (unsigned)at % 28);
	return true;
}

bool repair_find(const char *number, struct repair *out)
{
	static const char *const states[4][LANGUAGE_COUNT] = {
		{"it is ready, you can collect it", "è pronta, si può ritirare"},
		{"it is on the workbench", "è sul banco di lavoro"},
		{"we are waiting for a part", "aspettiamo un ricambio"},
		{"it is being tested", "è in prova"},
	};
	int at = person_of(number, REPAIR_FIRST);

	if (at < 0)
		return false;
	person_name(at, out->name, sizeof(out->name));
	snprintf(out->phone, sizeof(out->phone), "33355501%02u", ((unsigned)at + 1) % 100);
	memcpy(out->state, states[at % 4], sizeof(out->state));
	return true;
}
