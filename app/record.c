#include "record_bytes.h"

#include "base/check.h"
#include "base/text.h"

#include <string.h>

/* Bits of an event's second byte. */
enum { BIT_CARD_MASKED = 1, BIT_MASKED = 2, BIT_REQUEST = 4, BIT_AGENT_WORDS = 8 };

/* Reads one half. `broken` stays set, so that the caller asks once, at the end. */
struct eye {
	const uint8_t *at;
	uint16_t bytes;
	uint16_t read;
	bool broken;
};

size_t record_length(const char *text, size_t text_max)
{
	const char *end = memchr(text, 0, text_max);

	CHECK(end);
	return (size_t)(end - text);
}

void record_put(struct pen *pen, uint64_t value, unsigned bytes)
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
void record_put_text(struct pen *words, const char *text, size_t text_max, bool masked)
{
	size_t length = record_length(text, text_max);

	if (masked) {
		record_put(words, text_chars((struct text){text, (uint32_t)length}), 2);
		return;
	}
	record_put(words, length, 2);
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
	record_put(skeleton, event->heard.count, 1);
	record_put(skeleton, event->heard.confidence_pct, 1);
	for (uint8_t i = 0; i < event->heard.count; i++) {
		const struct alternative *a = &event->heard.list[i];

		record_put(skeleton, a->score_pct, 1);
		record_put(skeleton, a->language, 1);
		record_put(skeleton, a->source, 1);
		record_put_text(words, a->words, sizeof(a->words), masked);
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
	record_put(skeleton, prefers->unhurried, 1);
	record_put(skeleton, prefers->heard, 1);
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
		record_put(skeleton, event->done.outcome, 1);
		record_put_text(words, event->done.reference, sizeof(event->done.reference), false);
		record_put_text(words, event->done.text, sizeof(event->done.text), false);
		break;
	case EVENT_CUSTOMER_KNOWN:
		record_put(skeleton, event->known.level, 1);
		record_put(skeleton, event->known.language, 1);
		record_put(skeleton, event->known.has_name, 1);
		record_put_text(words, event->known.name, sizeof(event->known.name), false);
		break;
	case EVENT_AGENT_SAID:
		record_put(skeleton, event->agent.act, 1);
		record_put_text(words, event->agent.agent, sizeof(event->agent.agent), false);
		record_put_text(words, event->agent.words, sizeof(event->agent.words), false);
		break;
	case EVENT_CONTENT_SWAPPED: record_put(skeleton, event->swapped.slot, 1); break;
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
		record_put(skeleton, event->came_near.channel, 1);
		record_put(skeleton, event->came_near.language, 1);
		record_put(skeleton, event->came_near.seed, 4);
		record_put(skeleton, event->came_near.who, 8);
		put_prefers(skeleton, &event->came_near.prefers);
		break;
	case EVENT_PREFERS: put_prefers(skeleton, &event->prefers); break;
	case EVENT_HEARD: put_heard(skeleton, words, event, masked); break;
	case EVENT_TYPED:
		record_put(skeleton, event->typed.source, 1);
		record_put_text(words, event->typed.words, sizeof(event->typed.words), masked);
		break;
	case EVENT_KEYED: record_put_text(words, key, sizeof(key), masked); break;
	case EVENT_TOUCHED:
		record_put(skeleton, event->touched.target, 1);
		record_put(skeleton, event->touched.index, 1);
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
	record_put(skeleton, meaning->kind, 1);
	record_put(skeleton, meaning->index, 1);
	record_put(skeleton, meaning->confidence_pct, 1);
	record_put(skeleton, meaning->topics_count, 1);
	record_put(skeleton, meaning->index32, 4);
	for (unsigned i = 0; has_topics(meaning) && i < MEANING_TOPICS_MAX; i++) {
		record_put(skeleton, meaning->topics[i], 2);
		record_put(skeleton, meaning->topics_pct[i], 1);
	}
	record_put_text(words, meaning->value, sizeof(meaning->value), masked);
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
	record_put(&skeleton, RECORD_FORMAT, 1);
	record_put(&skeleton, bits, 1);
	record_put(&skeleton, event->kind, 1);
	record_put(&skeleton, event->time_ms, 8);
	record_put(&skeleton, (uint64_t)event->local_s, 8);
	record_put(&skeleton, event->session, 4);
	if (event->request)
		record_put(&skeleton, event->request, 8);
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
	event->masked = bits & BIT_MASKED;
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
