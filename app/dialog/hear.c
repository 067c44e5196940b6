/* From an event to what it means for the question that waits. Everything after this decides on the meaning alone, so
 * that a conversation replays without its words. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "learn/layout.h"
#include "learn/walk.h"
#include "understand/match.h"
#include "understand/phrase.h"
#include "understand/slot.h"

#include <string.h>

struct hearing {
	const struct core *core;
	const struct session *s;
	const struct content *c;
	const void *model;
	const void *layout;
	const struct event *event;
	uint8_t language;
	uint8_t heard_pct; /* how surely the words are what was said */
};

bool dialog_takes_topics(enum asking asking)
{
	switch (asking) {
	case ASKING_MENU:
	case ASKING_WHICH:
	case ASKING_HELPED:
	case ASKING_STEP:
	case ASKING_THEN:
	case ASKING_AFTER:
	case ASKING_WAIT: return true;
	default: return false;
	}
}

static bool takes_free_words(enum asking asking)
{
	return asking == ASKING_TALK || asking == ASKING_MESSAGE || asking == ASKING_WHY || asking == ASKING_WENT_WRONG;
}

static void mean(struct meaning *out, enum meaning_kind kind)
{
	out->kind = (uint8_t)kind;
}

static void mean_choice(struct meaning *out, uint8_t index)
{
	out->kind = MEANING_CHOICE;
	out->index = index;
}

/* --- universal words --- */

static enum meaning_kind meaning_of_words(enum words_kind kind)
{
	static const uint8_t meanings[] = {
		[WORDS_YES] = MEANING_YES,
		[WORDS_NO] = MEANING_NO,
		[WORDS_PERSON] = MEANING_PERSON,
		[WORDS_HELP] = MEANING_HELP,
		[WORDS_BACK] = MEANING_BACK,
		[WORDS_START_OVER] = MEANING_START_OVER,
		[WORDS_GOODBYE] = MEANING_GOODBYE,
		[WORDS_REPEAT] = MEANING_REPEAT,
		[WORDS_SKIP] = MEANING_SKIP,
		[WORDS_MORE_TIME] = MEANING_MORE_TIME,
		[WORDS_CHANGE] = MEANING_CHANGE,
	};

	CHECK(kind < sizeof(meanings));
	return (enum meaning_kind)meanings[kind];
}

/* "No problem, thank you" to an agent is for the agent, "yes" in a message is part of it: only what nobody would write
 * there is meant for us. Over "are you still there?" yes and no are the answer. */
static bool is_way_out(const struct session *s, enum meaning_kind kind)
{
	switch (kind) {
	case MEANING_GOODBYE:
	case MEANING_PERSON:
	case MEANING_START_OVER:
	case MEANING_BACK: return true;
	case MEANING_SKIP: /* "I do not know" */
	case MEANING_HELP:
	case MEANING_REPEAT: return s->asking != ASKING_TALK;
	case MEANING_YES:
	case MEANING_NO:
	case MEANING_MORE_TIME: return s->still_there;
	default: return false;
	}
}

static bool hear_universal(const struct hearing *h, const char *words, struct meaning *out)
{
	enum words_kind kind = phrase_kind(h->c, h->language, words);

	if (kind == WORDS_COUNT)
		return false;
	if (takes_free_words((enum asking)h->s->asking) && !is_way_out(h->s, meaning_of_words(kind)))
		return false;
	mean(out, meaning_of_words(kind));
	return true;
}

static bool same_word(const char *a, const char *b)
{
	const char *a_end = a + strlen(a);
	const char *b_end = b + strlen(b);
	uint32_t next;

	do {
		next = text_lower(text_next(&a, a_end));
		if (next != text_lower(text_next(&b, b_end)))
			return false;
	} while (next);
	return true;
}

static bool hear_language(const struct hearing *h, const char *words, struct meaning *out)
{
	for (uint8_t i = 0; i < h->c->site.languages_count; i++) {
		if (!same_word(words, content_string(h->c, h->c->site.language_name[i])))
			continue;
		out->kind = MEANING_LANGUAGE;
		out->index = i;
		return true;
	}
	return false;
}

/* --- choices --- */

static bool hear_key(const struct session *s, char key, struct meaning *out)
{
	for (uint8_t i = 0; i < s->choices.count; i++) {
		if (s->choices.list[i].key == (uint8_t)key) {
			mean_choice(out, i);
			return true;
		}
	}
	return false;
}

/* The key of a shortcut that is offered no more: whoever remembers it arrives all the same. */
static bool hear_silent_key(const struct hearing *h, char key, struct meaning *out)
{
	const struct session *s = h->s;
	const struct plan *plan = dialog_plan(s, h->layout);
	uint16_t item;

	if (!dialog_offers_menu(s))
		return false;
	item = walk_key(layout_tree(h->layout), plan, s->item, key);
	if (item == TREE_NONE)
		return false;
	mean(out, MEANING_ITEM);
	out->index = (uint8_t)key;
	out->index32 = item;
	return true;
}

/* On the telephone 9 repeats, wherever one is. */
static bool hear_menu_key(const struct hearing *h, char key, struct meaning *out)
{
	bool repeats = key == '9' && h->s->channel == CHANNEL_LINE;

	return hear_key(h->s, key, out) || (!repeats && hear_silent_key(h, key, out));
}

static uint16_t label_of(const struct hearing *h, const struct choice *choice)
{
	switch ((enum choice_kind)choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: return content_item(h->c, choice->index)->label;
	case CHOICE_TOPIC: return content_topic(h->c, choice->index)->title;
	case CHOICE_SLOT: return content_slot(h->c, choice->index)->label;
	default: return NONE16; /* languages and options are heard elsewhere */
	}
}

static bool hear_choice(const struct hearing *h, const char *words, struct meaning *out)
{
	uint16_t labels[CHOICES_MAX];
	uint16_t at;
	int32_t number = phrase_number(h->c, h->language, words);

	if (h->s->choices.count == 0)
		return false;
	if (number >= 0 && number <= 9 && hear_menu_key(h, (char)('0' + number), out))
		return true;
	if (words[0] == '#' && words[1] == '\0')
		return hear_menu_key(h, '#', out);
	for (uint8_t i = 0; i < h->s->choices.count; i++)
		labels[i] = label_of(h, &h->s->choices.list[i]);
	at = phrase_text(h->c, labels, h->s->choices.count, h->language, words);
	if (at == NONE16)
		return false;
	mean_choice(out, (uint8_t)at);
	return true;
}

/* --- open questions --- */

/* Four digits, written or spoken, alone or called a code. */
static bool is_code(const struct hearing *h, const char *words, char code[PHRASE_DIGITS_MAX + 1])
{
	return phrase_digits(h->c, h->language, words, code, PHRASE_DIGITS_MAX + 1) == CODE_DIGITS ||
	       (phrase_code(h->c, h->language, words, code, PHRASE_DIGITS_MAX + 1) && strlen(code) == CODE_DIGITS);
}

static bool hear_code(const struct hearing *h, const char *words, struct meaning *out)
{
	char code[PHRASE_DIGITS_MAX + 1];
	const struct session *dropped;

	if (h->s->asking != ASKING_MENU || !is_code(h, words, code))
		return false;
	dropped = core_find_code(h->core, code);
	if (h->s->wrong_codes >= WRONG_CODES_MAX || core_codes_closed(h->core, h->event->time_ms))
		dropped = NULL; /* guessing must not pay */
	out->kind = MEANING_CODE;
	out->index32 = dropped ? dropped->number : 0;
	return true;
}

static bool hear_topic(const struct hearing *h, const char *words, struct meaning *out)
{
	struct ranked ranked;
	enum match_answer answer;

	if (!dialog_takes_topics((enum asking)h->s->asking))
		return false;
	match_rank(h->c, h->model, h->language, words, &ranked);
	answer = match_judge(&ranked, h->heard_pct);
	out->topics_count = 0;
	for (uint8_t i = 0; i < ranked.count && i < MEANING_TOPICS_MAX; i++) {
		out->topics[i] = ranked.list[i].topic;
		out->topics_pct[i] = ranked.list[i].pct;
		out->topics_count++;
	}
	if (answer == MATCH_SURE)
		mean(out, MEANING_TOPIC);
	else if (answer == MATCH_ASK)
		mean(out, MEANING_TOPICS);
	return answer != MATCH_NONE;
}

/* --- slots --- */

static bool hear_slot(const struct hearing *h, const char *words, struct meaning *out)
{
	const struct content_slot *slot = content_slot(h->c, h->s->slot);
	uint16_t option;

	if (slot->type == SLOT_CHOICE) {
		option = phrase_option(h->c, h->s->slot, h->language, words); /* also by its number, which is its key */
		if (option == NONE16)
			return false;
		out->index = (uint8_t)option;
		text_copy(out->value, sizeof(out->value),
			text_of(content_string(h->c, content_slot_choice(h->c, h->s->slot, option)->id)));
	} else if (!slot_parse(
			   h->c, h->s->slot, h->language, h->event->local_s, words, out->value, sizeof(out->value))) {
		return false;
	}
	mean(out, MEANING_SLOT);
	return true;
}

static void hear_score(const struct hearing *h, const char *words, struct meaning *out)
{
	int32_t number = phrase_number(h->c, h->language, words);

	if (number < 0 || number > 10)
		return;
	out->kind = MEANING_SCORE;
	out->index = (uint8_t)number;
}

static void hear_free(const char *words, struct meaning *out)
{
	mean(out, MEANING_FREE);
	text_copy(out->value, sizeof(out->value), text_of(words));
}

static bool asks_slot(enum asking asking)
{
	return asking == ASKING_SLOT || asking == ASKING_SLOT_CONFIRM || asking == ASKING_PHONE;
}

/* A slot of free words or a name takes words that would mean something elsewhere, but the ways out stay open. */
static void hear_words(const struct hearing *h, const char *words, struct meaning *out)
{
	enum asking asking = (enum asking)h->s->asking;

	memset(out, 0, sizeof(*out));
	if (words[0] == '\0')
		return;
	mean(out, MEANING_UNKNOWN);
	if (hear_universal(h, words, out) || hear_language(h, words, out))
		return;
	if (takes_free_words(asking)) {
		hear_free(words, out);
	} else if (asks_slot(asking)) {
		if (!hear_slot(h, words, out))
			mean(out, MEANING_NOT_SLOT);
	} else if (asking == ASKING_SCORE) {
		hear_score(h, words, out);
	} else if (!hear_code(h, words, out) && !hear_choice(h, words, out)) {
		hear_topic(h, words, out);
	}
}

static void hear_alternatives(struct hearing *h, struct meaning *out)
{
	const struct event *event = h->event;

	for (uint8_t i = 0; i < event->heard.count; i++) {
		struct meaning meaning;

		h->language = event->heard.list[i].language;
		h->heard_pct = i == 0 ? event->heard.confidence_pct : event->heard.list[i].score_pct;
		if (h->heard_pct < HEARD_MIN_PCT)
			continue;
		hear_words(h, event->heard.list[i].words, &meaning);
		meaning.confidence_pct = h->heard_pct;
		if (i == 0 || out->kind == MEANING_UNKNOWN || out->kind == MEANING_NOT_SLOT ||
			out->kind == MEANING_NONE)
			*out = meaning;
	}
	if (out->kind == MEANING_NONE && event->heard.count > 0)
		mean(out, asks_slot((enum asking)h->s->asking) ? MEANING_NOT_SLOT : MEANING_UNKNOWN);
}

/* --- keys and touches --- */

static void hear_keyed(const struct hearing *h, struct meaning *out)
{
	char words[2] = {h->event->keyed.key, '\0'};
	enum asking asking = (enum asking)h->s->asking;

	mean(out, MEANING_UNKNOWN);
	if (words[0] == '0' && asking != ASKING_SCORE)
		mean(out, MEANING_PERSON);
	else if (words[0] == '*')
		mean(out, MEANING_BACK);
	else if (asking == ASKING_SLOT_CONFIRM && (words[0] == '1' || words[0] == '2'))
		mean(out, words[0] == '1' ? MEANING_YES : MEANING_NO);
	else if (asks_slot(asking) || asking == ASKING_SCORE)
		hear_words(h, words, out);
	else if (h->s->choices.count && hear_menu_key(h, words[0], out))
		return;
	else if (words[0] == '9')
		mean(out, MEANING_REPEAT);
	else if (words[0] == '1')
		mean(out, MEANING_YES);
	else if (words[0] == '2')
		mean(out, MEANING_NO);
}

static enum meaning_kind meaning_of_target(enum target target)
{
	static const uint8_t kinds[TARGET_COUNT] = {
		[TARGET_CHOICE] = MEANING_CHOICE,
		[TARGET_BACK] = MEANING_BACK,
		[TARGET_START_AGAIN] = MEANING_START_OVER,
		[TARGET_HELP] = MEANING_HELP,
		[TARGET_PERSON] = MEANING_PERSON,
		[TARGET_YES] = MEANING_YES,
		[TARGET_NO] = MEANING_NO,
		[TARGET_SKIP] = MEANING_SKIP,
		[TARGET_MORE_TIME] = MEANING_MORE_TIME,
		[TARGET_LANGUAGE] = MEANING_LANGUAGE,
		[TARGET_SCORE] = MEANING_SCORE,
		[TARGET_CALL_ME] = MEANING_CALL_ME,
		[TARGET_MESSAGE] = MEANING_MESSAGE,
		[TARGET_FINISH] = MEANING_FINISH,
		[TARGET_UNDO] = MEANING_UNDO,
		[TARGET_REPEAT] = MEANING_REPEAT,
	};

	return target < TARGET_COUNT ? (enum meaning_kind)kinds[target] : MEANING_UNKNOWN;
}

/* It may have gone since the screen was drawn: then the menu is there. */
static void hear_rising(const struct session *s, struct meaning *out)
{
	mean(out, MEANING_NONE);
	for (uint8_t i = 0; i < s->choices.count; i++)
		if (s->choices.list[i].kind == CHOICE_RISING)
			mean_choice(out, i);
}

static void hear_touched(const struct hearing *h, struct meaning *out)
{
	uint8_t index = h->event->touched.index;

	if (h->event->touched.target == TARGET_RISING) {
		hear_rising(h->s, out);
		return;
	}
	mean(out, meaning_of_target((enum target)h->event->touched.target));
	out->index = index;
	if (out->kind == MEANING_SCORE && (index > 10 || h->s->asking != ASKING_SCORE))
		mean(out, MEANING_NONE); /* a second touch of a screen that is gone */
	if (out->kind == MEANING_LANGUAGE && index >= h->c->site.languages_count)
		mean(out, MEANING_NONE);
	if (out->kind != MEANING_CHOICE)
		return;
	if (index >= h->s->choices.count) {
		mean(out, MEANING_UNKNOWN);
	} else if (h->s->asking == ASKING_SLOT) {
		uint16_t option = h->s->choices.list[index].index;

		mean(out, MEANING_SLOT);
		out->index = (uint8_t)option;
		text_copy(out->value, sizeof(out->value),
			text_of(content_string(h->c, content_slot_choice(h->c, h->s->slot, option)->id)));
	}
}

static bool are_topics(const struct content *c, const struct meaning *meaning)
{
	CHECK(meaning->topics_count <= MEANING_TOPICS_MAX);
	for (uint8_t i = 0; i < meaning->topics_count; i++)
		if (meaning->topics[i] >= c->topics.count)
			return false;
	return true;
}

bool dialog_may_mean(
	const struct core *core, const struct session *s, const struct content *c, const struct meaning *meaning)
{
	const struct session *dropped;

	switch ((enum meaning_kind)meaning->kind) {
	case MEANING_CHOICE: return meaning->index < s->choices.count;
	case MEANING_ITEM: return meaning->index32 < c->items.count;
	case MEANING_LANGUAGE: return meaning->index < c->site.languages_count;
	case MEANING_TOPIC: return meaning->topics_count > 0 && are_topics(c, meaning);
	case MEANING_CODE:
		dropped = core_find(core, meaning->index32);
		return meaning->index32 == 0 || (dropped && dropped->state == STATE_DROPPED);
	default: return are_topics(c, meaning);
	}
}

void dialog_understand(const struct core *core, const struct session *s, const struct images *images,
	const struct event *event, struct meaning *out)
{
	struct hearing h = {.core = core,
		.s = s,
		.c = images->content,
		.model = images->model,
		.layout = images->layout,
		.event = event,
		.language = s->language,
		.heard_pct = 100};

	memset(out, 0, sizeof(*out));
	out->confidence_pct = 100;
	switch ((enum event_kind)event->kind) {
	case EVENT_TYPED:
		hear_words(&h, event->typed.words, out);
		out->confidence_pct = 100;
		break;
	case EVENT_HEARD: hear_alternatives(&h, out); break;
	case EVENT_KEYED: hear_keyed(&h, out); break;
	default:
		CHECK(event->kind == EVENT_TOUCHED);
		hear_touched(&h, out);
		break;
	}
}
