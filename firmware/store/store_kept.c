/* Steps that wait in memory which outlives the process: taken up by the next one, and written in groups meanwhile. */
#include "store/store_inside.h"

#include "store/seal.h"

#include <string.h>

enum { RING_NUMBER_MAX = 0x7fffffff };

enum err store_waited_write(struct store *store, uint64_t ticket)
{
	struct sql_query *query = store->queries[QUERY_WAITED_PUT];

	sql_put_number(query, 1, (int64_t)ticket);
	return sql_do(query);
}

static enum err waited_begin(struct store *store, void *self)
{
	const uint64_t *ticket = self;

	return store_waited_write(store, *ticket);
}

/* Never a ring's before, so that what a copied or an older database says of another ring is not taken for this one's.
 */
static uint64_t fresh_ticket(void)
{
	uint8_t random[SEAL_KEY_BYTES];
	uint32_t number;

	seal_key_make(random);
	memcpy(&number, random, sizeof(number));
	return ((uint64_t)(number & RING_NUMBER_MAX) | 1) << TICKET_RING_BITS;
}

/* Their numbers and times may be further than the database knows. */
static void go_on_behind(struct store *store)
{
	struct store_place place = store_queue_first(&store->queue);
	const struct waiting *w;

	while ((w = store_queue_next(&store->queue, &place, store->queue.whole)) != NULL) {
		if (w->session > store->number_last)
			store->number_last = w->session;
		if (w->time_ms > store->time_ms_last)
			store->time_ms_last = w->time_ms;
	}
}

static void marks_begin(struct store *store, uint64_t ticket)
{
	atomic_store(&store->written, ticket);
	atomic_store(&store->stored, ticket);
	atomic_store(&store->synced, ticket);
}

enum err store_recall(struct store *store)
{
	uint64_t fresh = fresh_ticket();
	int64_t last = 0;

	if (!store->queue.head || store->options.read_only)
		return ERR_NONE;
	if (sql_number(store->sql, "SELECT coalesce((SELECT value FROM device WHERE name='waited'), 0)", 0, &last))
		last = 0;
	if (store_queue_recall(&store->queue, (uint64_t)last, fresh)) {
		marks_begin(store, (uint64_t)last);
		store->kept = true;
		go_on_behind(store);
		store_drain(store);
		return store->queue.whole ? store->write_err : ERR_NONE;
	}
	marks_begin(store, fresh);
	store->kept = store_write_now(store, waited_begin, &fresh, false) == ERR_NONE;
	return ERR_NONE;
}

uint64_t store_group_due_ms(const struct store *store)
{
	bool hurry = atomic_load(&store->stored) < store->hurry;
	bool at_once = !store->kept || hurry || store->queue.whole > STORE_GROUP_BYTES_MAX;

	if (store->queue.whole == 0)
		return UINT64_MAX;
	return at_once ? 0 : store->group_ms;
}
