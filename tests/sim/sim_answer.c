/* How a decision becomes an event: by touch, keys, letters or voice, sometimes garbled; and what is answered to a slot.
 */
#include "sim.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEARD_PCT_MIN = 25 };

/* --- words --- */

static const char *word_of(struct sim *sim, const struct stand *place, enum words_kind kind)
{
	const struct content *c = place->content;
	uint32_t found = 0;
	const char *chosen = "";

	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *word = content_word(c, i);

		if (word->kind == kind && word->language == place->language && rng_below(&sim->dice, ++found) == 0)
			chosen = content_string(c, word->phrase);
	}
	return chosen;
}

static const char *phrase_of(struct sim *sim, const struct stand *place, const struct content_phrases *asks)
{
	struct content_phrases list = asks[place->language];

	return list.count ? content_phrase(place->content, list, rng_below(&sim->dice, list.count)) : "";
}

/* The digits as they are spoken in the place's language. */
static void spell_digits(struct sim *sim, const struct stand *place, const char *digits, char *out, size_t out_bytes)
{
	size_t used = 0;

	out[0] = '\0';
	for (; *digits; digits++) {
		const char *word = "";

		for (uint32_t i = 0; i < place->content->words.count && !word[0]; i++) {
			const struct content_word *w = content_word(place->content, i);

			if (w->kind == WORDS_DIGITS && w->language == place->language && w->value == *digits - '0')
				word = content_string(place->content, w->phrase);
		}
		used += text_copy(out + used, out_bytes - used, text_of(used ? " " : ""));
		used += text_copy(out + used, out_bytes - used, text_of(word));
	}
	(void)sim;
}

/* One letter doubled, lost or swapped: what hurried fingers do. */
static void garble(struct sim *sim, char *words)
{
	size_t length = strlen(words);
	size_t at;

	if (length < 4 || strstr(words, "Zq") || strstr(words, "3997"))
		return; /* a garbled name or number would be somebody else's */
	at = 1 + rng_below(&sim->dice, (uint32_t)length - 2);
	if ((words[at] & 0x80) || (words[at + 1] & 0x80) || words[at] == ' ')
		return;
	if (rng_chance(&sim->dice, 500)) {
		memmove(words + at, words + at + 1, length - at);
	} else {
		char letter = words[at];

		words[at] = words[at + 1];
		words[at + 1] = letter;
	}
}

/* What is said about the visit is kept for the manager as it is, so it names nobody: only the customer could have. */
void answer_free_words(struct sim *sim, const struct stand *place, char *out, size_t out_bytes)
{
	bool for_manager = place->show.show.screen == SCREEN_WHY || place->show.show.screen == SCREEN_SURVEY;
	static const char *const starts[] = {"it was", "i think that", "yesterday", "please tell", "the lady said",
		"my neighbour", "the machine kept"};
	static const char *const ends[] = {"and nobody came", "was very kind", "at the counter", "with the blue bag",
		"two weeks ago", "and i waited long"};

	const char *start = starts[sim_between(sim, 0, 6)];

	snprintf(out, out_bytes, "%s %s %s", start, for_manager ? "all this" : place->person->token,
		ends[sim_between(sim, 0, 5)]);
}

/* --- from a decision to an event --- */

static void typed(struct event *event, const char *words, enum source source)
{
	event->kind = EVENT_TYPED;
	event->typed.source = (uint8_t)source;
	text_copy(event->typed.words, sizeof(event->typed.words), text_of(words));
}

static void heard(struct sim *sim, const struct stand *place, struct event *event, const char *words, bool sure)
{
	uint8_t pct = (uint8_t)sim_between(sim, sure ? 80 : 15, 99);

	event->kind = EVENT_HEARD;
	event->heard.confidence_pct = pct;
	event->heard.count = (uint8_t)(sure ? 1 : sim_between(sim, 1, 3));
	for (uint8_t i = 0; i < event->heard.count; i++) {
		struct alternative *to = &event->heard.list[i];

		text_copy(to->words, sizeof(to->words), text_of(words));
		to->score_pct = (uint8_t)(pct / (i + 1));
		to->language = place->language;
		if (i > 0 || (!sure && rng_chance(&sim->dice, sim->swarm.often[FAULT_GARBLED])))
			garble(sim, to->words);
	}
}

static void touched(struct event *event, enum target target, uint8_t index)
{
	event->kind = EVENT_TOUCHED;
	event->touched.target = (uint8_t)target;
	event->touched.index = index;
}

static void keyed(struct event *event, char key)
{
	event->kind = EVENT_KEYED;
	event->keyed.key = key;
}

static void worded(struct sim *sim, const struct stand *place, struct event *event, const char *words, bool sure)
{
	char said[WORDS_BYTES_MAX];

	text_copy(said, sizeof(said), text_of(words));
	if (place->channel != CHANNEL_LINE && !sure && rng_chance(&sim->dice, sim->swarm.often[FAULT_GARBLED]))
		garble(sim, said);
	if (line_is_keyed(place) && said[0] && strspn(said, "0123456789/:") == strlen(said))
		typed(event, said, SOURCE_KEYPAD);
	else if (place->channel == CHANNEL_LINE)
		heard(sim, place, event, said, sure);
	else
		typed(event, said, SOURCE_KEYBOARD);
}

/* What a touch means the same as the word; TARGET_COUNT: there is no such place on any screen. */
static enum target target_of(const struct stand *place, enum words_kind kind)
{
	bool may_skip = place->show.show.can_skip || place->show.show.screen == SCREEN_WHY ||
			place->show.show.screen == SCREEN_SURVEY;

	switch (kind) {
	case WORDS_YES: return TARGET_YES;
	case WORDS_NO: return TARGET_NO;
	case WORDS_PERSON: return TARGET_PERSON;
	case WORDS_HELP: return TARGET_HELP;
	case WORDS_BACK: return TARGET_BACK;
	case WORDS_START_OVER: return TARGET_START_AGAIN;
	case WORDS_GOODBYE: return TARGET_FINISH;
	case WORDS_SKIP: return may_skip ? TARGET_SKIP : TARGET_COUNT;
	case WORDS_MORE_TIME: return place->show.show.screen == SCREEN_STILL_THERE ? TARGET_MORE_TIME : TARGET_COUNT;
	default: return TARGET_COUNT;
	}
}

/* A countdown names no keys: 1 and 2 still choose what the question behind it offered. */
static char key_of(const struct stand *place, enum words_kind kind)
{
	if (kind == WORDS_PERSON && !(place->listen.listen.expect & EXPECT_SCORE))
		return '0';
	if (kind == WORDS_BACK || (kind == WORDS_START_OVER && line_is_keyed(place)))
		return '*';
	if (kind == WORDS_REPEAT && line_is_keyed(place))
		return '9';
	if (kind == WORDS_SKIP && line_is_keyed(place))
		return '#';
	if (place->listen.listen.choices.count || !(place->listen.listen.expect & EXPECT_YES_NO) ||
		place->show.show.screen == SCREEN_STILL_THERE)
		return 0;
	if (kind == WORDS_YES)
		return '1';
	return kind == WORDS_NO ? '2' : 0;
}

static void spoken(struct sim *sim, const struct stand *place, enum words_kind kind, bool sure, struct event *event)
{
	enum target target = target_of(place, kind);
	char key = key_of(place, kind);

	if (place->channel == CHANNEL_SCREEN && target != TARGET_COUNT && rng_chance(&sim->dice, 850))
		touched(event, target, 0);
	else if (place->channel == CHANNEL_LINE && key && (line_is_keyed(place) || rng_chance(&sim->dice, 400)))
		keyed(event, key);
	else
		worded(sim, place, event, word_of(sim, place, kind), sure);
}

static void chosen(struct sim *sim, const struct stand *place, uint8_t index, struct event *event)
{
	const struct choice *choice = &place->listen.listen.choices.list[index];
	char key[2] = {(char)choice->key, '\0'};

	if (place->channel == CHANNEL_SCREEN)
		touched(event, choice->kind == CHOICE_LANGUAGE ? TARGET_LANGUAGE : TARGET_CHOICE,
			choice->kind == CHOICE_LANGUAGE ? (uint8_t)choice->index : index);
	else if (place->channel == CHANNEL_LINE)
		keyed(event, key[0]);
	else
		worded(sim, place, event, key, true);
}

static void scored(struct sim *sim, const struct stand *place, uint8_t score, struct event *event)
{
	char words[8];

	snprintf(words, sizeof(words), "%u", (unsigned)score);
	if (place->channel == CHANNEL_SCREEN)
		touched(event, TARGET_SCORE, score);
	else if (place->channel == CHANNEL_LINE && score < 10)
		keyed(event, words[0]);
	else
		worded(sim, place, event, words, true);
}

static void make_event(struct sim *sim, const struct stand *place, const struct doing *doing, struct event *event)
{
	const struct content *c = place->content;
	bool touch = place->channel == CHANNEL_SCREEN;

	switch ((enum doing_kind)doing->kind) {
	case DO_WORDS:
		if (touch && !(place->listen.listen.expect & (EXPECT_SLOT | EXPECT_FREE)) && !doing->sure)
			heard(sim, place, event, doing->words, false);
		else
			worded(sim, place, event, doing->words, doing->sure);
		break;
	case DO_CHOICE: chosen(sim, place, doing->index, event); break;
	case DO_SPOKEN: spoken(sim, place, (enum words_kind)doing->index, doing->sure, event); break;
	case DO_LANGUAGE:
		if (touch)
			touched(event, TARGET_LANGUAGE, doing->index);
		else
			worded(sim, place, event, content_string(c, c->site.language_name[doing->index]), true);
		break;
	case DO_SCORE: scored(sim, place, doing->index, event); break;
	case DO_CALL_ME:
		if (touch)
			touched(event, TARGET_CALL_ME, 0);
		else
			spoken(sim, place, WORDS_YES, true, event);
		break;
	case DO_MESSAGE:
		if (touch)
			touched(event, TARGET_MESSAGE, 0);
		else
			spoken(sim, place, WORDS_NO, true, event);
		break;
	case DO_UNDO:
		if (touch)
			touched(event, TARGET_UNDO, 0);
		else
			spoken(sim, place, WORDS_YES, true, event);
		break;
	}
}

bool answer_event(struct sim *sim, const struct stand *place, const struct doing *doing, struct event *event)
{
	memset(event, 0, sizeof(*event));
	make_event(sim, place, doing, event);
	return event->kind != EVENT_HEARD || event->heard.confidence_pct >= HEARD_PCT_MIN;
}

void answer_do(struct sim *sim, struct stand *place, const struct doing *doing)
{
	struct event event;

	if (!answer_event(sim, place, doing, &event))
		place->answering[0] = '\0';
	place_input(sim, place, &event);
}

/* --- slots --- */

static void digits_of(struct sim *sim, struct stand *place, const struct content_slot *slot, char *out)
{
	uint32_t length = (uint32_t)slot->max;

	/* A number of one's own begins with 7 where the business knows it, with 6 where it does not. */
	if (length > 4)
		snprintf(out, length + 1, "%c%0*u", place->person->known ? '7' : '6', (int)length - 1,
			place->person->self);
	for (uint32_t i = 0; i < length && length <= 4; i++) {
		out[i] = (char)('0' + rng_below(&sim->dice, 10));
		out[i + 1] = '\0';
	}
}

/* A date that fits, in figures; the value is not foreseen: the slot's own tests judge that. */
static void date_of(struct sim *sim, const struct content_slot *slot, char *out, size_t out_bytes)
{
	int64_t today = (sim->machine.wall_s ? machine_wall_s(sim) : SIM_MONDAY_S) / 86400;
	int32_t span = slot->max - slot->min;
	time_t at =
		(time_t)(today + slot->min + (int32_t)rng_below(&sim->dice, (uint32_t)(span > 0 ? span : 1))) * 86400;
	struct tm date;

	gmtime_r(&at, &date);
	snprintf(out, out_bytes, "%02d/%02d/%04d", date.tm_mday % 100, (date.tm_mon + 1) % 100,
		(date.tm_year + 1900) % 10000);
}

static void choice_of(struct sim *sim, struct stand *place, uint16_t slot, struct doing *doing, char *value)
{
	uint16_t option = (uint16_t)rng_below(&sim->dice, content_slot(place->content, slot)->choices_count);
	const struct content_choice *choice = content_slot_choice(place->content, slot, option);

	text_copy(value, VALUE_BYTES_MAX, text_of(content_string(place->content, choice->id)));
	if ((line_is_keyed(place) || rng_chance(&sim->dice, 500)) && option < place->listen.listen.choices.count) {
		doing->kind = DO_CHOICE;
		doing->index = (uint8_t)option;
	} else if (rng_chance(&sim->dice, 500)) {
		text_copy(doing->words, sizeof(doing->words),
			text_of(content_text(place->content, choice->label, place->language, 0)));
	} else {
		text_copy(doing->words, sizeof(doing->words), text_of(phrase_of(sim, place, choice->asks)));
		value[0] = '\0'; /* two options may share a word: the content's check judges that */
	}
}

static bool is_spoken(const struct stand *place)
{
	return place->channel == CHANNEL_LINE && !line_is_keyed(place);
}

bool answer_slot(struct sim *sim, struct stand *place, struct doing *doing)
{
	const struct content *c = place->content;
	uint16_t slot = place->listen.listen.slot;
	const struct content_slot *s = content_slot(c, slot);
	char value[FREE_TEXT_BYTES_MAX] = "";
	uint32_t hour;

	*doing = (struct doing){.kind = DO_WORDS, .sure = !is_spoken(place)};
	switch ((enum slot_type)s->type) {
	case SLOT_DIGITS:
		digits_of(sim, place, s, value);
		if (is_spoken(place))
			spell_digits(sim, place, value, doing->words, sizeof(doing->words));
		else
			text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	case SLOT_PHONE:
		text_copy(value, sizeof(value), text_of(place->person->phone));
		text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	case SLOT_AMOUNT:
		snprintf(value, sizeof(value), "%u", sim_between(sim, (uint32_t)s->min, (uint32_t)s->max));
		text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	case SLOT_DATE: date_of(sim, s, doing->words, sizeof(doing->words)); break;
	case SLOT_TIME:
		hour = sim_between(sim, 8, 16);
		snprintf(value, sizeof(value), "%02u:%02u", hour, 15 * sim_between(sim, 0, 3));
		text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	case SLOT_CHOICE: choice_of(sim, place, slot, doing, value); break;
	case SLOT_NAME:
		text_copy(value, sizeof(value), text_of(place->person->name));
		text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	case SLOT_TEXT:
		answer_free_words(sim, place, value, sizeof(value));
		text_copy(doing->words, sizeof(doing->words), text_of(value));
		break;
	}
	if (is_spoken(place))
		value[0] = '\0'; /* what was heard may be another word */
	text_copy(place->answering, sizeof(place->answering), text_of(content_string(c, s->id)));
	place->answering_cards = sim->cards_count;
	text_copy(place->answering_value, sizeof(place->answering_value), text_of(value));
	answers_prove(place, slot);
	return true;
}

void answer_badly(struct sim *sim, struct stand *place, struct doing *doing)
{
	static const char *const nonsense[] = {"blah blub", "???", "12", "xyzzy plugh", "the grey horse sings", "!",
		"asdf asdf asdf", "perhaps later on tuesday of the moon", "0", "8 8", "\xf0\x9f\x98\x80"};

	*doing = (struct doing){.kind = DO_WORDS};
	text_copy(doing->words, sizeof(doing->words),
		text_of(nonsense[rng_below(&sim->dice, sizeof(nonsense) / sizeof(nonsense[0]))]));
	(void)place;
}

void answer_topic(struct sim *sim, struct stand *place, uint16_t topic, struct doing *doing)
{
	const struct content_topic *what = content_topic(place->content, topic);
	const char *words = phrase_of(sim, place, what->asks);

	*doing = (struct doing){.kind = DO_WORDS, .sure = rng_chance(&sim->dice, 600)};
	if (!words[0])
		words = content_text(place->content, what->title, place->language, 0);
	text_copy(doing->words, sizeof(doing->words), text_of(words));
}
