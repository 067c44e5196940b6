/* The way home and its far end: a hub that keeps the rules of sync/README.md and a ledger of what came, behind a
 * network that loses, repeats, delays and lies. What must hold: nothing is lost, nothing is counted twice, whatever
 * dies. */
#include "sim.h"

#include "hash.h"
#include "runner/runner.h"
#include "store/outbox.h"
#include "sync/exchange.h"

#include <stdlib.h>
#include <string.h>

enum {
	HOME_PERMILLE = 350, /* of all lives */
	MARKS_MAX = 256,     /* epochs of the life's stores, three lanes each */
	OUTAGE_S_MAX = 7200,
	LATE_BYTES_MAX = PARCEL_BODY_BYTES_MAX,
	ATTEMPTS_AT_ONCE_MAX = 500,
};

struct mark {
	uint64_t epoch;
	uint8_t lane;
	uint64_t acked;
	uint8_t chain[PARCEL_CHAIN_BYTES];
};

/* What a backup of the hub has. */
struct kept {
	struct mark marks[MARKS_MAX];
	unsigned marks_count;
	size_t steps_count;
};

/* A question that was taken comes once more, later. (One that was not, and is told otherwise meanwhile, would make the
 * device begin a new epoch and tell the same twice: not solved.) */
struct late {
	char head[PARCEL_HEAD_BYTES_MAX + 1]; /* "": there is none */
	uint8_t body[LATE_BYTES_MAX];
	size_t bytes;
};

struct sim_home {
	struct sim *sim;
	struct rng dice;
	struct identity identity;
	uint8_t secret[SIGNING_SECRET_BYTES]; /* the hub's */
	struct batch_maker *maker;
	struct exchange exchange;
	bool open;
	uint64_t stored;    /* of the store, when it was last looked at */
	uint64_t due_ms;    /* 0: only when there is something new */
	uint64_t outage_ms; /* the cable is out until then */
	struct kept now, backup;
	uint64_t *steps; /* what came, as hashes, in order */
	size_t steps_room;
	struct late late;
	bool nobody_waits; /* for the answer that is given just now */
	bool was_old;      /* the hub came back from a backup, at least once */
};

static bool strikes(struct sim_home *home, enum fault fault)
{
	return rng_chance(&home->dice, home->sim->swarm.often[fault]);
}

/* --- the hub --- */

static void hub_sign(void *self, const void *bytes, size_t count, uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	signing_sign(((struct sim_home *)self)->secret, bytes, count, signature);
}

static bool hub_verify(void *self, const void *bytes, size_t count, const uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	return signing_holds(((struct sim_home *)self)->identity.public_key, bytes, count, signature);
}

static struct mark *mark_of(struct sim_home *home, uint64_t epoch, uint8_t lane)
{
	struct kept *now = &home->now;

	for (unsigned i = 0; i < now->marks_count; i++)
		if (now->marks[i].epoch == epoch && now->marks[i].lane == lane)
			return &now->marks[i];
	CHECK(now->marks_count < MARKS_MAX);
	now->marks[now->marks_count] = (struct mark){.epoch = epoch, .lane = lane};
	return &now->marks[now->marks_count++];
}

/* Without its number, which another epoch may change: the same step has the same words for ever. */
static void count_event(struct sim_home *home, const char *event, size_t bytes)
{
	static const char type[] = "\"type\":\"foyer.step\"";
	static const uint8_t none[HASH_BYTES];
	const char *from = memmem(event, bytes, type, sizeof(type) - 1);
	uint64_t step;

	if (!from)
		return;
	step = hash_keyed(none, from, bytes - (size_t)(from - event));
	for (size_t i = 0; i < home->now.steps_count; i++)
		if (home->steps[i] == step)
			sim_fail(home->sim, "home", 0, "came home twice: %.*s", (int)bytes, event);
	if (home->now.steps_count == home->steps_room) {
		home->steps_room = home->steps_room ? 2 * home->steps_room : 4096;
		home->steps = realloc(home->steps, home->steps_room * sizeof(*home->steps));
		CHECK(home->steps);
	}
	home->steps[home->now.steps_count++] = step;
}

static const char *event_end(const char *at, const char *end)
{
	unsigned depth = 0;
	bool quoted = false;

	for (; at < end; at++) {
		if (quoted && *at == '\\')
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && (*at == '{' || *at == '}'))
			depth += *at == '{' ? 1U : -1U;
		if (depth == 0)
			return at + 1;
	}
	return NULL;
}

/* The chain through all of it, and where it comes to the hub's mark; `count`: what is new is written down. False: not
 * so many events. */
static bool go_through(struct sim_home *home, const struct parcel_up *up, struct parcel_body plain, bool count,
	uint8_t chain[2][PARCEL_CHAIN_BYTES])
{
	const struct mark *mark = mark_of(home, up->epoch, up->lane);
	const char *at = plain.bytes;
	const char *end = at + plain.count;

	memcpy(chain[0], up->chain_before, PARCEL_CHAIN_BYTES);
	memcpy(chain[1], up->chain_before, PARCEL_CHAIN_BYTES);
	for (uint64_t seq = up->after + 1; seq <= up->after + up->count; seq++) {
		const char *stop = event_end(at + 1, end);

		if (!stop)
			return false;
		parcel_chain(chain[1], at + 1, (size_t)(stop - at - 1));
		if (seq == mark->acked)
			memcpy(chain[0], chain[1], PARCEL_CHAIN_BYTES);
		if (count && seq > mark->acked)
			count_event(home, at + 1, (size_t)(stop - at - 1));
		at = stop;
	}
	return true;
}

static void hub_take(
	struct sim_home *home, const struct parcel_up *up, struct parcel_body plain, struct parcel_down *down)
{
	struct mark *mark = mark_of(home, up->epoch, up->lane);
	uint8_t chain[2][PARCEL_CHAIN_BYTES];

	down->status = 409;
	if (up->after > mark->acked || mark->acked > up->after + up->count)
		return;
	if (!go_through(home, up, plain, false, chain) || memcmp(chain[1], up->chain, sizeof(up->chain)) != 0)
		return;
	if (memcmp(chain[0], mark->chain, sizeof(mark->chain)) != 0) {
		/* No card is copied here, and no image restored: no lost answer may look as if. */
		if (!home->sim->machine.flipped && !home->was_old && !home->nobody_waits)
			sim_fail(home->sim, "home", 0, "lane %u from %llu: the hub's rows to %llu are others", up->lane,
				(unsigned long long)up->after, (unsigned long long)mark->acked);
		down->epoch_renew = true;
		return;
	}
	CHECK(go_through(home, up, plain, true, chain));
	mark->acked = up->after + up->count;
	memcpy(mark->chain, chain[1], sizeof(mark->chain));
	down->status = 200;
}

/* True: it was taken. */
static bool hub_answer(struct sim_home *home, const char *head, struct parcel_body body, struct link_reply *reply)
{
	const struct parcel_signer signer = {hub_sign, hub_verify, home};
	struct parcel_down down = {.status = 403};
	struct parcel_body plain = {"[]", 2};
	struct parcel_up up;

	if (parcel_up_read(head, strlen(head), body, &signer, &up) == ERR_NONE &&
		(up.count == 0 || batch_read(home->maker, up.encoding, body, &plain) == ERR_NONE)) {
		const struct mark *mark;

		if (strikes(home, FAULT_LINK_WRONG))
			down.status = rng_chance(&home->dice, 500) ? 503 : 429, down.retry_after_s = 30;
		else
			hub_take(home, &up, plain, &down);
		mark = mark_of(home, up.epoch, up.lane);
		sim_trace(home->sim, "    lane %u: %u rows from %llu: %u, the hub has %llu%s\n", up.lane, up.count,
			(unsigned long long)up.after, down.status, (unsigned long long)mark->acked,
			home->nobody_waits ? " (late)" : "");
		down.has_acked = down.status == 200 || down.status == 409;
		down.acked = mark->acked;
		memcpy(down.chain, mark->chain, sizeof(down.chain));
		down.lane = up.lane;
		down.epoch = up.epoch;
		memcpy(down.nonce, up.nonce, sizeof(down.nonce));
	}
	CHECK(parcel_down_write(&down, (struct parcel_body){NULL, 0}, &signer, reply->head, sizeof(reply->head)) ==
		ERR_NONE);
	reply->head_bytes = strlen(reply->head);
	reply->status = 200;
	return down.status == 200;
}

/* Staff bring back yesterday's hub. */
static void hub_grows_old(struct sim_home *home)
{
	if (strikes(home, FAULT_HUB_OLD)) {
		home->now = home->backup;
		home->was_old = true;
		sim_trace(home->sim, "    (the hub is back from a backup)\n");
	} else if (rng_chance(&home->dice, 20)) {
		home->backup = home->now;
	}
}

/* --- the network --- */

static void keep_late(struct sim_home *home, const struct link_question *question)
{
	snprintf(home->late.head, sizeof(home->late.head), "%s", question->head);
	memcpy(home->late.body, question->body.bytes ? question->body.bytes : "", question->body.count);
	home->late.bytes = question->body.count;
}

/* Somebody's copy of a question comes now, and nobody waits for its answer. */
static void comes_late(struct sim_home *home)
{
	struct link_reply nobody = {0};

	home->nobody_waits = true;
	if (home->late.head[0])
		(void)hub_answer(
			home, home->late.head, (struct parcel_body){home->late.body, home->late.bytes}, &nobody);
	home->late.head[0] = '\0';
	home->nobody_waits = false;
}

static enum err nothing(struct link_reply *reply, enum err err, const char *why)
{
	*reply = (struct link_reply){0};
	snprintf(reply->why, sizeof(reply->why), "%s", why);
	return err;
}

static enum err link_ask(void *self, const struct link_question *question, struct link_reply *reply)
{
	struct sim_home *home = self;
	struct sim *sim = home->sim;

	*reply = (struct link_reply){0};
	if (sim_dies_here(sim))
		return nothing(reply, ERR_IO, "dead");
	if (sim->now_ms < home->outage_ms)
		return nothing(reply, ERR_NOT_FOUND, "no route to host");
	if (strikes(home, FAULT_LINK_DOWN) && rng_chance(&home->dice, 200))
		home->outage_ms = sim->now_ms + (uint64_t)rng_below(&home->dice, OUTAGE_S_MAX) * 1000;
	hub_grows_old(home);
	if (strikes(home, FAULT_LINK_REPEATS))
		comes_late(home);
	if (strikes(home, FAULT_LINK_LOSES) && rng_chance(&home->dice, 500))
		return nothing(reply, ERR_TIMEOUT, "the question is lost");
	if (hub_answer(home, question->head, question->body, reply) && strikes(home, FAULT_LINK_REPEATS))
		keep_late(home, question);
	if (sim_dies_here(sim) || strikes(home, FAULT_LINK_LOSES))
		return nothing(reply, ERR_TIMEOUT, "the answer is lost");
	if (strikes(home, FAULT_LINK_WRONG))
		reply->head_bytes = rng_below(&home->dice, (uint32_t)reply->head_bytes); /* torn, or another's page */
	return ERR_NONE;
}

static void link_close(void *self)
{
	(void)self;
}

/* --- the device's side --- */

static uint64_t now_ms(void *self)
{
	return runner_now_ms(((struct sim_home *)self)->sim->machine.whole.runner);
}

static int64_t wall_ms(void *self)
{
	return machine_wall_s(((struct sim_home *)self)->sim) * 1000;
}

void link_draw(struct sim *sim)
{
	struct rng dice = {sim->seed * 0xbf58476d1ce4e5b9U + sim->life * 0x94d049bb133111ebU};
	uint8_t hub_key[SIGNING_PUBLIC_BYTES];
	struct sim_home *home;

	if (!rng_chance(&dice, HOME_PERMILLE))
		return;
	home = sim->home = calloc(1, sizeof(*home));
	CHECK(home && batch_open(&home->maker) == ERR_NONE);
	home->sim = sim;
	home->dice = dice;
	signing_keys_make(home->identity.public_key, home->identity.secret);
	signing_keys_make(hub_key, home->secret);
	memcpy(home->identity.hub_key, hub_key, sizeof(hub_key));
	snprintf(home->identity.device, sizeof(home->identity.device), "d-sim");
	home->identity.enrolled = true;
}

void link_end(struct sim *sim)
{
	struct sim_home *home = sim->home;

	if (!home)
		return;
	batch_close(home->maker);
	free(home->steps);
	free(home);
	sim->home = NULL;
}

/* What the hub has committed the device still knows, after every start. */
static void check_known(struct sim_home *home)
{
	struct store *store = home->sim->machine.whole.device.store;
	uint64_t epoch;

	if (home->sim->machine.flipped || outbox_epoch(store, &epoch))
		return;
	for (unsigned i = 0; i < home->now.marks_count; i++) {
		const struct mark *mark = &home->now.marks[i];
		struct outbox_lane_state state;

		if (mark->epoch != epoch || outbox_state(store, (enum lane)mark->lane, &state))
			continue;
		if (state.last < mark->acked)
			sim_fail(home->sim, "home", 0, "lane %u: the hub has %llu rows, the device knows %llu",
				mark->lane, (unsigned long long)mark->acked, (unsigned long long)state.last);
	}
}

void link_on(struct sim *sim)
{
	static const struct link_ops ops = {.ask = link_ask, .close = link_close};
	struct sim_home *home = sim->home;

	if (!home)
		return;
	check_known(home);
	home->exchange = (struct exchange){.source = outbox_source_of_store(sim->machine.whole.device.store),
		.link = {&ops, home},
		.identity = &home->identity,
		.clock = {now_ms, wall_ms, home},
		.boot = 1,
		.stop_fd = -1};
	CHECK(exchange_open(&home->exchange) == ERR_NONE);
	home->open = true;
	home->due_ms = sim->now_ms;
}

void link_off(struct sim *sim)
{
	if (sim->home && sim->home->open)
		exchange_close(&sim->home->exchange);
	if (sim->home)
		sim->home->open = false;
}

/* Before a row is told to anybody it is brought to the disk: what waited for that goes on. */
static bool disk_moved(struct sim *sim, uint64_t before)
{
	struct store *store = sim->machine.whole.device.store;

	if (sim->machine.dead || store_stored(store) + store_synced(store) == before)
		return false;
	if (store_synced(store) == store_stored(store) && !store_hand_waits(store))
		check_all_synced(sim);
	return true;
}

uint32_t link_turn(struct sim *sim, uint32_t wait_ms)
{
	struct sim_home *home = sim->home;
	uint64_t stored, before;
	uint32_t more_ms = 0;

	if (!home || !home->open || sim->machine.dead)
		return wait_ms;
	stored = store_stored(sim->machine.whole.device.store);
	if (stored == home->stored && (home->due_ms == 0 || home->due_ms > sim->now_ms))
		return home->due_ms && home->due_ms - sim->now_ms < wait_ms ? (uint32_t)(home->due_ms - sim->now_ms)
									    : wait_ms;
	home->stored = stored;
	before = stored + store_synced(sim->machine.whole.device.store);
	for (unsigned i = 0; i < ATTEMPTS_AT_ONCE_MAX && more_ms == 0 && !sim->machine.dead; i++)
		more_ms = exchange_turn(&home->exchange);
	if (more_ms == 0 && !sim->machine.dead)
		sim_fail(sim, "home", 0, "the hub is asked for ever");
	/* Where nothing waits nobody is asked: only whether there is something to be told, which there never is here.
	 */
	home->due_ms = more_ms >= SENDER_ASK_MS ? 0 : sim->now_ms + more_ms;
	if (disk_moved(sim, before))
		return 0;
	return home->due_ms && more_ms < wait_ms ? more_ms : wait_ms;
}

static void add_steps(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped)
{
	(void)session;
	(void)first_ms;
	(void)wiped;
	*(uint64_t *)self += steps;
}

static bool add_row(void *self, const struct store_row *row)
{
	(void)row;
	++*(uint64_t *)self;
	return true;
}

/* As `foyer sync --now`. */
static void hurry_home(struct sim_home *home)
{
	for (unsigned lane = 0; lane < LANES; lane++) {
		sender_hurry(&home->exchange.sender);
		for (unsigned i = 0; i < ATTEMPTS_AT_ONCE_MAX && exchange_turn(&home->exchange) == 0; i++)
			;
	}
}

/* After the quiet days: all that the store has is there. */
void link_check_over(struct sim *sim)
{
	struct sim_home *home = sim->home;
	struct store *store = sim->machine.whole.device.store;
	uint64_t steps = 0;
	uint64_t epoch;

	if (!home || sim->machine.flipped || sim->machine.new_store)
		return;
	CHECK(outbox_epoch(store, &epoch) == ERR_NONE);
	CHECK(store_journal_sessions(store, add_steps, &steps) == ERR_NONE);
	CHECK(store_journal(store, 0, add_row, &steps) == ERR_NONE); /* the device's own */
	hurry_home(home);
	if (home->now.steps_count != steps)
		sim_fail(sim, "home", 0, "%zu steps came home of %llu", home->now.steps_count,
			(unsigned long long)steps);
	for (unsigned lane = 0; lane < LANES; lane++) {
		struct outbox_lane_state state;

		CHECK(outbox_state(store, (enum lane)lane, &state) == ERR_NONE);
		if (state.acked != state.last || mark_of(home, epoch, (uint8_t)lane)->acked != state.last)
			sim_fail(sim, "home", 0, "lane %u: %llu of %llu rows came home", lane,
				(unsigned long long)state.acked, (unsigned long long)state.last);
	}
	sim->totals.came_home += home->now.steps_count;
}
