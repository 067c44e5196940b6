#include "record.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

enum { RECORD_FORMAT = 3 };

/* Bits of an event's second byte. */
enum { BIT_CARD_MASKED = 1, BIT_MASKED = 2, BIT_REQUEST = 4, BIT_AGENT_WORDS = 8 };

/* The bit of an effect's kind that says: a request number follows. */
enum { EFFECT_HAS_REQUEST = 0x80 };

/* Writes one half of a record. */
struct pen {
	uint8_t *at;
	uint16_t bytes;
	uint16_t bytes_max;
};

/* Reads one half. `broken` stays set, so that the caller asks once, at the end. */
struct eye {
	const uint8_t *at;
	uint16_t bytes;
	uint16_t read;
	bool broken;
};

/* strnlen() is not in C17. */
static size_t length_of(const char *text, size_t text_max)
{
	const char *end = memchr(text, 0, text_max);

	return end ? (size_t)(end - text) : text_max;
}

static void put(struct pen *pen, uint64_t value, unsigned bytes)
{
	CHECK(bytes <= (unsigned)(pen->bytes_max - pen->bytes));
	for (unsigned i = 0; i < bytes; i++)
		pen->at[pen->bytes++] = (uint8_t)(value >> (8 * i));
}

static uint64_t take(struct eye *eye, unsigned bytes)
{
	uint64_t value = 0;

	if (eye->broken || bytes > (unsigned)(eye->bytes - eye->read)) {
		eye->broken = true;
		return 0;
	}
	for (unsigned i = 0; i < bytes; i++)
		value |= (uint64_t)eye->at[eye->read++] << (8 * i);
	return value;
}

/* Only what others use as an array's index or a loop's end is bounded here; the core takes the rest as it comes, from a
 * journal as from a confused view. */
static uint8_t take_below(struct eye *eye, unsigned limit)
{
	uint8_t value = (uint8_t)take(eye, 1);

	if (value >= limit) {
		eye->broken = true;
		return 0;
	}
	return value;
}

static bool eye_done(const struct eye *eye)
{
	return !eye->broken && eye->read == eye->bytes;
}

/* A length, then the bytes. Of a masked text only the length, in characters: that is what its asterisks show. */
static void put_text(struct pen *words, const char *text, size_t text_max, bool masked)
{
	size_t length = length_of(text, text_max);

	CHECK(length < text_max);
	if (masked) {
		put(words, text_chars((struct text){text, (uint32_t)length}), 2);
		return;
	}
	put(words, length, 2);
	CHECK(length <= (size_t)(words->bytes_max - words->bytes));
	memcpy(words->at + words->bytes, text, length);
	words->bytes = (uint16_t)(words->bytes + length);
}

static void take_text(struct eye *words, char *out, size_t out_bytes, bool masked)
{
	uint16_t length;

	if (words->bytes == 0)
		return; /* destroyed: the text stays empty */
	length = (uint16_t)take(words, 2);
	if (length >= out_bytes || (!masked && length > words->bytes - words->read)) {
		words->broken = true;
		return;
	}
	if (masked) {
		memset(out, '0', length);
		return;
	}
	memcpy(out, words->at + words->read, length);
	words->read = (uint16_t)(words->read + length);
	if (memchr(out, 0, length))
		words->broken = true;
}

static void put_heard(struct pen *skeleton, struct pen *words, const struct event *event, bool masked)
{
	CHECK(event->heard.count <= ALTERNATIVES_MAX);
	put(skeleton, event->heard.count, 1);
	put(skeleton, event->heard.confidence_pct, 1);
	for (uint8_t i = 0; i < event->heard.count; i++) {
		const struct alternative *a = &event->heard.list[i];

		put(skeleton, a->score_pct, 1);
		put(skeleton, a->language, 1);
		put(skeleton, a->source, 1);
		put_text(words, a->words, sizeof(a->words), masked);
	}
}

static void take_heard(struct eye *skeleton, struct eye *words, struct event *event, bool masked)
{
	event->heard.count = take_below(skeleton, ALTERNATIVES_MAX + 1);
	event->heard.confidence_pct = (uint8_t)take(skeleton, 1);
	for (uint8_t i = 0; i < event->heard.count; i++) {
		struct alternative *a = &event->heard.list[i];

		a->score_pct = (uint8_t)take(skeleton, 1);
		a->language = (uint8_t)take(skeleton, 1);
		a->source = (uint8_t)take(skeleton, 1);
		take_text(words, a->words, sizeof(a->words), masked);
	}
}

static void put_prefers(struct pen *skeleton, const struct prefers *prefers)
{
	put(skeleton, prefers->unhurried, 1);
	put(skeleton, prefers->heard, 1);
}

static void take_prefers(struct eye *skeleton, struct prefers *prefers)
{
	prefers->unhurried = take_below(skeleton, 2);
	prefers->heard = (uint8_t)take(skeleton, 1);
}

static void put_answer(struct pen *skeleton, struct pen *words, const struct event *event)
{
	switch ((enum event_kind)event->kind) {
	case EVENT_ACTION_DONE:
		put(skeleton, event->done.outcome, 1);
		put_text(words, event->done.reference, sizeof(event->done.reference), false);
		put_text(words, event->done.text, sizeof(event->done.text), false);
		break;
	case EVENT_CUSTOMER_KNOWN:
		put(skeleton, event->known.level, 1);
		put(skeleton, event->known.language, 1);
		put(skeleton, event->known.has_name, 1);
		put_text(words, event->known.name, sizeof(event->known.name), false);
		break;
	case EVENT_AGENT_SAID:
		put(skeleton, event->agent.act, 1);
		put_text(words, event->agent.agent, sizeof(event->agent.agent), false);
		put_text(words, event->agent.words, sizeof(event->agent.words), false);
		break;
	case EVENT_CONTENT_SWAPPED: put(skeleton, event->swapped.slot, 1); break;
	default: break; /* nothing but its kind */
	}
}

static void take_answer(struct eye *skeleton, struct eye *words, struct event *event)
{
	switch ((enum event_kind)event->kind) {
	case EVENT_ACTION_DONE:
		event->done.outcome = (uint8_t)take(skeleton, 1);
		take_text(words, event->done.reference, sizeof(event->done.reference), false);
		take_text(words, event->done.text, sizeof(event->done.text), false);
		break;
	case EVENT_CUSTOMER_KNOWN:
		event->known.level = (uint8_t)take(skeleton, 1);
		event->known.language = (uint8_t)take(skeleton, 1);
		event->known.has_name = take(skeleton, 1) != 0;
		take_text(words, event->known.name, sizeof(event->known.name), false);
		break;
	case EVENT_AGENT_SAID:
		event->agent.act = (uint8_t)take(skeleton, 1);
		take_text(words, event->agent.agent, sizeof(event->agent.agent), false);
		take_text(words, event->agent.words, sizeof(event->agent.words), false);
		break;
	case EVENT_CONTENT_SWAPPED: event->swapped.slot = take_below(skeleton, IMAGES_COUNT); break;
	default: break;
	}
}

/* What the customer did. Only this is masked: an agent's words in the same moment are not the slot's value. */
static void put_event(struct pen *skeleton, struct pen *words, const struct event *event, bool masked)
{
	const char key[2] = {event->kind == EVENT_KEYED ? event->keyed.key : '\0', '\0'};

	switch ((enum event_kind)event->kind) {
	case EVENT_CAME_NEAR:
		put(skeleton, event->came_near.channel, 1);
		put(skeleton, event->came_near.language, 1);
		put(skeleton, event->came_near.seed, 4);
		put(skeleton, event->came_near.who, 8);
		put_prefers(skeleton, &event->came_near.prefers);
		break;
	case EVENT_PREFERS: put_prefers(skeleton, &event->prefers); break;
	case EVENT_HEARD: put_heard(skeleton, words, event, masked); break;
	case EVENT_TYPED:
		put(skeleton, event->typed.source, 1);
		put_text(words, event->typed.words, sizeof(event->typed.words), masked);
		break;
	case EVENT_KEYED: put_text(words, key, sizeof(key), masked); break;
	case EVENT_TOUCHED:
		put(skeleton, event->touched.target, 1);
		put(skeleton, event->touched.index, 1);
		break;
	default: put_answer(skeleton, words, event); break;
	}
}

static void take_event(struct eye *skeleton, struct eye *words, struct event *event, bool masked)
{
	char key[2] = "";

	switch ((enum event_kind)event->kind) {
	case EVENT_CAME_NEAR:
		event->came_near.channel = take_below(skeleton, CHANNEL_COUNT);
		event->came_near.language = (uint8_t)take(skeleton, 1);
		event->came_near.seed = (uint32_t)take(skeleton, 4);
		event->came_near.who = take(skeleton, 8);
		take_prefers(skeleton, &event->came_near.prefers);
		break;
	case EVENT_PREFERS: take_prefers(skeleton, &event->prefers); break;
	case EVENT_HEARD: take_heard(skeleton, words, event, masked); break;
	case EVENT_TYPED:
		event->typed.source = (uint8_t)take(skeleton, 1);
		take_text(words, event->typed.words, sizeof(event->typed.words), masked);
		break;
	case EVENT_KEYED:
		take_text(words, key, sizeof(key), masked);
		event->keyed.key = key[0];
		break;
	case EVENT_TOUCHED:
		event->touched.target = (uint8_t)take(skeleton, 1);
		event->touched.index = (uint8_t)take(skeleton, 1);
		break;
	default: take_answer(skeleton, words, event); break;
	}
}

static bool has_topics(const struct meaning *meaning)
{
	return meaning->kind == MEANING_TOPIC || meaning->kind == MEANING_TOPICS || meaning->topics_count > 0;
}

static void put_meaning(struct pen *skeleton, struct pen *words, const struct meaning *meaning, bool masked)
{
	CHECK(meaning->kind < MEANING_KIND_COUNT && meaning->topics_count <= MEANING_TOPICS_MAX);
	put(skeleton, meaning->kind, 1);
	put(skeleton, meaning->index, 1);
	put(skeleton, meaning->confidence_pct, 1);
	put(skeleton, meaning->topics_count, 1);
	put(skeleton, meaning->index32, 4);
	for (unsigned i = 0; has_topics(meaning) && i < MEANING_TOPICS_MAX; i++) {
		put(skeleton, meaning->topics[i], 2);
		put(skeleton, meaning->topics_pct[i], 1);
	}
	put_text(words, meaning->value, sizeof(meaning->value), masked);
}

static void take_meaning(struct eye *skeleton, struct eye *words, struct meaning *meaning, bool masked)
{
	meaning->kind = take_below(skeleton, MEANING_KIND_COUNT);
	meaning->index = (uint8_t)take(skeleton, 1);
	meaning->confidence_pct = (uint8_t)take(skeleton, 1);
	meaning->topics_count = take_below(skeleton, MEANING_TOPICS_MAX + 1);
	meaning->index32 = (uint32_t)take(skeleton, 4);
	for (unsigned i = 0; has_topics(meaning) && i < MEANING_TOPICS_MAX; i++) {
		meaning->topics[i] = (uint16_t)take(skeleton, 2);
		meaning->topics_pct[i] = (uint8_t)take(skeleton, 1);
	}
	take_text(words, meaning->value, sizeof(meaning->value), masked);
}

/* Nothing but empty texts: then there is nothing to seal and nothing to destroy. */
static bool only_zeros(const uint8_t *bytes, uint16_t count)
{
	for (uint16_t i = 0; i < count; i++) {
		if (bytes[i] != 0)
			return false;
	}
	return true;
}

void record_event(const struct event *event, const struct meaning *meaning, bool masked, struct record *out)
{
	struct pen skeleton = {out->skeleton, 0, RECORD_SKELETON_BYTES_MAX};
	struct pen words = {out->words, 0, RECORD_WORDS_BYTES_MAX};
	unsigned bits = (event->card_masked ? BIT_CARD_MASKED : 0u) | (masked ? BIT_MASKED : 0u) |
			(event->request ? BIT_REQUEST : 0u) |
			(event->kind == EVENT_AGENT_SAID && event->agent.has_words ? BIT_AGENT_WORDS : 0u);

	CHECK(event->kind < EVENT_KIND_COUNT);
	put(&skeleton, RECORD_FORMAT, 1);
	put(&skeleton, bits, 1);
	put(&skeleton, event->kind, 1);
	put(&skeleton, event->time_ms, 8);
	put(&skeleton, (uint64_t)event->local_s, 8);
	put(&skeleton, event->session, 4);
	if (event->request)
		put(&skeleton, event->request, 8);
	put_event(&skeleton, &words, event, masked);
	put_meaning(&skeleton, &words, meaning, masked);
	out->skeleton_bytes = skeleton.bytes;
	out->words_bytes = only_zeros(words.at, words.bytes) ? 0 : words.bytes;
}

enum err record_read_event(const struct record *record, struct event *event, struct meaning *meaning)
{
	struct eye skeleton = {record->skeleton, record->skeleton_bytes, 0, false};
	struct eye words = {record->words, record->words_bytes, 0, false};
	uint8_t bits;

	memset(event, 0, sizeof(*event));
	memset(meaning, 0, sizeof(*meaning));
	if (record->skeleton_bytes > RECORD_SKELETON_BYTES_MAX || record->words_bytes > RECORD_WORDS_BYTES_MAX)
		return ERR_FORMAT;
	if (take(&skeleton, 1) != RECORD_FORMAT)
		return skeleton.broken ? ERR_FORMAT : ERR_VERSION;
	bits = (uint8_t)take(&skeleton, 1);
	event->card_masked = bits & BIT_CARD_MASKED;
	event->kind = take_below(&skeleton, EVENT_KIND_COUNT);
	event->time_ms = take(&skeleton, 8);
	event->local_s = (int64_t)take(&skeleton, 8);
	event->session = (uint32_t)take(&skeleton, 4);
	if (bits & BIT_REQUEST)
		event->request = take(&skeleton, 8);
	if (event->kind == EVENT_AGENT_SAID)
		event->agent.has_words = bits & BIT_AGENT_WORDS;
	take_event(&skeleton, &words, event, bits & BIT_MASKED);
	take_meaning(&skeleton, &words, meaning, bits & BIT_MASKED);
	return eye_done(&skeleton) && eye_done(&words) ? ERR_NONE : ERR_FORMAT;
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
static uint64_t mix(uint64_t hash, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ at[i]) * 0x100000001b3U;
	return hash;
}

static uint64_t mix_number(uint64_t hash, uint64_t value)
{
	uint8_t bytes[8];
	struct pen pen = {bytes, 0, sizeof(bytes)};

	put(&pen, value, 8);
	return mix(hash, bytes, sizeof(bytes));
}

/* With its NUL, so that "ab" "c" and "a" "bc" differ. */
static uint64_t mix_text(uint64_t hash, const char *text, size_t text_max)
{
	size_t length = length_of(text, text_max);

	CHECK(length < text_max);
	return mix(hash, text, length + 1);
}

/* names_only: a masked value is journalled as its length, so a replay has other characters in its place. */
static uint64_t mix_values(uint64_t hash, const struct values *values, bool names_only)
{
	bool name = true;

	CHECK(values->bytes <= VALUES_BYTES_MAX);
	if (!names_only)
		return mix(mix_number(hash, values->bytes), values->list, values->bytes);
	for (uint16_t at = 0; at < values->bytes;) {
		size_t length = length_of(values->list + at, (size_t)(values->bytes - at));

		if (name)
			hash = mix_number(mix(hash, values->list + at, length), length);
		name = !name;
		at = (uint16_t)(at + length + 1);
	}
	return hash;
}

static uint64_t mix_saying(uint64_t hash, const struct saying *saying)
{
	hash = mix_number(hash, saying->text);
	hash = mix_number(hash, saying->wording);
	hash = mix_number(hash, saying->language);
	hash = mix_number(hash, saying->flags);
	return mix_values(hash, &saying->values, false);
}

static uint64_t mix_choices(uint64_t hash, const struct choices *choices)
{
	CHECK(choices->count <= CHOICES_MAX);
	hash = mix_number(hash, choices->count);
	for (uint8_t i = 0; i < choices->count; i++) {
		hash = mix_number(hash, choices->list[i].kind);
		hash = mix_number(hash, choices->list[i].key);
		hash = mix_number(hash, choices->list[i].index);
		hash = mix_number(hash, choices->list[i].bright);
	}
	return hash;
}

static uint64_t mix_show(uint64_t hash, const struct effect *e)
{
	const uint16_t numbers[] = {e->show.screen, e->show.language, e->show.flags, e->show.step, e->show.steps,
		e->show.seconds, e->show.topic, e->show.slot, e->show.parent, e->show.can_undo, e->show.can_skip};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	hash = mix_text(hash, e->show.code, sizeof(e->show.code));
	hash = mix_choices(hash, &e->show.choices);
	return mix_saying(hash, &e->show.caption);
}

static uint64_t mix_listen(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->listen.expect);
	hash = mix_number(hash, e->listen.language);
	hash = mix_number(hash, e->listen.flags);
	hash = mix_number(hash, e->listen.slot);
	hash = mix_number(hash, e->listen.quiet_ms);
	return mix_choices(hash, &e->listen.choices);
}

static uint64_t mix_act(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->act.action);
	hash = mix_number(hash, e->act.ask);
	hash = mix_number(hash, e->act.undo);
	hash = mix_number(hash, e->act.proves);
	hash = mix_number(hash, e->act.flags);
	return mix_values(hash, &e->act.inputs, e->act.flags & SAYING_MASKED);
}

static uint64_t mix_hand_over(uint64_t hash, const struct effect *e)
{
	const uint16_t numbers[] = {e->hand_over.team, e->hand_over.topic, e->hand_over.language, e->hand_over.channel,
		e->hand_over.level, e->hand_over.flags, e->hand_over.mood};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	hash = mix_text(hash, e->hand_over.code, sizeof(e->hand_over.code));
	return mix_values(hash, &e->hand_over.facts, e->hand_over.flags & SAYING_MASKED);
}

static uint64_t mix_count(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->count.what);
	hash = mix_number(hash, e->count.topic);
	hash = mix_number(hash, e->count.item);
	return mix_number(hash, (uint64_t)(int64_t)e->count.value);
}

static uint64_t mix_call_back(uint64_t hash, const struct effect *e)
{
	hash = mix_text(hash, e->call_back.code, sizeof(e->call_back.code));
	hash = mix_text(hash, e->call_back.phone, sizeof(e->call_back.phone));
	return mix_text(hash, e->call_back.words, sizeof(e->call_back.words));
}

static uint64_t mix_note(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->note.what);
	hash = mix_number(hash, e->note.score);
	hash = mix_number(hash, e->note.topic);
	return mix_text(hash, e->note.words, sizeof(e->note.words));
}

static uint64_t mix_visit(uint64_t hash, const struct visit *v)
{
	const uint64_t numbers[] = {v->session, v->layout, (uint64_t)v->local_s, v->ms, v->leaf, v->held_permille,
		v->channel, v->held, v->outcome, v->flags, v->wrong, v->steps_count};

	CHECK(v->steps_count <= VISIT_STEPS_MAX);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	for (uint8_t i = 0; i < v->steps_count; i++) {
		hash = mix_number(hash, (uint64_t)v->steps[i].kind << 8 | v->steps[i].end);
		hash = mix_number(hash, (uint64_t)v->steps[i].index << 32 | v->steps[i].ms);
	}
	return hash;
}

static uint64_t mix_phrase(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->phrase.understood);
	hash = mix_number(hash, e->phrase.language);
	hash = mix_number(hash, e->phrase.topic);
	return mix_text(hash, e->phrase.words, sizeof(e->phrase.words));
}

static uint64_t mix_close(uint64_t hash, const struct effect *e)
{
	hash = mix_number(mix_number(hash, e->close.again), e->close.language);
	return mix_number(mix_number(hash, e->close.prefers.unhurried), e->close.prefers.heard);
}

static uint64_t mix_effect(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->kind);
	hash = mix_number(hash, e->session);
	hash = mix_number(hash, e->request);
	switch ((enum effect_kind)e->kind) {
	case EFFECT_SAY: return mix_saying(hash, &e->say);
	case EFFECT_SHOW: return mix_show(hash, e);
	case EFFECT_LISTEN: return mix_listen(hash, e);
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: return mix_act(hash, e);
	case EFFECT_HAND_OVER: return mix_hand_over(hash, e);
	case EFFECT_TELL_AGENT: return mix_text(hash, e->tell.words, sizeof(e->tell.words));
	case EFFECT_CALL_BACK: return mix_call_back(hash, e);
	case EFFECT_WAKE_AT: return mix_number(hash, e->wake_at.time_ms);
	case EFFECT_COUNT: return mix_count(hash, e);
	case EFFECT_LANGUAGE: return mix_number(hash, e->language.language);
	case EFFECT_WIPE: return mix_number(mix_number(hash, e->wipe.keep), e->wipe.state);
	case EFFECT_CLOSE: return mix_close(hash, e);
	case EFFECT_RELEASE: return mix_number(hash, e->release.slot);
	case EFFECT_NOTE: return mix_note(hash, e);
	case EFFECT_VISIT: return mix_visit(hash, &e->visit);
	case EFFECT_PHRASE: return mix_phrase(hash, e);
	default: return hash; /* nothing but its kind */
	}
}

/* Which prompt, screen, action ... and its flags: what a list of effects needs to be readable by a person. */
static void effect_number(const struct effect *e, uint16_t *number, uint8_t *flags)
{
	*number = NONE16;
	*flags = 0;
	switch ((enum effect_kind)e->kind) {
	case EFFECT_SAY: *number = e->say.text, *flags = e->say.flags; break;
	case EFFECT_SHOW: *number = e->show.screen, *flags = e->show.flags; break;
	case EFFECT_LISTEN: *number = e->listen.expect, *flags = e->listen.flags; break;
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: *number = e->act.action, *flags = e->act.flags; break;
	case EFFECT_HAND_OVER: *number = e->hand_over.team, *flags = e->hand_over.flags; break;
	case EFFECT_COUNT: *number = e->count.what; break;
	case EFFECT_LANGUAGE: *number = e->language.language; break;
	case EFFECT_CLOSE: *number = e->close.again ? e->close.language : NONE16; break;
	case EFFECT_RELEASE: *number = e->release.slot; break;
	case EFFECT_NOTE: *number = e->note.what; break;
	case EFFECT_VISIT: *number = e->visit.leaf, *flags = e->visit.outcome; break;
	case EFFECT_PHRASE: *number = e->phrase.topic, *flags = e->phrase.understood; break;
	default: break;
	}
}

/* A slot that nobody uses any more says nothing about a conversation: which version others had meanwhile is chance. */
static bool is_recorded(const struct effect *effect)
{
	return effect->kind != EFFECT_RELEASE;
}

static uint16_t recorded_count(const struct effects *effects)
{
	uint16_t count = 0;

	for (uint16_t i = 0; i < effects->count; i++)
		count += is_recorded(&effects->list[i]);
	return count;
}

void record_effects(const struct effects *effects, const char *state, struct record *out)
{
	struct pen skeleton = {out->skeleton, 0, RECORD_SKELETON_BYTES_MAX};
	struct pen words = {out->words, 0, RECORD_WORDS_BYTES_MAX};
	uint64_t hash = 0xcbf29ce484222325U;

	CHECK(effects->count <= EFFECTS_MAX);
	put(&skeleton, RECORD_FORMAT, 1);
	put_text(&skeleton, state, ID_BYTES_MAX, false);
	put(&skeleton, recorded_count(effects), 1);
	for (uint16_t i = 0; i < effects->count; i++) {
		const struct effect *e = &effects->list[i];
		uint16_t number;
		uint8_t flags;

		CHECK(e->kind < EFFECT_KIND_COUNT);
		if (!is_recorded(e))
			continue;
		effect_number(e, &number, &flags);
		put(&skeleton, e->kind | (e->request ? EFFECT_HAS_REQUEST : 0u), 1);
		put(&skeleton, e->session, 4);
		put(&skeleton, number, 2);
		put(&skeleton, flags, 1);
		if (e->request)
			put(&skeleton, e->request, 8);
		hash = mix_effect(hash, e);
	}
	put(&words, recorded_count(effects) ? hash : 0, recorded_count(effects) ? 8 : 0);
	out->skeleton_bytes = skeleton.bytes;
	out->words_bytes = words.bytes;
}
