/* To a person, with everything known. If nobody takes it, it becomes a callback or a message: nobody is left waiting.
 */
#include "dialog/dialog.h"

#include "base/rng.h"
#include "base/text.h"
#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

enum { CODE_TRIES = 64, MOOD_MAX = 3 };

static bool last_is_open(const struct session *s)
{
	return s->handover == HANDOVER_ASKED || s->handover == HANDOVER_TALKING || s->handover == HANDOVER_PROMISED;
}

bool handover_is_open(const struct session *s)
{
	return s->promised_before || last_is_open(s);
}

/* Four digits from the dice of this conversation; not one that another open conversation has. */
void handover_code(struct turn *t)
{
	struct rng rng = {(uint64_t)t->s->seed << 32 | t->s->number};

	for (unsigned i = 0; i < CODE_TRIES && t->s->code[0] == '\0'; i++) {
		char code[CODE_DIGITS + 1];

		snprintf(code, sizeof(code), "%04u", 1000U + rng_below(&rng, 9000));
		if (i + 1 == CODE_TRIES || !core_code_used(t->core, code))
			memcpy(t->s->code, code, sizeof(code));
	}
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

		if ((fact->flags & FACT_FILLED) && content_slot(t->c, fact->slot)->type == SLOT_PHONE)
			return fact->value;
	}
	return NULL;
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
	values_set(&effect->hand_over.facts, "tried", tried);
	values_set(&effect->hand_over.facts, "customer", t->s->name);
}

static void hand_over(struct turn *t)
{
	struct session *s = t->s;
	struct effect *effect;

	s->promised_before = s->promised_before || s->handover == HANDOVER_PROMISED;
	if (s->handover != HANDOVER_ASKED) /* one that nobody has taken goes on as the same card, with more on it */
		s->handover_request = session_next_request(s);
	s->handover = HANDOVER_ASKED;
	s->agent[0] = '\0';
	dialog_save(t);
	effect = dialog_add(t, EFFECT_HAND_OVER);
	effect->request = s->handover_request;
	effect->hand_over.team = s->team;
	effect->hand_over.topic = s->topic;
	effect->hand_over.language = s->language;
	effect->hand_over.channel = s->channel;
	effect->hand_over.level = s->level;
	effect->hand_over.mood = s->failures < MOOD_MAX ? s->failures : MOOD_MAX;
	memcpy(effect->hand_over.code, s->code, sizeof(s->code));
	handover_facts(t, effect);
	dialog_count(t, COUNT_HANDED_OVER, 1);
}

/* "Monday 08:20", in the words of the content; "" if nobody can tell. */
static void opens_in_words(const struct turn *t, char *out, size_t out_bytes)
{
	int64_t at = content_opens_at(t->c, content_team(t->c, t->s->team)->hours, t->event->local_s);
	int64_t day = at / 86400;
	int32_t weekday = (int32_t)((day + 3) % 7) + 1; /* 1970-01-01 was a Thursday */
	const char *name = "";
	char first[4];

	out[0] = '\0';
	if (at == 0)
		return;
	for (uint32_t i = 0; i < t->c->words.count && !name[0]; i++) {
		const struct content_word *word = content_word(t->c, i);

		if (word->kind == WORDS_WEEKDAYS && word->language == t->s->language && word->value == weekday)
			name = content_string(t->c, word->phrase);
	}
	text_copy(first, sizeof(first), text_of(name));
	snprintf(out, out_bytes, "%s %02d:%02d", name, (int)(at % 86400 / 3600), (int)(at % 3600 / 60));
	if (out[0] >= 'a' && out[0] <= 'z' &&
		strcmp(content_string(t->c, t->c->site.language[t->s->language]), "en") == 0)
		out[0] = (char)(out[0] - 'a' + 'A'); /* English writes days with a capital */
}

static void say_closed(struct turn *t)
{
	struct values values = {0};
	char opens[64];

	opens_in_words(t, opens, sizeof(opens));
	values_set(&values, "team", content_text(t->c, content_team(t->c, t->s->team)->name, t->s->language, 0));
	values_set(&values, "code", t->s->code);
	values_set(&values, "opens", opens);
	dialog_say(t, t->c->prompt[PROMPT_HANDOVER_CLOSED], &values, 0);
}

static void promise_callback(struct turn *t, const char *phone);

/* A callback to the number that is known, otherwise the number is asked. */
static void call_back(struct turn *t)
{
	t->s->slot = phone_slot(t->c);
	if (phone_known(t))
		promise_callback(t, phone_known(t));
	else if (t->s->slot == NONE16)
		dialog_ask(t, ASKING_MESSAGE);
	else
		dialog_ask(t, ASKING_PHONE);
}

void handover_begin(struct turn *t, uint16_t team)
{
	struct session *s = t->s;

	session_move(s, STATE_HANDOVER);
	if (last_is_open(s)) { /* asked again: nothing new is opened, nothing lost */
		if (s->handover == HANDOVER_TALKING)
			dialog_ask(t, ASKING_TALK);
		else
			dialog_ask(t, s->handover == HANDOVER_ASKED ? ASKING_WAIT : ASKING_CALLBACK);
		return;
	}
	s->team = team;
	handover_code(t);
	dialog_prompt_with(
		t, PROMPT_HANDOVER_REASON, "team", content_text(t->c, content_team(t->c, team)->name, s->language, 0));
	hand_over(t);
	if (content_is_open(t->c, content_team(t->c, team)->hours, t->event->local_s)) {
		s->handover_deadline_ms = t->event->time_ms + (uint64_t)t->c->site.handover_wait_s * 1000;
		dialog_ask(t, ASKING_WAIT);
	} else {
		say_closed(t);
		call_back(t);
	}
}

void handover_untaken(struct turn *t)
{
	t->s->handover_deadline_ms = 0;
	dialog_ask(t, ASKING_CALLBACK);
}

/* --- promises --- */

static void promise(struct turn *t, const char *phone, const char *words)
{
	struct effect *effect;

	t->s->handover = HANDOVER_PROMISED;
	t->s->handover_deadline_ms = 0;
	dialog_save(t);
	effect = dialog_add(t, EFFECT_CALL_BACK);
	effect->request = t->s->handover_request;
	memcpy(effect->call_back.code, t->s->code, sizeof(t->s->code));
	text_copy(effect->call_back.phone, sizeof(effect->call_back.phone), text_of(phone));
	text_copy(effect->call_back.words, sizeof(effect->call_back.words), text_of(words));
}

static void promised(struct turn *t, enum prompt prompt, const char *value)
{
	struct values values = {0};

	values_set(&values, "team", content_text(t->c, content_team(t->c, t->s->team)->name, t->s->language, 0));
	values_set(&values, "code", t->s->code);
	values_set(&values, "value", value);
	dialog_say(t, t->c->prompt[prompt], &values, 0);
	narrow_to(t, NONE16);
}

static void promise_callback(struct turn *t, const char *phone)
{
	char words[VALUE_BYTES_MAX];

	promise(t, phone, "");
	slot_say(t->c, phone_slot(t->c), t->s->language, phone, words, sizeof(words));
	promised(t, PROMPT_CALLBACK_MADE, words);
}

void handover_leave(struct turn *t, uint16_t team)
{
	const char *phone = phone_known(t);

	session_move(t->s, STATE_HANDOVER);
	t->s->team = team;
	handover_code(t);
	hand_over(t);
	if (phone) {
		promise_callback(t, phone);
		return;
	}
	promise(t, "", "");
	promised(t, PROMPT_MESSAGE_KEPT, "");
}

void handover_leave_quietly(struct turn *t, uint16_t team)
{
	const char *phone = phone_known(t);

	if (last_is_open(t->s))
		return; /* somebody has it already */
	t->s->team = team;
	handover_code(t);
	hand_over(t);
	promise(t, phone ? phone : "", "");
}

void handover_away(struct turn *t)
{
	const char *phone = phone_known(t);

	if (t->s->handover == HANDOVER_ASKED && t->event->time_ms >= t->s->handover_deadline_ms)
		promise(t, phone ? phone : "", "");
}

static void answer_wait(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CALL_ME:
	case MEANING_YES: call_back(t); break;
	case MEANING_MESSAGE: dialog_ask(t, ASKING_MESSAGE); break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_callback(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_CALL_ME:
	case MEANING_YES: call_back(t); break;
	case MEANING_MESSAGE:
	case MEANING_NO: dialog_ask(t, ASKING_MESSAGE); break;
	default: dialog_ask_again(t); break;
	}
}

static void answer_phone(struct turn *t)
{
	switch ((enum meaning_kind)t->meaning->kind) {
	case MEANING_SLOT:
		session_set_fact(t->s, t->c, t->s->slot, t->meaning->value, FACT_FILLED);
		promise_callback(t, t->meaning->value);
		break;
	case MEANING_SKIP:
	case MEANING_NO:
	case MEANING_MESSAGE: dialog_ask(t, ASKING_MESSAGE); break;
	default:
		if (++t->s->not_slot > NO_MATCH_MAX) {
			dialog_ask(t, ASKING_MESSAGE);
			break;
		}
		dialog_say(t, content_slot(t->c, t->s->slot)->again, NULL, 0);
		dialog_ask_again(t);
		break;
	}
}

static void answer_message(struct turn *t)
{
	bool given = t->meaning->kind == MEANING_FREE;

	if (!given && t->meaning->kind != MEANING_SKIP && t->meaning->kind != MEANING_NO) {
		dialog_ask_again(t);
		return;
	}
	promise(t, "", given ? t->meaning->value : "");
	promised(t, PROMPT_MESSAGE_KEPT, "");
}

static void answer_talk(struct turn *t)
{
	struct effect *effect;

	if (t->meaning->kind != MEANING_FREE) {
		dialog_wait_for_answer(t);
		return;
	}
	effect = dialog_add(t, EFFECT_TELL_AGENT);
	effect->request = t->s->handover_request;
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
	case ASKING_MESSAGE: answer_message(t); break;
	default: CHECK(false); break;
	}
}

/* --- what the agent does --- */

static void say_agent(struct turn *t, enum prompt prompt, bool with_words)
{
	struct values values = {0};

	values_set(&values, "agent", t->s->agent);
	if (with_words)
		values_set(&values, "words", t->event->agent.words);
	dialog_say(t, t->c->prompt[prompt], &values, 0);
}

static bool is_here(const struct session *s)
{
	return s->state != STATE_DROPPED;
}

static void keep_for_return(struct turn *t)
{
	text_copy(t->s->agent_words, sizeof(t->s->agent_words), text_of(t->event->agent.words));
	dialog_save(t);
}

static void closed(struct turn *t)
{
	t->s->handover = HANDOVER_ANSWERED;
	t->s->served = true;
	if (!is_here(t->s)) {
		keep_for_return(t);
		return;
	}
	dialog_save(t);
	if (t->event->agent.words[0])
		say_agent(t, PROMPT_AGENT_SAYS, true);
	say_agent(t, PROMPT_HANDOVER_DONE, false);
	if (t->s->state == STATE_HANDOVER)
		narrow_to(t, NONE16);
	else
		dialog_ask_again(t);
}

static void accepted(struct turn *t)
{
	t->s->handover = HANDOVER_TALKING;
	t->s->handover_deadline_ms = 0;
	dialog_save(t);
	if (!is_here(t->s))
		return;
	if (t->s->state == STATE_SURVEY || t->s->state == STATE_HANDOVER || t->s->state == STATE_NARROW) {
		session_move(t->s, STATE_HANDOVER);
		dialog_ask(t, ASKING_TALK);
	} else {
		say_agent(t, PROMPT_HANDOVER_HERE, false); /* the form goes on; "a person" leads to the agent */
	}
}

void handover_agent(struct turn *t)
{
	const struct event *event = t->event;

	if (event->agent.agent[0])
		text_copy(t->s->agent, sizeof(t->s->agent), text_of(event->agent.agent));
	switch ((enum agent_act)event->agent.act) {
	case AGENT_ACCEPTED: accepted(t); break;
	case AGENT_SAYS:
		if (is_here(t->s)) {
			say_agent(t, PROMPT_AGENT_SAYS, true);
			dialog_wait_for_answer(t);
		} else {
			keep_for_return(t);
		}
		break;
	case AGENT_CLOSED: closed(t); break;
	case AGENT_REFUSED:
	case AGENT_NOBODY:
		if (t->s->handover == HANDOVER_PROMISED)
			break; /* what was promised stays promised */
		t->s->handover = HANDOVER_ASKED;
		t->s->handover_deadline_ms = 0;
		if (!is_here(t->s))
			handover_away(t);
		else if (t->s->state == STATE_HANDOVER)
			handover_untaken(t);
		break;
	}
}
