/* To a person, with everything known. If nobody takes it, it becomes a callback or a message: nobody waits for ever. */
#include "dialog/dialog.h"

#include "base/rng.h"
#include "base/text.h"
#include "understand/slot.h"
#include "understand/when.h"

#include <stdio.h>
#include <string.h>

enum { CODES_COUNT = 9000, MOOD_MAX = 3, DAY_S = 24 * 60 * 60 };

static_assert(4 * SESSIONS_MAX < CODES_COUNT, "the dice find a code that no other conversation has");

static bool is_open(const struct handover *handover)
{
	return handover->stage == HANDOVER_ASKED || handover->stage == HANDOVER_TALKING ||
	       handover->stage == HANDOVER_PROMISED;
}

bool handover_is_open(const struct session *s)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++)
		if (is_open(&s->handovers[i]))
			return true;
	return s->open_before;
}

struct handover *handover_now(struct session *s)
{
	return &s->handovers[s->handover_at];
}

static int rank(const struct handover *handover)
{
	switch ((enum handover_stage)handover->stage) {
	case HANDOVER_PROMISED: return 1; /* the team has it, and the store */
	case HANDOVER_ASKED: return 2;
	case HANDOVER_TALKING: return 3;
	default: return 0;
	}
}

/* A place that is free, otherwise the one that is missed least, the oldest of them. */
static struct handover *place(struct session *s)
{
	struct handover *best = &s->handovers[0];

	for (unsigned i = 1; i < HANDOVERS_MAX; i++) {
		struct handover *other = &s->handovers[i];

		if (rank(other) < rank(best) || (rank(other) == rank(best) && other->request < best->request))
			best = other;
	}
	return best;
}

static const char *team_name(const struct turn *t)
{
	return content_text(t->c, content_team(t->c, handover_now(t->s)->team)->name, t->s->language, 0);
}

/* Four digits from the dice of this conversation; not one that another open conversation has. */
void handover_code(struct turn *t)
{
	struct rng rng = {(uint64_t)t->s->seed << 32 | t->s->number};

	char code[CODE_DIGITS + 1];

	if (t->s->code[0])
		return;
	do
		snprintf(code, sizeof(code), "%04u", 1000U + rng_below(&rng, CODES_COUNT));
	while (core_code_used(t->core, code));
	memcpy(t->s->code, code, sizeof(code));
}

static uint16_t phone_slot(const struct content *c)
{
	for (uint16_t i = 0; i < c->slots.count; i++)
		if (content_slot(c, i)->type == SLOT_PHONE)
			return i;
	return NONE16;
}

static const char *phone_known(const struct turn *t)
{
	for (unsigned i = 0; i < FACTS_MAX; i++) {
		const struct fact *fact = &t->s->facts[i];

		if ((fact->flags & FACT_FILLED) && !(fact->flags & FACT_UNSURE) &&
			content_slot(t->c, fact->slot)->type == SLOT_PHONE)
			return fact->value;
	}
	return NULL;
}

/* What was begun and did not succeed: whoever takes over must know what the business's systems may have done. */
static void add_open_action(const struct turn *t, struct values *facts)
{
	static const char *const outcomes[] = {"done", "refused", "failed", "unknown"};
	const struct session *s = t->s;

	if (s->open_action == NONE16)
		return;
	values_set(facts, "action", content_string(t->c, content_action(t->c, s->open_action)->id));
	values_set(facts, "outcome", outcomes[s->open_outcome]);
	values_set(facts, "reason", s->reason);
	values_set(facts, "reference", s->reference);
}

void handover_facts(const struct turn *t, struct effect *effect)
{
	char tried[VALUES_BYTES_MAX / 4] = "";
	size_t used = 0;

	for (unsigned i = 0; i < FACTS_MAX; i++) {
		const struct fact *fact = &t->s->facts[i];

		if (!(fact->flags & FACT_FILLED))
			continue;
		if (content_slot(t->c, fact->slot)->flags & SLOT_MASKED)
			effect->hand_over.flags |= SAYING_MASKED;
		values_set(&effect->hand_over.facts, content_string(t->c, content_slot(t->c, fact->slot)->id),
			session_fact(t->s, fact->slot));
	}
	for (uint8_t i = 0; i < t->s->trail_count; i++) {
		if (t->s->trail[i] == NONE16)
			continue;
		used += text_copy(tried + used, sizeof(tried) - used, text_of(used ? ", " : ""));
		used += text_copy(tried + used, sizeof(tried) - used,
			text_of(content_string(t->c, content_topic(t->c, t->s->trail[i])->id)));
	}
	add_open_action(t, &effect->hand_over.facts);
	values_set(&effect->hand_over.facts, "tried", tried);
	values_set(&effect->hand_over.facts, "customer", t->s->name);
}

static void promise_callback(struct turn *t, const char *phone);

static void hand_over(struct turn *t, uint16_t team)
{
	struct session *s = t->s;
	struct handover *handover = place(s);
	struct effect *effect;

	if (handover->stage == HANDOVER_ASKED)
		handover_promise_quietly(t, handover);
	s->open_before = s->open_before || is_open(handover);
	s->handover_at = (uint8_t)(handover - s->handovers);
	*handover = (struct handover){
		.request = session_next_request(s), .team = team, .issue = s->issue, .stage = HANDOVER_ASKED};
	handover_code(t);
	dialog_save(t);
	effect = dialog_add(t, EFFECT_HAND_OVER);
	effect->request = handover->request;
	effect->hand_over.team = team;
	effect->hand_over.topic = s->topic;
	effect->hand_over.language = s->language;
	effect->hand_over.channel = s->channel;
	effect->hand_over.level = s->level;
	effect->hand_over.mood = s->failures < MOOD_MAX ? s->failures : MOOD_MAX;
	memcpy(effect->hand_over.code, s->code, sizeof(s->code));
	handover_facts(t, effect);
	s->open_action = NONE16;
	dialog_count(t, COUNT_HANDED_OVER, 1);
}

static bool is_english(const struct turn *t)
{
	return strcmp(content_string(t->c, t->c->site.language[t->s->language]), "en") == 0;
}

/* "monday"; NULL: the content has no word for it. `day`: since 1970-01-01, which was a Thursday. */
static const char *weekday_word(const struct turn *t, int64_t day)
{
	int32_t weekday = (int32_t)((day + 3) % 7) + 1;

	for (uint32_t i = 0; i < t->c->words.count; i++) {
		const struct content_word *word = content_word(t->c, i);

		if (word->kind == WORDS_WEEKDAYS && word->language == t->s->language && word->value == weekday)
			return content_string(t->c, word->phrase);
	}
	return NULL;
}

static void date_in_words(const struct turn *t, int64_t day, char *out, size_t out_bytes)
{
	char date[16];
	int32_t year;
	int32_t month;
	int32_t month_day;

	date_civil((int32_t)day, &year, &month, &month_day);
	snprintf(date, sizeof(date), "%04d-%02d-%02d", (int)year, (int)month, (int)month_day);
	slot_say_date(t->c, t->s->language, date, out, out_bytes);
}

/* "Monday 08:20", or behind a holiday "7 January 2027 08:20", in the words of the content. */
static void opens_in_words(const struct turn *t, int64_t at, char *out, size_t out_bytes)
{
	bool soon = at / DAY_S - t->event->local_s / DAY_S < 7;
	const char *word = soon ? weekday_word(t, at / DAY_S) : NULL;
	char day[48] = "";

	if (word)
		text_copy(day, sizeof(day), text_of(word));
	else
		date_in_words(t, at / DAY_S, day, sizeof(day));
	if (is_english(t) && (unsigned)(day[0] - 'a') < 26)
		day[0] = (char)(day[0] - 'a' + 'A'); /* it writes them with a capital */
	snprintf(out, out_bytes, "%s %02d:%02d", day, (int)(at % DAY_S / 3600), (int)(at % 3600 / 60));
}

/* Who opens at no time that can be told is not said to be closed: what can be done instead follows anyway. */
static void say_closed(struct turn *t)
{
	uint16_t hours = content_team(t->c, handover_now(t->s)->team)->hours;
	int64_t at = content_opens_at(t->c, hours, t->event->local_s);
	struct values values = {0};
	char opens[64];

	if (at == 0)
		return;
	opens_in_words(t, at, opens, sizeof(opens));
	values_set(&values, "team", team_name(t));
	values_set(&values, "code", t->s->code);
	values_set(&values, "opens", opens);
	dialog_say(t, t->c->prompt[PROMPT_HANDOVER_CLOSED], &values, 0);
}

static bool is_open_now(const struct turn *t, uint16_t team)
{
	return content_is_open(t->c, content_team(t->c, team)->hours, t->event->local_s);
}

static void ask_phone(struct turn *t)
{
	t->s->not_slot = 0;
	dialog_ask(t, ASKING_PHONE);
}

/* A callback to the number that is known, otherwise the number is asked. */
static void call_back(struct turn *t)
{
	t->s->slot = phone_slot(t->c);
	if (phone_known(t))
		promise_callback(t, phone_known(t));
	else if (t->s->slot == NONE16)
		handover_ask_message(t);
	else
		ask_phone(t);
}

/* The form, if there was one, is in the handover now: it is not offered again. */
static void form_is_given(struct session *s)
{
	s->form = NONE16;
	s->action = NONE16;
	s->answer = NONE16;
	s->step = 0;
}

/* The same wish again: it has been promised, and once is enough. */
static bool is_promised(const struct turn *t, uint16_t team)
{
	const struct handover *handover = handover_now(t->s);

	return handover->stage == HANDOVER_PROMISED && handover->team == team && handover->issue == t->s->issue;
}

/* More for what is promised: a number if none is known, or a message. A team that has gone home is not "still busy". */
static void ask_how_else(struct turn *t, uint16_t team)
{
	if (is_open_now(t, team)) {
		dialog_ask(t, ASKING_CALLBACK);
		return;
	}
	say_closed(t);
	t->s->slot = phone_slot(t->c);
	if (t->s->slot == NONE16 || phone_known(t))
		handover_ask_message(t);
	else
		ask_phone(t);
}

/* A person is here for the customer, or is asked for and has not been promised for later: the one that is spoken of,
 * otherwise another. */
static struct handover *being_fetched(struct session *s)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++) {
		struct handover *handover = &s->handovers[(s->handover_at + i) % HANDOVERS_MAX];

		if (handover->stage == HANDOVER_ASKED || handover->stage == HANDOVER_TALKING)
			return handover;
	}
	return NULL;
}

bool handover_is_fetched(struct session *s)
{
	return being_fetched(s) != NULL;
}

static void wait_for_person(struct turn *t)
{
	handover_now(t->s)->deadline_ms = t->event->time_ms + (uint64_t)t->c->site.handover_wait_s * 1000;
	dialog_ask(t, ASKING_WAIT);
}

/* Asked again: nothing new is opened, nothing lost. Whoever had waited in vain, and does not want a callback, waits as
 * long again. */
static void fetch_again(struct turn *t, const struct handover *handover)
{
	struct session *s = t->s;

	s->handover_at = (uint8_t)(handover - s->handovers);
	if (handover->stage == HANDOVER_TALKING)
		dialog_ask(t, ASKING_TALK);
	else if (handover->deadline_ms)
		dialog_ask(t, ASKING_WAIT);
	else if (is_open_now(t, handover->team))
		wait_for_person(t);
	else
		ask_how_else(t, handover->team);
}

void handover_begin(struct turn *t, uint16_t team)
{
	struct session *s = t->s;
	const struct handover *fetched = being_fetched(s);

	evidence_end(t, VISIT_HANDED_OVER);
	session_move(s, STATE_HANDOVER);
	if (fetched) {
		fetch_again(t, fetched);
		return;
	}
	if (is_promised(t, team)) {
		ask_how_else(t, team);
		return;
	}
	if (is_open_now(t, team)) /* nobody "takes over now" at night */
		dialog_prompt_with(t, PROMPT_HANDOVER_REASON, "team",
			content_text(t->c, content_team(t->c, team)->name, s->language, 0));
	hand_over(t, team);
	form_is_given(s);
	if (is_open_now(t, team)) {
		wait_for_person(t);
	} else {
		say_closed(t);
		call_back(t);
	}
}

uint64_t handover_due_ms(const struct session *s)
{
	uint64_t due_ms = 0;

	for (unsigned i = 0; i < HANDOVERS_MAX; i++) {
		const struct handover *handover = &s->handovers[i];

		if (handover->stage == HANDOVER_ASKED && handover->deadline_ms &&
			(due_ms == 0 || handover->deadline_ms < due_ms))
			due_ms = handover->deadline_ms;
	}
	return due_ms;
}

/* --- promises --- */

static void promise(struct turn *t, struct handover *handover, const char *phone, const char *words)
{
	struct effect *effect;

	handover->stage = HANDOVER_PROMISED;
	handover->deadline_ms = 0;
	dialog_save(t);
	effect = dialog_add(t, EFFECT_CALL_BACK);
	effect->request = handover->request;
	memcpy(effect->call_back.code, t->s->code, sizeof(t->s->code));
	text_copy(effect->call_back.phone, sizeof(effect->call_back.phone), text_of(phone));
	text_copy(effect->call_back.words, sizeof(effect->call_back.words), text_of(words));
}

/* Nobody took it in time and nobody is there to be asked: a callback where the number is known, otherwise the code. */
void handover_promise_quietly(struct turn *t, struct handover *handover)
{
	const char *phone = phone_known(t);

	promise(t, handover, phone ? phone : "", "");
}

void handover_let_go(struct turn *t, bool all)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++) {
		struct handover *handover = &t->s->handovers[i];

		if (handover->stage == HANDOVER_ASKED && (all || handover->deadline_ms == 0))
			handover_promise_quietly(t, handover);
	}
}

void handover_untaken(struct turn *t)
{
	for (unsigned i = 0; i < HANDOVERS_MAX; i++) {
		struct handover *handover = &t->s->handovers[i];

		if (handover->stage != HANDOVER_ASKED || !handover->deadline_ms ||
			t->event->time_ms < handover->deadline_ms)
			continue;
		handover->deadline_ms = 0;
		if (t->s->asking == ASKING_WAIT && handover == handover_now(t->s) && t->s->state == STATE_HANDOVER)
			dialog_ask(t, ASKING_CALLBACK);
		else
			handover_promise_quietly(t, handover);
	}
}

static void promised(struct turn *t, enum prompt prompt, const char *value)
{
	struct values values = {0};
	values_set(&values, "team", team_name(t));
	values_set(&values, "code", t->s->code);
	values_set(&values, "value", value);
	dialog_say(t, t->c->prompt[prompt], &values, SAYING_RESULT);
	narrow_to(t, NONE16);
}

static void promise_callback(struct turn *t, const char *phone)
{
	char words[FREE_TEXT_BYTES_MAX];

	promise(t, handover_now(t->s), phone, "");
	by_phone_value(t, phone_slot(t->c), phone, words, sizeof(words));
	promised(t, PROMPT_CALLBACK_MADE, words);
}

void handover_leave(struct turn *t, uint16_t team)
{
	const char *phone = phone_known(t);

	session_move(t->s, STATE_HANDOVER);
	hand_over(t, team);
	form_is_given(t->s);
	if (phone) {
		promise_callback(t, phone);
		return;
	}
	promise(t, handover_now(t->s), "", "");
	promised(t, PROMPT_MESSAGE_KEPT, "");
}

void handover_leave_quietly(struct turn *t, uint16_t team)
{
	uint8_t spoken_of = t->s->handover_at;
	bool waiting = is_open(handover_now(t->s)) && handover_now(t->s)->stage != HANDOVER_PROMISED;

	hand_over(t, team);
	handover_promise_quietly(t, handover_now(t->s));
	if (waiting)
		t->s->handover_at = spoken_of; /* the customer is waiting for that one */
}

/* Nothing is asked that cannot be answered: without letters, what is known already is passed on. */
static void keep_message(struct turn *t, const char *words)
{
	const char *phone = "";

	if (handover_now(t->s)->stage == HANDOVER_PROMISED && phone_known(t))
		phone = phone_known(t); /* a message beside the call that was promised, not instead of it */
	promise(t, handover_now(t->s), phone, words);
	promised(t, PROMPT_MESSAGE_KEPT, "");
}

void handover_ask_message(struct turn *t)
{
	if (by_phone_keys_alone(t))
		keep_message(t, "");
	else
		dialog_ask(t, ASKING_MESSAGE);
}

static void answer_wait(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CALL_ME:
	case MEANING_YES: call_back(t); break;
	case MEANING_MESSAGE: handover_ask_message(t); break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_callback(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CALL_ME:
	case MEANING_YES: call_back(t); break;
	case MEANING_MESSAGE:
	case MEANING_NO: handover_ask_message(t); break;
	default: dialog_ask_again(t); break;
	}
}

void handover_phone_known(struct turn *t)
{
	promise_callback(t, phone_known(t));
}

static void answer_phone(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_SLOT: collect_keep(t); break;
	case MEANING_SKIP:
	case MEANING_NO:
	case MEANING_MESSAGE: handover_ask_message(t); break;
	default: collect_ask_differently(t); break;
	}
}

static void answer_message(struct turn *t)
{
	bool given = t->meaning->kind == MEANING_FREE;

	if (!given && t->meaning->kind != MEANING_SKIP && t->meaning->kind != MEANING_NO) {
		dialog_ask_again(t);
		return;
	}
	keep_message(t, given ? t->meaning->value : "");
}

static void answer_talk(struct turn *t)
{
	struct effect *effect;

	if (t->meaning->kind != MEANING_FREE) {
		dialog_wait_for_answer(t);
		return;
	}
	effect = dialog_add(t, EFFECT_TELL_AGENT);
	effect->request = handover_now(t->s)->request;
	text_copy(effect->tell.words, sizeof(effect->tell.words), text_of(t->meaning->value));
	dialog_wait_for_answer(t);
}

void handover_answer(struct turn *t)
{
	switch ((enum asking)t->s->asking) {
	case ASKING_WAIT: answer_wait(t); break;
	case ASKING_TALK: answer_talk(t); break;
	case ASKING_CALLBACK: answer_callback(t); break;
	case ASKING_PHONE: answer_phone(t); break;
	default:
		CHECK(t->s->asking == ASKING_MESSAGE);
		answer_message(t);
		break;
	}
}
