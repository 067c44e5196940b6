#include "store/store_queue.h"

#include "base/text.h"
#include "store/seal.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGN = 8 };

static uint32_t rounded(size_t bytes)
{
	return (uint32_t)((bytes + ALIGN - 1) / ALIGN * ALIGN);
}

enum err store_queue_open(struct store_queue *queue, uint32_t bytes)
{
	CHECK(bytes % ALIGN == 0);
	queue->bytes = bytes;
	queue->ring = malloc(bytes);
	return queue->ring ? ERR_NONE : ERR_NO_SPACE;
}

void store_queue_close(struct store_queue *queue)
{
	if (!queue->ring)
		return;
	seal_forget(queue->ring, queue->bytes);
	free(queue->ring);
	queue->ring = NULL;
}

static void fill_waiting(struct waiting *w, const struct store_step *step)
{
	memset(w, 0, sizeof(*w));
	w->session = step->session;
	w->time_ms = step->time_ms;
	w->local_s = step->local_s;
	if (step->content)
		memcpy(w->content, step->content, IMAGE_HASH_BYTES);
	w->has_layout = step->layout != NULL;
	if (step->layout)
		memcpy(w->layout, step->layout, IMAGE_HASH_BYTES);
	text_copy(w->state, sizeof(w->state), text_of(step->state));
	CHECK(step->counts_count <= EFFECTS_MAX && step->notes_count <= EFFECTS_MAX);
	w->counts_count = step->counts_count;
	w->notes_count = step->notes_count;
	w->visits_count = step->visits_count;
	w->phrases_count = step->phrases_count;
	w->more = step->more;
	w->durable = step->durable;
	w->wipe = step->wipe;
	w->wipe_keep = step->wipe_keep;
	if (step->handover) {
		w->has_handover = true;
		w->handover.request = step->handover->request;
		w->handover.since_ms = step->handover->since_ms;
		w->handover.session = step->handover->session;
		w->handover.state = step->handover->state;
		memcpy(w->handover.team, step->handover->team, sizeof(w->handover.team));
	}
}

/* Where `size` bytes in one piece may begin; false: there is no room. A step never lies across the ring's end. */
static bool find_room(struct store_queue *queue, uint32_t size, uint32_t *at)
{
	uint32_t end = (queue->first + queue->used) % queue->bytes;
	uint32_t gap = end + size > queue->bytes ? queue->bytes - end : 0;

	if (size > queue->bytes || gap + size > queue->bytes - queue->used)
		return false;
	if (gap > 0)
		memset(queue->ring + end, 0, sizeof(uint32_t));
	queue->used += gap;
	*at = gap > 0 ? 0 : end;
	return true;
}

static void complete(struct store_queue *queue)
{
	queue->whole = queue->used;
	queue->whole_ticket = queue->ticket;
}

bool store_queue_has_room(const struct store_queue *queue)
{
	return queue->bytes - queue->used >= 3 * WAITING_STEP_BYTES_MAX;
}

uint64_t store_queue_put(struct store_queue *queue, const struct store_step *step)
{
	uint8_t card[CARD_PACKED_BYTES_MAX];
	const struct {
		const void *bytes;
		size_t count;
	} parts[PARTS] = {
		[PART_EVENT] = {step->event->skeleton, step->event->skeleton_bytes},
		[PART_EVENT_WORDS] = {step->event->words, step->event->words_bytes},
		[PART_EFFECTS] = {step->effects->skeleton, step->effects->skeleton_bytes},
		[PART_EFFECTS_WORDS] = {step->effects->words, step->effects->words_bytes},
		[PART_SNAPSHOT] = {step->snapshot, step->snapshot ? step->snapshot_bytes : 0},
		[PART_CARD] = {card, step->handover ? card_pack(step->handover, card) : 0},
		[PART_COUNTS] = {step->counts, step->counts_count * sizeof(step->counts[0])},
		[PART_NOTES] = {step->notes, step->notes_count * sizeof(step->notes[0])},
		[PART_VISITS] = {step->visits, step->visits_count * sizeof(step->visits[0])},
		[PART_PHRASES] = {step->phrases, step->phrases_count * sizeof(step->phrases[0])},
	};
	struct waiting w;
	size_t size = sizeof(w);
	uint32_t at;

	CHECK(parts[PART_SNAPSHOT].count <= SESSION_BYTES_MAX);
	fill_waiting(&w, step);
	for (unsigned i = 0; i < PARTS; i++)
		size += w.part_bytes[i] = (uint32_t)parts[i].count;
	if (!find_room(queue, rounded(size), &at)) {
		complete(queue); /* what it belongs to is better kept alone than not at all */
		return 0;
	}
	w.size = rounded(size);
	w.ticket = ++queue->ticket;
	memcpy(queue->ring + at, &w, sizeof(w));
	at += (uint32_t)sizeof(w);
	for (unsigned i = 0; i < PARTS; i++) {
		if (parts[i].count > 0)
			memcpy(queue->ring + at, parts[i].bytes, parts[i].count);
		at += (uint32_t)parts[i].count;
	}
	queue->used += w.size;
	if (!w.more)
		complete(queue);
	return w.ticket;
}

const struct waiting *store_queue_next(const struct store_queue *queue, struct store_place *place, uint32_t used)
{
	const struct waiting *w;
	uint32_t size;

	if (place->passed >= used)
		return NULL;
	memcpy(&size, queue->ring + place->at, sizeof(size));
	if (size == 0) {
		place->passed += queue->bytes - place->at;
		place->at = 0;
		if (place->passed >= used)
			return NULL;
	}
	w = (const void *)(queue->ring + place->at);
	place->passed += w->size;
	place->at = (place->at + w->size) % queue->bytes;
	return w;
}

const uint8_t *waiting_part(const struct waiting *waiting, enum waiting_part part)
{
	const uint8_t *at = (const uint8_t *)(waiting + 1);

	for (unsigned i = 0; i < part; i++)
		at += waiting->part_bytes[i];
	return at;
}

void store_queue_drop(struct store_queue *queue, struct store_place place)
{
	CHECK(place.passed <= queue->used);
	queue->used -= place.passed;
	queue->first = queue->used ? place.at : 0; /* so that the ring's memory is not touched before it must */
	queue->whole -= place.passed;
}

static size_t put_string(uint8_t *out, const char *string, size_t string_max)
{
	size_t length = strnlen(string, string_max - 1);

	out[0] = (uint8_t)length;
	out[1] = (uint8_t)(length >> 8);
	memcpy(out + 2, string, length);
	return length + 2;
}

size_t card_pack(const struct agent_card *card, uint8_t out[CARD_PACKED_BYTES_MAX])
{
	size_t count = put_string(out, card->code, sizeof(card->code));

	count += put_string(out + count, card->summary, sizeof(card->summary));
	count += put_string(out + count, card->phone, sizeof(card->phone));
	out[count++] = card->tries;
	return count;
}

static bool take_string(const uint8_t **at, const uint8_t *end, char *out, size_t out_bytes)
{
	size_t length;

	if (end - *at < 2)
		return false;
	length = (size_t)(*at)[0] | (size_t)(*at)[1] << 8;
	*at += 2;
	if (length >= out_bytes || length > (size_t)(end - *at))
		return false;
	memcpy(out, *at, length);
	out[length] = '\0';
	*at += length;
	return true;
}

/* Cards of before there were calls end here. */
static bool take_tries(struct agent_card *card, const uint8_t *at, const uint8_t *end)
{
	card->tries = at < end ? *at : 0;
	return end - at <= 1;
}

bool card_unpack(struct agent_card *card, const uint8_t *bytes, size_t count)
{
	const uint8_t *end = bytes + count;

	return take_string(&bytes, end, card->code, sizeof(card->code)) &&
	       take_string(&bytes, end, card->summary, sizeof(card->summary)) &&
	       take_string(&bytes, end, card->phone, sizeof(card->phone)) && take_tries(card, bytes, end);
}
