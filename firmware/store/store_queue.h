/* Steps that wait for the store's writer, packed one behind the other in a ring of bytes taken once. The caller holds
 * its lock for put and drop; what lies between first and a copied `end` may be read without it.
 *
 * In kept memory (store_kept) the ring has a head in front, from which a later process knows what waited: where the
 * oldest step lies and how far whole events reach, in one word, so that it holds at every instruction. */
#ifndef FOYER_STORE_QUEUE_H
#define FOYER_STORE_QUEUE_H

#include "store/store.h"

enum { STORE_WAITING_BYTES_MAX = 4 << 20 };

enum waiting_part {
	PART_EVENT,
	PART_EVENT_WORDS,
	PART_EFFECTS,
	PART_EFFECTS_WORDS,
	PART_SNAPSHOT,
	PART_CARD,
	PART_COUNTS,
	PART_NOTES,
	PART_VISITS,
	PART_PHRASES,
	PARTS
};

struct waiting {
	uint32_t size; /* with its parts, a multiple of 8; 0: the ring goes on at its start */
	uint32_t session;
	uint64_t ticket;
	uint64_t time_ms;
	int64_t local_s;
	struct {
		uint64_t request;
		uint64_t since_ms;
		uint32_t session;
		uint8_t state; /* enum handover_state */
		char team[ID_BYTES_MAX + 1];
	} handover;
	uint32_t part_bytes[PARTS];
	uint8_t content[IMAGE_HASH_BYTES];
	uint8_t layout[IMAGE_HASH_BYTES];
	char state[24];
	uint8_t counts_count, notes_count, visits_count, phrases_count;
	/* Yes or no, in bytes that may have any value: a program that is no more may have written them. */
	uint8_t has_layout;
	uint8_t durable, wipe, wipe_keep;
	uint8_t more; /* the next one is written with it */
	uint8_t has_handover;
};

/* A place in the ring: what lies before `used` bytes further on. */
struct store_place {
	uint32_t at;
	uint32_t passed; /* bytes since the queue's first */
};

struct ring_head;

struct store_queue {
	uint8_t *ring;
	uint32_t bytes;         /* of the ring */
	struct ring_head *head; /* NULL: the ring ends with the process */
	struct store_kept kept;
	uint32_t reserved; /* bytes of the ring that can be written without a fault; not kept: all */
	uint32_t first;    /* oldest step */
	uint32_t used;
	uint32_t whole;        /* of `used`: up to the end of the last step that is complete: this may be written */
	uint64_t ticket;       /* the last one given */
	uint64_t whole_ticket; /* of the last complete step */
};

/* bytes: a multiple of 8; of kept memory its own number counts. */
MUST_USE enum err store_queue_open(struct store_queue *queue, uint32_t bytes, const struct store_kept *kept);
/* Forgets what it held; in kept memory: what nobody waits for. */
void store_queue_close(struct store_queue *queue);
/* Kept memory, before the first put: takes up what a process before left behind ticket `last`, which is of its ring.
 * False: nothing of that ring is there; the queue is empty, and its tickets go on from `fresh`. */
bool store_queue_recall(struct store_queue *queue, uint64_t last, uint64_t fresh);
/* The upper half of a ticket says of which ring it is; rings that end with the process: 0. */
enum { TICKET_RING_BITS = 32 };

/* The personal half of a handover's card: code, summary, phone. */
enum { CARD_PACKED_BYTES_MAX = CARD_BYTES_MAX + VALUE_BYTES_MAX + CODE_DIGITS + 8 };
size_t card_pack(const struct agent_card *card, uint8_t out[CARD_PACKED_BYTES_MAX]);
MUST_USE bool card_unpack(struct agent_card *card, const uint8_t *bytes, size_t count);

/* The largest step: every record full, every effect a count, a note, a visit and a phrase. */
enum {
	WAITING_STEP_BYTES_MAX = sizeof(struct waiting) + 2 * (RECORD_SKELETON_BYTES_MAX + RECORD_WORDS_BYTES_MAX) +
				 SESSION_BYTES_MAX + CARD_PACKED_BYTES_MAX +
				 EFFECTS_MAX * (sizeof(struct store_count) + sizeof(struct store_note) +
						       sizeof(struct store_visit) + sizeof(struct store_phrase)),
};

/* For the steps of one event: the largest one with the gap it may leave at the ring's end, and as much again for the
 * ordinary ones of other conversations that it moves. */
bool store_queue_has_room(const struct store_queue *queue);

/* The ticket; 0: full. */
uint64_t store_queue_put(struct store_queue *queue, const struct store_step *step);

static inline struct store_place store_queue_first(const struct store_queue *queue)
{
	return (struct store_place){queue->first, 0};
}

/* The step at that place, which moves on; NULL: `used` bytes are passed. */
const struct waiting *store_queue_next(const struct store_queue *queue, struct store_place *place, uint32_t used);
const uint8_t *waiting_part(const struct waiting *waiting, enum waiting_part part);

/* Everything before that place is done with. */
void store_queue_drop(struct store_queue *queue, struct store_place place);

#endif
