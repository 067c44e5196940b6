#include "sync/sender.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	COLLECT_PROMISES_MS = 0,
	COLLECT_CUSTOMERS_MS = 2000,
	COLLECT_TELEMETRY_MS = SENDER_ASK_MS,
	SLEEP_MS_MAX = 60000,
	UNSIGNED_RETRY_S_MAX = SENDER_BACKOFF_MS_MAX / 1000,
	FAILURES_MAX = 9, /* 1 s doubled so often is more than the longest */
};

static const uint32_t collect_ms[LANES] = {COLLECT_PROMISES_MS, COLLECT_CUSTOMERS_MS, COLLECT_TELEMETRY_MS};

/* xorshift64* (Vigna 2016). */
static uint64_t throw_dice(struct sender *sender, uint64_t below)
{
	uint64_t x = sender->dice;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	sender->dice = x;
	return below > 0 ? (x * 0x2545f4914f6cdd1dU >> 16) % below : 0;
}

void sender_begin(struct sender *sender, uint64_t seed, uint64_t now_ms)
{
	*sender = (struct sender){
		.dice = seed | 1, .budget_bytes = SENDER_BUDGET_BYTES, .day_ms = now_ms, .link.up = true};
	for (unsigned lane = 0; lane < LANES; lane++)
		sender->lanes[lane].events_max = PARCEL_EVENTS_MAX;
}

void sender_rows(struct sender *sender, enum lane lane, const struct outbox_lane_state *rows)
{
	sender->lanes[lane].rows = *rows;
}

void sender_link(struct sender *sender, const struct sender_link *link)
{
	bool comes_back = link->up && !sender->link.up;

	sender->link = *link;
	/* What failed, failed on another network; but a hub that asked for patience still does. */
	if (comes_back && !sender->patience) {
		sender->not_before_ms = 0;
		sender->failures = 0;
	}
}

void sender_hurry(struct sender *sender)
{
	sender->now = true;
	if (!sender->patience)
		sender->not_before_ms = 0;
	for (unsigned lane = 0; lane < LANES; lane++)
		sender->lanes[lane].not_before_ms = 0;
}

/* --- when --- */

static uint64_t latest(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static bool over_budget(const struct sender *sender)
{
	return sender->link.metered && sender->day_bytes >= sender->budget_bytes;
}

static bool is_full(const struct sender_lane *lane)
{
	return lane->rows.waiting >= lane->events_max;
}

/* From when on it may go, by its own waiting. */
static uint64_t ripe_ms(const struct sender *sender, enum lane lane)
{
	const struct sender_lane *l = &sender->lanes[lane];
	uint64_t since = l->rows.waiting_since_ms;

	CHECK((unsigned)lane < LANES);
	if (sender->now)
		return 0;
	if (sender->link.metered && lane == LANE_TELEMETRY)
		return since + SENDER_TELEMETRY_METERED_MS;
	return is_full(l) ? 0 : since + collect_ms[lane];
}

static uint64_t due_ms(const struct sender *sender, enum lane lane)
{
	const struct sender_lane *l = &sender->lanes[lane];
	uint64_t due = latest(latest(ripe_ms(sender, lane), l->not_before_ms), sender->not_before_ms);

	if (over_budget(sender) && lane != LANE_PROMISES && !sender->now)
		due = latest(due, sender->day_ms + SENDER_DAY_MS);
	return due;
}

static uint64_t ask_ms(const struct sender *sender)
{
	uint64_t every = sender->link.metered ? SENDER_ASK_METERED_MS : SENDER_ASK_MS;

	if (sender->asked_ms == 0 || sender->now || (sender->more_down && !over_budget(sender)))
		return sender->not_before_ms;
	return latest(sender->asked_ms + every, sender->not_before_ms);
}

static void begin_day(struct sender *sender, uint64_t now_ms)
{
	if (now_ms - sender->day_ms < SENDER_DAY_MS)
		return;
	sender->day_ms = now_ms;
	sender->day_bytes = 0;
}

static uint32_t until(uint64_t at_ms, uint64_t now_ms)
{
	uint64_t left = at_ms > now_ms ? at_ms - now_ms : 0;

	return left < SLEEP_MS_MAX ? (uint32_t)left : SLEEP_MS_MAX;
}

struct sender_turn sender_next(struct sender *sender, uint64_t now_ms)
{
	struct sender_turn turn = {.wait_ms = SLEEP_MS_MAX};

	begin_day(sender, now_ms);
	if (!sender->link.up)
		return turn;
	turn.down_none = over_budget(sender);
	for (unsigned lane = 0; lane < LANES; lane++) {
		if (sender->lanes[lane].rows.waiting == 0)
			continue;
		if (due_ms(sender, (enum lane)lane) <= now_ms)
			return (struct sender_turn){.ask = true,
				.lane = (uint8_t)lane,
				.events_max = sender->lanes[lane].events_max,
				.down_none = turn.down_none};
		if (until(due_ms(sender, (enum lane)lane), now_ms) < turn.wait_ms)
			turn.wait_ms = until(due_ms(sender, (enum lane)lane), now_ms);
	}
	if (ask_ms(sender) <= now_ms)
		return (struct sender_turn){
			.ask = true, .lane = (uint8_t)(sender->asks++ % LANES), .down_none = turn.down_none};
	if (until(ask_ms(sender), now_ms) < turn.wait_ms)
		turn.wait_ms = until(ask_ms(sender), now_ms);
	return turn;
}

/* --- what an answer means --- */

__attribute__((format(printf, 3, 4))) static void say(struct sender *sender, uint64_t now_ms, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(sender->why, sizeof(sender->why), format, arguments);
	va_end(arguments);
	sender->why_ms = now_ms;
}

static uint64_t backoff_ms(struct sender *sender, uint8_t failures)
{
	uint64_t most = (uint64_t)SENDER_BACKOFF_MS_FIRST << (failures < FAILURES_MAX ? failures : FAILURES_MAX);

	return 1 + throw_dice(sender, most < SENDER_BACKOFF_MS_MAX ? most : SENDER_BACKOFF_MS_MAX);
}

static void back_off(struct sender *sender, uint64_t now_ms)
{
	sender->not_before_ms = now_ms + backoff_ms(sender, sender->failures);
	sender->patience = false;
	if (sender->failures < FAILURES_MAX)
		sender->failures++;
}

/* Only this lane's: what waits in the others is not at fault. */
static void lane_back_off(struct sender *sender, struct sender_lane *lane, uint64_t now_ms)
{
	lane->not_before_ms = now_ms + backoff_ms(sender, lane->failures);
	if (lane->failures < FAILURES_MAX)
		lane->failures++;
}

static void be_patient(struct sender *sender, uint64_t now_ms, uint32_t retry_after_s)
{
	uint64_t asked = (uint64_t)(retry_after_s < SENDER_RETRY_S_MAX ? retry_after_s : SENDER_RETRY_S_MAX) * 1000;

	/* A tenth more, or all that were asked come back in the same moment. */
	sender->not_before_ms = now_ms + asked + 1 + throw_dice(sender, asked / 10 + SENDER_BACKOFF_MS_FIRST);
	sender->patience = true;
}

static struct sender_verdict nobody_answered(struct sender *sender, uint64_t now_ms, const struct sender_answer *answer)
{
	say(sender, now_ms, "%s", answer->why ? answer->why : "no answer");
	back_off(sender, now_ms);
	if (answer->retry_after_s > 0)
		be_patient(sender, now_ms,
			answer->retry_after_s < UNSIGNED_RETRY_S_MAX ? answer->retry_after_s : UNSIGNED_RETRY_S_MAX);
	return (struct sender_verdict){.act = SENDER_KEEP};
}

static void all_is_well(struct sender *sender, struct sender_lane *lane)
{
	sender->failures = 0;
	sender->patience = false;
	sender->not_before_ms = 0;
	sender->why[0] = '\0';
	lane->failures = 0;
	lane->not_before_ms = 0;
}

static struct sender_verdict judge_mark(
	struct sender *sender, uint64_t now_ms, struct sender_lane *lane, const struct sender_answer *answer)
{
	const struct parcel_down *down = answer->down;
	const struct parcel_up *up = answer->up;

	if (answer->chain == SENDER_CHAIN_GONE) {
		say(sender, now_ms,
			"the hub knows this device up to %" PRIu64
			" only (an old backup?), and what came after is older than %d days: a new epoch begins",
			down->acked, OUTBOX_KEPT_DAYS);
		return (struct sender_verdict){.act = SENDER_RENEW};
	}
	if (answer->chain == SENDER_CHAIN_OTHER) {
		say(sender, now_ms,
			"the hub has other rows than this device: a copied or restored card; a new epoch "
			"begins");
		return (struct sender_verdict){.act = SENDER_RENEW};
	}
	if (down->acked == up->after && up->count > 0) {
		/* Nothing was taken, and nothing is wrong with the mark: damaged on the way. */
		say(sender, now_ms, "the hub did not take what was sent (%u): it is sent again", down->status);
		lane_back_off(sender, lane, now_ms);
		return (struct sender_verdict){.act = SENDER_KEEP};
	}
	all_is_well(sender, lane);
	return (struct sender_verdict){.act = SENDER_MARK};
}

static struct sender_verdict too_large(
	struct sender *sender, uint64_t now_ms, struct sender_lane *lane, const struct parcel_up *up)
{
	if (up->count > 1) {
		lane->events_max = up->count / 2;
		return (struct sender_verdict){.act = SENDER_KEEP};
	}
	if (up->count == 1)
		return (struct sender_verdict){.act = SENDER_SET_ASIDE, .seq = up->after + 1};
	say(sender, now_ms, "the hub finds an empty parcel too large");
	back_off(sender, now_ms);
	return (struct sender_verdict){.act = SENDER_KEEP};
}

static struct sender_verdict poisoned(struct sender *sender, uint64_t now_ms, const struct sender_answer *answer)
{
	uint64_t seq = answer->down->poison;

	if (seq > answer->up->after && seq <= answer->up->after + answer->up->count)
		return (struct sender_verdict){.act = SENDER_SET_ASIDE, .seq = seq};
	say(sender, now_ms, "the hub does not understand this device (400): bring both to the same version");
	back_off(sender, now_ms);
	return (struct sender_verdict){.act = SENDER_KEEP};
}

static struct sender_verdict refused(struct sender *sender, uint64_t now_ms, const struct parcel_down *down)
{
	if (down->retry_after_s > 0)
		be_patient(sender, now_ms, down->retry_after_s);
	else
		back_off(sender, now_ms);
	if (down->status == 403)
		say(sender, now_ms, "the hub does not know this device any more (403): enrol it again (foyer enrol)");
	else if (down->status == 429 || down->status == 503)
		say(sender, now_ms, "the hub is busy (%u) and asks to wait %" PRIu32 " s", down->status,
			down->retry_after_s);
	else
		say(sender, now_ms, "the hub has trouble of its own (%u)", down->status);
	return (struct sender_verdict){.act = SENDER_KEEP};
}

/* After a good batch a lane that was made smaller grows again. */
static void grow(struct sender_lane *lane)
{
	lane->events_max = lane->events_max < PARCEL_EVENTS_MAX / 2 ? lane->events_max * 2 : PARCEL_EVENTS_MAX;
}

static struct sender_verdict judge_status(
	struct sender *sender, uint64_t now_ms, struct sender_lane *lane, const struct sender_answer *answer)
{
	const struct parcel_down *down = answer->down;

	switch (down->status) {
	case 200:
	case 409:
		if (down->epoch_renew) {
			say(sender, now_ms,
				"the hub orders a new epoch: another card has this one's numbers (copied or restored)");
			return (struct sender_verdict){.act = SENDER_RENEW};
		}
		if (down->has_acked)
			return judge_mark(sender, now_ms, lane, answer);
		return refused(sender, now_ms, down);
	case 400: return poisoned(sender, now_ms, answer);
	case 413: return too_large(sender, now_ms, lane, answer->up);
	default: return refused(sender, now_ms, down);
	}
}

struct sender_verdict sender_answered(struct sender *sender, uint64_t now_ms, const struct sender_answer *answer)
{
	struct sender_lane *lane = &sender->lanes[answer->up->lane];
	struct sender_verdict verdict;

	begin_day(sender, now_ms);
	if (sender->link.metered)
		sender->day_bytes += answer->bytes;
	if (!answer->down) {
		sender->now = false;
		return nobody_answered(sender, now_ms, answer);
	}
	verdict = judge_status(sender, now_ms, lane, answer);
	if (answer->down->status == 200) {
		sender->asked_ms = now_ms;
		sender->more_down = answer->down->down_count > 0 &&
				    answer->down->down_last > answer->down->down_after + answer->down->down_count;
		if (verdict.act == SENDER_MARK && answer->up->count > 0)
			grow(lane);
	}
	if (verdict.act == SENDER_RENEW)
		back_off(sender, now_ms); /* or a hub that orders it every time would be asked without end */
	/* Who wanted it now has it, or sees why not. */
	if (answer->up->count == 0 || verdict.act == SENDER_KEEP)
		sender->now = false;
	return verdict;
}

void sender_lane_failed(struct sender *sender, enum lane lane, uint64_t now_ms, const char *why)
{
	say(sender, now_ms, "%s", why);
	lane_back_off(sender, &sender->lanes[lane], now_ms);
}

void sender_down_failed(struct sender *sender, uint64_t now_ms, const char *why)
{
	say(sender, now_ms, "%s", why);
	sender->more_down = false;
}

/* --- for people --- */

enum sender_why sender_why(const struct sender *sender, enum lane lane, uint64_t now_ms)
{
	const struct sender_lane *l = &sender->lanes[lane];

	if (l->rows.waiting == 0)
		return SENDER_NOTHING;
	if (!sender->link.up)
		return SENDER_NO_LINK;
	if (sender->not_before_ms > now_ms)
		return sender->patience ? SENDER_ASKED : SENDER_BACKS_OFF;
	if (l->not_before_ms > now_ms)
		return SENDER_STUCK;
	if (over_budget(sender) && lane != LANE_PROMISES)
		return SENDER_BUDGET;
	if (ripe_ms(sender, lane) > now_ms)
		return sender->link.metered && lane == LANE_TELEMETRY ? SENDER_METERED : SENDER_COLLECTS;
	for (unsigned before = 0; before < (unsigned)lane; before++)
		if (sender->lanes[before].rows.waiting > 0 && due_ms(sender, (enum lane)before) <= now_ms)
			return SENDER_BEFORE;
	return SENDER_SENDING;
}

const char *sender_why_words(enum sender_why why)
{
	static const char *const words[SENDER_WHYS] = {
		[SENDER_NOTHING] = "nothing waits",
		[SENDER_SENDING] = "being sent",
		[SENDER_COLLECTS] = "some more are collected first",
		[SENDER_BEFORE] = "something more important goes first",
		[SENDER_NO_LINK] = "there is no network",
		[SENDER_BACKS_OFF] = "the last try failed",
		[SENDER_ASKED] = "the hub asked for patience",
		[SENDER_METERED] = "the link costs money: it waits for another, or for a day",
		[SENDER_BUDGET] = "the day's bytes on a link that costs money are spent",
		[SENDER_STUCK] = "the hub does not take it",
	};

	return words[why];
}

uint64_t sender_until_ms(const struct sender *sender, enum lane lane, uint64_t now_ms)
{
	uint64_t due = due_ms(sender, lane);

	return sender->lanes[lane].rows.waiting > 0 && due > now_ms ? due - now_ms : 0;
}
