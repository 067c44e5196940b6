/* No digit lost or doubled: what calls were told that a caller keyed is what the conversation gets, in order. Left out
 * is only what the rules in line/calls.h leave out: # and *, what * took back, a score that another one replaced, what
 * was typed ahead of an error, a result or what is read back, a digit too many, what no longer fitted. */
#include "sim_line.h"

#include <string.h>

enum {
	LOST_MS = CALLS_ENTRY_MS_MAX + 10 * 1000, /* nothing of it is given later than that */
	LENGTH_MIN = 9,                           /* no entry that ends by # alone is full before */
	WORDS_DIGITS_MAX = 256
};

static void drop_first(struct phone *phone, uint16_t count)
{
	phone->told_count = (uint16_t)(phone->told_count - count);
	memmove(phone->told, phone->told + count, phone->told_count * sizeof(phone->told[0]));
}

void keys_forget(struct phone *phone)
{
	phone->told_count = 0;
	phone->pending = false;
}

static bool is_pending(const struct sim_exchange *x, const struct phone *phone)
{
	return phone->pending && x->sim->now_ms - phone->given_ms < CALLS_ANSWER_MS_MAX;
}

void keys_told(struct sim_exchange *x, struct phone *phone, char key)
{
	struct told *told;

	if (!phone->session)
		return;
	if (phone->told_count == TOLD_MAX)
		drop_first(phone, 1);
	told = &phone->told[phone->told_count++];
	*told = (struct told){.key = key, .at_ms = x->sim->now_ms};
	told->ahead = is_pending(x, phone);
	told->may_drop = (phone->listen.listen.expect & EXPECT_SCORE) || phone->told_count > CALLS_KEYS_MAX ||
			 (phone->read_back_ms && x->sim->now_ms - phone->read_back_ms < CALLS_SURPLUS_MS);
}

/* A digit that a star behind it took back. */
static bool was_deleted(const struct phone *phone, uint16_t at)
{
	unsigned left = 1;

	for (uint16_t i = (uint16_t)(at + 1); i < phone->told_count && left; i++) {
		if (phone->told[i].key == '*')
			left--;
		else if (phone->told[i].key == '#')
			return false;
		else
			left++;
	}
	return left == 0;
}

static bool may_be_left_out(const struct phone *phone, uint16_t at, size_t length)
{
	const struct told *told = &phone->told[at];

	return told->may_drop || told->key == '#' || told->key == '*' || length >= LENGTH_MIN || was_deleted(phone, at);
}

static void trace(struct sim_exchange *x, const struct phone *phone, const char *what)
{
	sim_trace(x->sim, "    (%s; told: ", what);
	for (uint16_t i = 0; i < phone->told_count; i++)
		sim_trace(x->sim, "%c%s%s", phone->told[i].key, phone->told[i].ahead ? "a" : "",
			phone->told[i].may_drop ? "-" : "");
	sim_trace(x->sim, ")\n");
}

enum { NEVER = UINT16_MAX, LEFT_BEHIND = 2 };

/* What it costs to believe that the digits are these keys: to leave one out that no rule has dropped, or to use one
 * that a rule may have dropped. cost[p][d]: of the keys from p on for the digits from d on. */
static uint16_t cost[TOLD_MAX + 1][WORDS_DIGITS_MAX];

static uint16_t plus(uint16_t a, unsigned b)
{
	return a == NEVER ? NEVER : (uint16_t)(a + b);
}

static uint16_t cost_left_out(const struct phone *phone, uint16_t p, size_t d, size_t length)
{
	if (!may_be_left_out(phone, p, length))
		return NEVER;
	return plus(cost[p + 1][d], !phone->told[p].may_drop);
}

static uint16_t cost_used(const struct phone *phone, uint16_t p, size_t d, char digit)
{
	if (phone->told[p].key != digit || phone->told[p].dead)
		return NEVER;
	return plus(cost[p + 1][d + 1], phone->told[p].may_drop);
}

static void reckon(const struct phone *phone, const char *digits, size_t length, bool entry)
{
	for (size_t d = 0; d <= length; d++)
		cost[phone->told_count][d] = d == length ? 0 : NEVER;
	for (uint16_t p = phone->told_count; p-- > 0;) {
		/* What was not typed ahead is in the entry that was given, too; one key is given by itself. */
		cost[p][length] = plus(cost[p + 1][length],
			phone->told[p].ahead || phone->told[p].may_drop || !entry ? 0 : LEFT_BEHIND);
		for (size_t d = 0; d < length; d++) {
			uint16_t out = cost_left_out(phone, p, d, length);
			uint16_t used = cost_used(phone, p, d, digits[d]);

			cost[p][d] = used < out ? used : out;
		}
	}
}

static void take(struct sim_exchange *x, struct phone *phone, const char *digits, bool entry)
{
	size_t length = strlen(digits);
	uint16_t p = 0;

	reckon(phone, digits, length, entry);
	if (cost[0][0] == NEVER)
		sim_fail(x->sim, "keys", phone->session,
			"%s was given, and that is not what was keyed, or more was keyed and left out", digits);
	for (size_t d = 0; d < length; p++)
		d += cost[p][d] == cost_used(phone, p, d, digits[d]);
	drop_first(phone, p);
}

/* What a step in the conversation was made of; "": it was no key. */
static void digits_given(const struct event *event, char out[WORDS_DIGITS_MAX])
{
	size_t used = 0;

	if (event->kind == EVENT_KEYED)
		out[used++] = event->keyed.key;
	if (event->kind == EVENT_TOUCHED && event->touched.target == TARGET_SKIP)
		out[used++] = '#';
	for (const char *at = event->kind == EVENT_TYPED ? event->typed.words : ""; *at; at++)
		if (*at >= '0' && *at <= '9' && used + 1 < WORDS_DIGITS_MAX)
			out[used++] = *at;
	out[used] = '\0';
}

void keys_given(struct sim_exchange *x, struct phone *phone, const struct event *event)
{
	char digits[WORDS_DIGITS_MAX];

	digits_given(event, digits);
	if (!digits[0])
		return;
	trace(x, phone, digits);
	take(x, phone, digits, event->kind == EVENT_TYPED);
	for (uint16_t i = 0; i < phone->told_count; i++) {
		if (!phone->told[i].ahead && strlen(digits) >= LENGTH_MIN)
			phone->told[i].may_drop = true; /* it was full */
		phone->told[i].ahead = true;
		phone->told[i].at_ms = x->sim->now_ms; /* its turn is not before */
	}
	phone->pending = true;
	phone->given_ms = x->sim->now_ms;
}

/* As it is worded for whoever is understood, or for keys; a bare surface has the screen's words. */
static bool is_text(const struct content *c, const struct saying *saying, uint16_t text)
{
	return text != NONE16 &&
	       (saying->text == content_text_line(c, text, saying->language, 0) ||
		       saying->text == content_text_line(c, text, saying->language, HEARD_ALL) ||
		       saying->text == content_text_heard(c, text, saying->language, 0) || saying->text == text);
}

static bool is_prompt(const struct content *c, const struct saying *saying, enum prompt prompt)
{
	return is_text(c, saying, c->prompt[prompt]);
}

/* A slot has words of its own for what it could not use. */
static bool is_slots_error(const struct content *c, uint16_t slot, const struct saying *saying)
{
	return slot < c->slots.count && is_text(c, saying, content_slot(c, slot)->again);
}

/* What was typed ahead was meant for other questions than those that follow now. */
void keys_said(struct sim_exchange *x, struct phone *phone, const struct content *c, const struct saying *saying)
{
	static const enum prompt may[] = {PROMPT_TROUBLE_PERSON, PROMPT_NOT_RECOGNISED, PROMPT_CODE_UNKNOWN,
		PROMPT_AT_THE_TOP, PROMPT_NO_MATCH_1, PROMPT_NO_MATCH_2, PROMPT_SLOT_CONFIRM};
	bool must = (saying->flags & SAYING_RESULT) || is_prompt(c, saying, PROMPT_NO_MATCH_1) ||
		    is_prompt(c, saying, PROMPT_NO_MATCH_2) || is_slots_error(c, phone->listen.listen.slot, saying);
	bool ends = must;

	for (unsigned i = 0; i < sizeof(may) / sizeof(may[0]); i++)
		ends = ends || is_prompt(c, saying, may[i]);
	if (is_prompt(c, saying, PROMPT_SLOT_CONFIRM))
		phone->read_back_ms = x->sim->now_ms;
	for (uint16_t i = 0; ends && i < phone->told_count; i++) {
		phone->told[i].may_drop = true;
		phone->told[i].dead = must && phone->told[i].ahead && is_pending(x, phone);
	}
}

/* Digits that stand are still meant for a question that is put again; not for another one. */
void keys_asked(struct sim_exchange *x, struct phone *phone, const struct effect *listen)
{
	bool same = listen->listen.slot == phone->listen.listen.slot &&
		    (listen->listen.expect & (EXPECT_SCORE | EXPECT_YES_NO)) ==
			    (phone->listen.listen.expect & (EXPECT_SCORE | EXPECT_YES_NO));

	(void)x;
	for (uint16_t i = 0; i < phone->told_count; i++) {
		phone->told[i].may_drop = phone->told[i].may_drop || (!phone->told[i].ahead && !same);
		phone->told[i].ahead = false; /* it is their turn now */
	}
	phone->pending = false;
	phone->listen = *listen;
}

void keys_check(struct sim_exchange *x, const struct phone *phone)
{
	uint64_t now_ms = x->sim->now_ms;

	for (uint16_t i = 0; i < phone->told_count; i++)
		if (phone->told[i].at_ms + LOST_MS < now_ms && !may_be_left_out(phone, i, 0))
			sim_fail(x->sim, "keys", phone->session, "%c was keyed %.0f s ago, and nothing came of it",
				phone->told[i].key, (double)(now_ms - phone->told[i].at_ms) / 1000);
}
