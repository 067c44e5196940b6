#include "ledger.h"

#include "base/text.h"

#include <string.h>
#include <time.h>

/* Reasons stand in the middle of the business's own sentence: small first letter, no full stop. */
enum reason { NO_CUSTOMER, NO_REPAIR, NO_MATCH, NO_CARD, CLOSED_DAY, CLOSED_TIME, NO_PLACE, MISSING };

static const char *reason_text(enum reason reason, enum language language)
{
	static const char *const texts[][LANGUAGE_COUNT] = {
		[NO_CUSTOMER] = {"there is no customer with this number", "non c'è nessun cliente con questo numero"},
		[NO_REPAIR] = {"there is no repair with this number", "non c'è nessuna riparazione con questo numero"},
		[NO_MATCH] = {"the details do not match", "i dati non coincidono"},
		[NO_CARD] = {"no new card ends in these digits", "nessuna carta nuova finisce con queste cifre"},
		[CLOSED_DAY] = {"we are closed on that day", "quel giorno siamo chiusi"},
		[CLOSED_TIME] = {"we are closed at that time", "a quell'ora siamo chiusi"},
		[NO_PLACE] = {"no place is left then", "non c'è più posto in quel momento"},
		[MISSING] = {"some details are missing", "mancano alcuni dati"},
	};

	return texts[reason][language];
}

static void say(struct answer *answer, const char *outcome, const char *text)
{
	answer->outcome = outcome;
	text_copy(answer->text, sizeof(answer->text), text_of(text));
}

static bool refuse(struct answer *answer, const struct request *request, enum reason reason)
{
	say(answer, "refused", reason_text(reason, request->language));
	return false;
}

static const char *input(const struct request *request, const char *name)
{
	return json_text(json_member(request->inputs, name));
}

/* The same number however the country is written in front of it. */
static bool same_phone(const char *given, const char *known)
{
	size_t given_bytes = strlen(given);
	size_t known_bytes = strlen(known);

	return given_bytes >= known_bytes && strcmp(given + given_bytes - known_bytes, known) == 0;
}

static bool customer_fits(const struct request *request, struct answer *answer)
{
	const char *number = input(request, "customer_number");
	const char *birth_date = input(request, "birth_date");
	struct customer customer;

	if (!number)
		return true;
	if (!customer_find(number, &customer))
		return refuse(answer, request, NO_CUSTOMER);
	text_copy(answer->name, sizeof(answer->name), text_of(customer.name));
	if (strcmp(request->verb->name, "verify") != 0)
		return true;
	if (!birth_date || strcmp(birth_date, customer.birth_date) != 0)
		return refuse(answer, request, NO_MATCH);
	return true;
}

static bool repair_fits(const struct request *request, struct answer *answer)
{
	const char *number = input(request, "repair_number");
	const char *phone = input(request, "phone");
	struct repair repair;

	if (!number)
		return true;
	if (!repair_find(number, &repair))
		return refuse(answer, request, NO_REPAIR);
	text_copy(answer->name, sizeof(answer->name), text_of(repair.name));
	say(answer, "done", repair.state[request->language]);
	if (strcmp(request->verb->name, "verify") != 0)
		return true;
	if (!phone || !same_phone(phone, repair.phone))
		return refuse(answer, request, NO_MATCH);
	return true;
}

static bool card_fits(const struct request *request, struct answer *answer)
{
	const char *last4 = input(request, "card_last4");

	return !last4 || strcmp(last4, "0000") != 0 || refuse(answer, request, NO_CARD);
}

static bool is_sunday(const char *date)
{
	struct tm day = {0};

	if (!strptime(date, "%Y-%m-%d", &day))
		return false;
	return timegm(&day) != (time_t)-1 && day.tm_wday == 0;
}

static bool time_fits(const struct request *request, struct answer *answer)
{
	const char *time_of_day = input(request, "appointment_time");
	const char *date = input(request, "appointment_date");

	if (strcmp(request->verb->name, "book") != 0)
		return true;
	if (!date)
		date = input(request, "repair_date");
	if (date && is_sunday(date))
		return refuse(answer, request, CLOSED_DAY);
	if (time_of_day && (strcmp(time_of_day, "08:00") < 0 || strcmp(time_of_day, "18:00") >= 0))
		return refuse(answer, request, CLOSED_TIME);
	return true;
}

static bool place_fits(const struct ledger *ledger, const struct request *request, struct answer *answer)
{
	const struct verb *verb = request->verb;

	if (verb->takes_back && ledger_standing(ledger, verb_by_name(verb->takes_back), request) == 0) {
		say(answer, "refused", verb->not_there[request->language]);
		return false;
	}
	if (verb->places > 0 && ledger_standing(ledger, verb, request) >= verb->places)
		return refuse(answer, request, NO_PLACE);
	return true;
}

static bool complete(const struct request *request, struct answer *answer)
{
	for (size_t i = 0; i < 6 && request->verb->subject[i]; i++)
		if (input(request, request->verb->subject[i]))
			return true;
	return refuse(answer, request, MISSING);
}

static bool fits(const struct ledger *ledger, const struct request *request, struct answer *answer)
{
	return complete(request, answer) && customer_fits(request, answer) && repair_fits(request, answer) &&
	       card_fits(request, answer) && time_fits(request, answer) && place_fits(ledger, request, answer);
}

void rules_judge(const struct ledger *ledger, const struct request *request, struct answer *answer)
{
	const struct verb *verb = request->verb;

	*answer = (struct answer){.outcome = "refused"};
	if (fits(ledger, request, answer)) {
		if (answer->text[0] == '\0')
			say(answer, "done", verb->done[request->language]);
		if (!verb->reads)
			snprintf(answer->reference, sizeof(answer->reference), "%c-%u", verb->letter,
				(1001 + ledger_lines(ledger)) % 10000000);
	}
	/* Whoever could not prove who they are, or did not come to prove it, is told nobody's name. */
	if (!verb->reads || strcmp(answer->outcome, "done") != 0)
		answer->name[0] = '\0';
}
