#include "store/store_queue.h"

#include "base/text.h"
#include "store/seal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* FORMAT: another one whenever struct waiting or a part changes: what waits is then of a program that is no more. */
enum { ALIGN = 8, MAGIC = 0x666f7771, FORMAT = 2, RESERVE_BYTES = 64 << 10 };

enum {
	MOVED_FROM = 64 << 10, /* further on than that what is left is moved back to the ring's beginning */
	KEPT_BYTES_MIN = 256 << 10,
	GIVEN_BACK_BYTES = 2 * KEPT_BYTES_MIN /* of more than that all but the least goes back */
};

struct ring_head {
	uint32_t magic;
	uint32_t format;
	uint32_t bytes;
	uint32_t waiting_bytes; /* sizeof(struct waiting): 32 and 64 bits, compilers */
	_Atomic uint64_t place; /* the oldest step's, and in the lower half how many bytes are of whole events */
};
_Static_assert(sizeof(struct ring_head) <= STORE_KEPT_HEAD_BYTES, "the head's room is part of store.h");

static uint32_t rounded(size_t bytes)
{
	return (uint32_t)((bytes + ALIGN - 1) / ALIGN * ALIGN);
}

enum err store_queue_open(struct store_queue *queue, uint32_t bytes, const struct store_kept *kept)
{
	CHECK(bytes % ALIGN == 0);
	queue->kept = *kept;
	if (kept->bytes) {
		CHECK(kept->count > STORE_KEPT_HEAD_BYTES && (uintptr_t)kept->bytes % ALIGN == 0);
		queue->bytes = (kept->count - STORE_KEPT_HEAD_BYTES) / ALIGN * ALIGN;
		queue->head = kept->bytes;
		queue->ring = (uint8_t *)kept->bytes + STORE_KEPT_HEAD_BYTES;
		queue->reserved = kept->reserve ? 0 : queue->bytes;
		return ERR_NONE;
	}
	queue->bytes = queue->reserved = bytes;
	queue->ring = malloc(bytes);
	return queue->ring ? ERR_NONE : ERR_NO_SPACE;
}

void store_queue_close(struct store_queue *queue)
{
	if (!queue->ring)
		return;
	if (!queue->head) {
		seal_forget(queue->ring, queue->bytes);
		free(queue->ring);
	} else if (queue->whole == 0) {
		seal_forget(queue->ring, queue->reserved);
		memset(queue->head, 0, sizeof(*queue->head));
	}
	queue->ring = NULL;
}

/* --- what another process finds --- */

static void publish(struct store_queue *queue)
{
	if (queue->head)
		atomic_store_explicit(
			&queue->head->place, (uint64_t)queue->first << 32 | queue->whole, memory_order_release);
}

static void is_complete(struct store_queue *queue)
{
	queue->whole = queue->used;
	queue->whole_ticket = queue->ticket;
}

static void complete(struct store_queue *queue)
{
	is_complete(queue);
	publish(queue);
}

/* Pages that were only asked for may turn out not to be there when they are written to, and then the process ends. */
static bool reserve(struct store_queue *queue, uint32_t end)
{
	uint32_t wanted = (end + RESERVE_BYTES - 1) / RESERVE_BYTES * RESERVE_BYTES;

	if (end <= queue->reserved)
		return true;
	if (wanted > queue->bytes)
		wanted = queue->bytes;
	if (!queue->kept.reserve(queue->kept.self, STORE_KEPT_HEAD_BYTES + wanted))
		return false;
	queue->reserved = wanted;
	return true;
}

/* After a rush. */
static void give_back(struct store_queue *queue)
{
	if (queue->reserved > GIVEN_BACK_BYTES && queue->kept.reserve && queue->first + queue->used <= KEPT_BYTES_MIN &&
		queue->kept.reserve(queue->kept.self, STORE_KEPT_HEAD_BYTES + KEPT_BYTES_MIN))
		queue->reserved = KEPT_BYTES_MIN;
}

static bool head_is_ours(const struct store_queue *queue)
{
	const struct ring_head *head = queue->head;

	return head->magic == MAGIC && head->format == FORMAT && head->bytes == queue->bytes &&
	       head->waiting_bytes == sizeof(struct waiting);
}

/* What whoever reads it has room for. */
static bool parts_are_sound(const struct waiting *w)
{
	static const uint32_t most[PARTS] = {
		[PART_EVENT] = RECORD_SKELETON_BYTES_MAX,
		[PART_EVENT_WORDS] = RECORD_WORDS_BYTES_MAX,
		[PART_EFFECTS] = RECORD_SKELETON_BYTES_MAX,
		[PART_EFFECTS_WORDS] = RECORD_WORDS_BYTES_MAX,
		[PART_SNAPSHOT] = SESSION_BYTES_MAX,
		[PART_CARD] = CARD_PACKED_BYTES_MAX,
		[PART_COUNTS] = EFFECTS_MAX * sizeof(struct store_count),
		[PART_NOTES] = EFFECTS_MAX * sizeof(struct store_note),
		[PART_VISITS] = EFFECTS_MAX * sizeof(struct store_visit),
		[PART_PHRASES] = EFFECTS_MAX * sizeof(struct store_phrase),
	};

	for (unsigned i = 0; i < PARTS; i++)
		if (w->part_bytes[i] > most[i])
			return false;
	return w->part_bytes[PART_COUNTS] == w->counts_count * sizeof(struct store_count) &&
	       w->part_bytes[PART_NOTES] == w->notes_count * sizeof(struct store_note) &&
	       w->part_bytes[PART_VISITS] == w->visits_count * sizeof(struct store_visit) &&
	       w->part_bytes[PART_PHRASES] == w->phrases_count * sizeof(struct store_phrase) &&
	       memchr(w->state, 0, sizeof(w->state)) && memchr(w->handover.team, 0, sizeof(w->handover.team));
}

static bool step_is_sound(const struct store_queue *queue, struct store_place place, uint32_t left)
{
	const struct waiting *w = (const void *)(queue->ring + place.at);
	uint64_t bytes = sizeof(*w);

	if (left < sizeof(*w) || queue->bytes - place.at < sizeof(*w) || !parts_are_sound(w))
		return false;
	for (unsigned i = 0; i < PARTS; i++)
		bytes += w->part_bytes[i];
	return w->size == rounded((size_t)bytes) && bytes < queue->bytes && w->size <= left &&
	       w->size <= queue->bytes - place.at;
}

static bool gap_at(const struct store_queue *queue, uint32_t at)
{
	uint32_t size;

	memcpy(&size, queue->ring + at, sizeof(size));
	return size == 0;
}

/* As far as whole, sound steps reach, with one ticket behind the other and none missing behind `last`. */
static void take_up(struct store_queue *queue, uint32_t whole, uint64_t last)
{
	struct store_place place = store_queue_first(queue);
	const struct waiting *w;

	while (place.passed < whole) {
		if (gap_at(queue, place.at)) {
			place.passed += queue->bytes - place.at;
			place.at = 0;
		}
		if (place.passed >= whole || !step_is_sound(queue, place, whole - place.passed))
			return;
		w = (const void *)(queue->ring + place.at);
		if (queue->used > 0 ? w->ticket != queue->ticket + 1 : w->ticket > last + 1)
			return;
		queue->ticket = w->ticket;
		place.passed += w->size;
		place.at = (place.at + w->size) % queue->bytes;
		queue->used = place.passed;
		if (!w->more)
			is_complete(queue); /* a kill meanwhile must find all of it again */
	}
}

static void drop_until(struct store_queue *queue, uint64_t last)
{
	struct store_place place = store_queue_first(queue), next = place;
	const struct waiting *w;

	while ((w = store_queue_next(queue, &next, queue->used)) != NULL && w->ticket <= last)
		place = next;
	store_queue_drop(queue, place);
}

static bool found(struct store_queue *queue, uint64_t last)
{
	uint64_t place = atomic_load_explicit(&queue->head->place, memory_order_acquire);
	uint32_t first = (uint32_t)(place >> 32), whole = (uint32_t)place;

	if (!head_is_ours(queue) || whole == 0 || whole > queue->bytes || first >= queue->bytes || first % ALIGN)
		return false;
	queue->first = first;
	take_up(queue, whole, last);
	queue->used = queue->whole;
	queue->ticket = queue->whole_ticket;
	if (queue->whole > 0 && queue->ticket >> TICKET_RING_BITS == last >> TICKET_RING_BITS && queue->ticket > last) {
		drop_until(queue, last);
		return true;
	}
	queue->first = queue->used = queue->whole = 0;
	return false;
}

static void begin_anew(struct store_queue *queue, uint64_t fresh)
{
	queue->ticket = queue->whole_ticket = fresh;
	queue->head->magic = 0; /* until all of it says the same */
	publish(queue);
	queue->head->format = FORMAT;
	queue->head->bytes = queue->bytes;
	queue->head->waiting_bytes = sizeof(struct waiting);
	seal_forget(queue->ring, queue->reserved);
	queue->head->magic = MAGIC;
}

bool store_queue_recall(struct store_queue *queue, uint64_t last, uint64_t fresh)
{
	bool used_before = queue->head->magic != 0;

	if (used_before && found(queue, last))
		return true;
	if (used_before)
		(void)reserve(queue, queue->bytes); /* so that all of it is wiped */
	begin_anew(queue, fresh);
	return false;
}

/* --- steps --- */

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
	if (!reserve(queue, gap > 0 ? queue->bytes : end + size))
		return false;
	if (gap > 0)
		memset(queue->ring + end, 0, sizeof(uint32_t));
	queue->used += gap;
	*at = gap > 0 ? 0 : end;
	return true;
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

/* What a customer said is in the database under a key that can be destroyed, and nowhere else. */
static void forget(struct store_queue *queue, uint32_t from, uint32_t bytes)
{
	uint32_t first = bytes < queue->bytes - from ? bytes : queue->bytes - from;

	seal_forget(queue->ring + from, first);
	seal_forget(queue->ring, bytes - first);
}

/* A ring that is never empty would go through all of its memory; what is left is little, and moved back to where it
 * began. At each moment it stands whole in one of the two places. */
static void move_back(struct store_queue *queue)
{
	uint32_t from = queue->first;

	if (queue->used == 0 || queue->used > from || from < MOVED_FROM || from + queue->used > queue->bytes)
		return;
	memcpy(queue->ring, queue->ring + from, queue->used);
	queue->first = 0;
	publish(queue);
	forget(queue, from, queue->used);
}

void store_queue_drop(struct store_queue *queue, struct store_place place)
{
	uint32_t from = queue->first;

	CHECK(place.passed <= queue->used);
	queue->used -= place.passed;
	queue->first = queue->used ? place.at : 0;
	queue->whole -= place.passed;
	publish(queue);
	forget(queue, from, place.passed);
	move_back(queue);
	give_back(queue);
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
