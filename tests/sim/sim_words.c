/* Whose words are these? Names, free words and phone numbers carry their owner, so that a stray one is recognised
 * wherever it is rendered or sent. */
#include "sim.h"

#include <ctype.h>
#include <string.h>

static const char consonants[] = "bcdfghjklmnprstvwx";
enum { CONSONANTS = sizeof(consonants) - 1, FIGURES_MAX = 19 /* of a card */ };

void person_token(uint32_t id, char out[16])
{
	out[0] = 'Z';
	out[1] = 'q';
	for (int i = 0; i < TOKEN_LETTERS; i++) {
		out[2 + i] = consonants[id % CONSONANTS];
		id /= CONSONANTS;
	}
	out[2 + TOKEN_LETTERS] = '\0';
}

/* The person whose token begins at `at`; 0: none. */
static uint32_t token_owner(const char *at)
{
	uint32_t id = 0;

	if ((at[0] != 'Z' && at[0] != 'z') || (at[1] != 'q' && at[1] != 'Q'))
		return 0;
	for (int i = TOKEN_LETTERS; i-- > 0;) {
		const char *letter = at[2] && strlen(at) >= 2 + TOKEN_LETTERS
					     ? strchr(consonants, tolower((uint8_t)at[2 + i]))
					     : NULL;

		if (!letter || !*letter)
			return 0;
		id = id * CONSONANTS + (uint32_t)(letter - consonants);
	}
	return id;
}

/* Digits that stand together, with spaces, dots or dashes between them at most. */
static size_t digit_run(const char **at, char *out, size_t out_bytes)
{
	size_t count = 0;

	for (; **at; (*at)++) {
		if (**at >= '0' && **at <= '9') {
			if (count + 1 < out_bytes)
				out[count++] = **at;
		} else if (**at != ' ' && **at != '-' && **at != '.') {
			break;
		}
	}
	out[count] = '\0';
	return count;
}

/* With a few figures too many, in one piece, it is no card number: nobody could charge it, and a parcel's number looks
 * like that. `end`: of the text before which it may stand. */
static bool is_part_of_a_longer_number(const char *text, const char *end, const char *card)
{
	const char *at = strstr(text, card);
	size_t before = 0;
	size_t length;

	if (!at || at >= end)
		return false;
	while (at - before > text && isdigit((uint8_t)at[-(ptrdiff_t)before - 1]))
		before++;
	length = before + strspn(at, "0123456789");
	return length > strlen(card) && length <= FIGURES_MAX;
}

static void check_phone(
	struct sim *sim, uint32_t session, const struct person *owner, const char *digits, const char *where)
{
	const char *phone = strstr(digits, "3997");
	uint32_t id = 0;

	if (!phone || strlen(phone) < 10)
		return;
	for (int i = 4; i < 10; i++)
		id = id * 10 + (uint32_t)(phone[i] - '0');
	if (id != owner->self && id > 0 && id <= sim->people_count)
		sim_fail(sim, "others_data", session, "the phone number of person %u in %s for person %u", id, where,
			owner->id);
}

static bool is_card(const char *digits, const struct person *owner)
{
	return owner->gave_card && strstr(digits, owner->card) &&
	       (strlen(digits) == strlen(owner->card) || strlen(digits) > FIGURES_MAX);
}

void check_text(struct sim *sim, uint32_t session, const char *text, const char *where)
{
	const struct person *owner = sim_person(sim, sim_seen(sim, session)->person);
	char digits[256];

	for (const char *at = text; *at; at++) {
		uint32_t id = token_owner(at);

		if (id && id != owner->self)
			sim_fail(sim, "others_data", session, "words of person %u in %s for person %u: \"%s\"", id,
				where, owner->id, text);
	}
	for (const char *at = text; *at;) {
		const char *from = at;

		if (*at < '0' || *at > '9') {
			at++;
			continue;
		}
		if (digit_run(&at, digits, sizeof(digits)) < 10)
			continue;
		check_phone(sim, session, owner, digits, where);
		if (is_card(digits, owner) && !is_part_of_a_longer_number(from, at, owner->card))
			sim_fail(sim, "card_number", session, "a full card number in %s, among the figures %s", where,
				digits);
	}
}

void check_values(struct sim *sim, uint32_t session, const struct values *values, const char *where)
{
	const char *name;
	const char *value;

	for (uint16_t at = 0; values_next(values, &at, &name, &value);) {
		check_text(sim, session, value, where);
		sim_mix(sim, value, strlen(value));
	}
}

/* What the customer typed is what the business gets. */
void check_inputs(struct sim *sim, uint32_t session, const struct content *c, const struct values *inputs)
{
	const struct person *person = sim_person(sim, sim_seen(sim, session)->person);

	(void)c;
	for (uint8_t i = 0; i < person->answers.count; i++) {
		const struct answered *answered = &person->answers.list[i];
		const char *value = values_get(inputs, answered->slot);

		if (value && answered->value[0] && strcmp(value, answered->value) != 0)
			sim_fail(sim, "inputs", session, "%s was answered \"%s\" and the business got \"%s\"",
				answered->slot, answered->value, value);
	}
}
