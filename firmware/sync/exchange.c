#include "sync/exchange_parts.h"

#include "hex.h"
#include "json.h"
#include "log.h"
#include "sync/keep.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TIMEOUT_MS = 30000, NONCE_BYTES = PARCEL_TOKEN_BYTES };

static const char token_file[] = "hub.token";

static void lock(struct exchange *x, bool locked)
{
	if (x->lock)
		x->lock(x->lock_self, locked);
}

static void read_boot_id(char out[PARCEL_BOOT_BYTES_MAX])
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

	out[0] = '\0';
	if (file && fgets(out, PARCEL_BOOT_BYTES_MAX, file))
		out[strcspn(out, "\n")] = '\0';
	if (file)
		fclose(file);
}

enum err exchange_open(struct exchange *x)
{
	uint64_t seed;
	size_t bytes;
	char hex[2 * PARCEL_TOKEN_BYTES + 2];
	enum err err = batch_open(&x->maker);

	if (err)
		return err;
	signing_random(x->instance, sizeof(x->instance));
	signing_random(&seed, sizeof(seed));
	read_boot_id(x->boot_id);
	if (keep_read(x->identity->folder, token_file, hex, sizeof(hex), &bytes) ||
		!hex_read(hex, bytes, x->token, sizeof(x->token)))
		memset(x->token, 0, sizeof(x->token));
	if (x->timeout_ms == 0)
		x->timeout_ms = TIMEOUT_MS;
	sender_begin(&x->sender, seed, x->clock.now_ms(x->clock.self));
	return ERR_NONE;
}

void exchange_close(struct exchange *x)
{
	batch_close(x->maker);
	x->maker = NULL;
	if (x->link.ops)
		x->link.ops->close(x->link.self);
	x->link = (struct link){0};
}

/* --- the question --- */

static uint64_t now_ms(const struct exchange *x)
{
	return x->clock.now_ms(x->clock.self);
}

static void lane_trouble(struct exchange *x, enum lane lane, const char *what, enum err err)
{
	char why[SENDER_WHY_BYTES_MAX];

	snprintf(why, sizeof(why), "%s (%s)", what, err_name(err));
	log_warn("sync: %s", why);
	lock(x, true);
	sender_lane_failed(&x->sender, lane, now_ms(x), why);
	lock(x, false);
}

/* False: the lanes cannot be read. */
static bool refresh(struct exchange *x)
{
	for (unsigned lane = 0; lane < LANES; lane++) {
		struct outbox_lane_state rows;

		if (x->source.state(x->source.self, (enum lane)lane, &rows))
			return false;
		lock(x, true);
		sender_rows(&x->sender, (enum lane)lane, &rows);
		lock(x, false);
	}
	return true;
}

static void fill_head(struct exchange *x, const struct sender_turn *turn, struct asked *asked)
{
	struct parcel_up *up = &asked->up;
	uint8_t nonce[NONCE_BYTES];

	*up = (struct parcel_up){.lane = turn->lane,
		.epoch = asked->source.epoch,
		.after = asked->rows.acked,
		.boot = x->boot,
		.time_ms = now_ms(x),
		.wall_ms = x->clock.wall_ms(x->clock.self),
		.down_none = turn->down_none || !x->apply.apply};
	memcpy(up->device, x->identity->device, sizeof(up->device));
	memcpy(up->chain_before, asked->rows.chain, sizeof(up->chain_before));
	memcpy(up->chain, asked->rows.chain, sizeof(up->chain));
	memcpy(up->instance, x->instance, sizeof(up->instance));
	memcpy(up->token, x->token, sizeof(up->token));
	memcpy(up->boot_id, x->boot_id, sizeof(up->boot_id));
	signing_random(nonce, sizeof(nonce));
	hex_write(nonce, sizeof(nonce), up->nonce);
}

/* A promise may be told otherwise the second time: its card has changed, its key is gone. So it is written down that it
 * went out, and how it read; where no answer came the hub is asked first. */
static bool is_unsure(const struct asked *asked, enum lane lane)
{
	return lane != LANE_TELEMETRY && asked->rows.sent > asked->rows.acked;
}

static enum err fill_batch(struct exchange *x, const struct sender_turn *turn, struct asked *asked)
{
	const struct batch_wish wish = {.source = asked->source,
		.after = asked->rows.acked,
		.events_max = turn->events_max,
		.chain_before = asked->rows.chain};
	bool sends = turn->events_max > 0 && !is_unsure(asked, (enum lane)turn->lane);
	enum err err = sends ? batch_make(x->maker, &x->source, &wish, &asked->batch) : ERR_NONE;

	if (err)
		return err;
	asked->up.count = asked->batch.count;
	asked->up.encoding = asked->batch.encoding;
	if (asked->batch.count > 0)
		memcpy(asked->up.chain, asked->batch.chain, sizeof(asked->up.chain));
	return ERR_NONE;
}

enum err exchange_prepare(struct exchange *x, const struct sender_turn *turn, struct asked *asked)
{
	enum err err;

	*asked = (struct asked){.source = {.device = x->identity->device, .lane = (enum lane)turn->lane}};
	err = x->source.epoch(x->source.self, &asked->source.epoch);
	if (!err)
		err = x->source.state(x->source.self, (enum lane)turn->lane, &asked->rows);
	if (err)
		return err;
	fill_head(x, turn, asked);
	err = x->source.down_get(x->source.self, &asked->up.down);
	return err ? err : fill_batch(x, turn, asked);
}

/* --- the answer --- */

/* How the hub's chain at its mark compares with ours. */
static enum sender_chain compare(struct exchange *x, const struct asked *asked, const struct parcel_down *down)
{
	const struct parcel_up *up = &asked->up;
	bool behind = down->acked < up->after;
	const struct batch_wish wish = {.source = asked->source,
		.after = behind ? down->acked : up->after,
		.until = behind ? up->after : down->acked,
		.chain_before = behind ? down->chain : up->chain_before};
	uint8_t chain[PARCEL_CHAIN_BYTES];
	enum err err;

	if (!down->has_acked || down->acked > asked->rows.last)
		return SENDER_CHAIN_OTHER;
	if (down->acked == asked->rows.sent && signing_same(down->chain, asked->rows.sent_chain, sizeof(chain)))
		return SENDER_CHAIN_SAME;
	if (!behind && down->acked == up->after + up->count)
		return signing_same(down->chain, up->chain, sizeof(chain)) ? SENDER_CHAIN_SAME : SENDER_CHAIN_OTHER;
	/* Cards have changed since: the hub forgot, it does not know better. */
	if (behind && up->lane != LANE_TELEMETRY)
		return asked->rows.first > down->acked + 1 ? SENDER_CHAIN_GONE : SENDER_CHAIN_SAME;
	err = batch_chain(x->maker, &x->source, &wish, chain);
	if (err)
		return SENDER_CHAIN_GONE;
	return signing_same(chain, behind ? up->chain_before : down->chain, sizeof(chain)) ? SENDER_CHAIN_SAME
											   : SENDER_CHAIN_OTHER;
}

/* On the disk before it is shown: who shows an older one is taken for a copy of this card. */
static void keep_token(struct exchange *x, const struct parcel_down *down)
{
	static const uint8_t none[PARCEL_TOKEN_BYTES];
	char hex[2 * PARCEL_TOKEN_BYTES + 1];
	enum err err;

	if (signing_same(down->token, none, sizeof(none)) || signing_same(down->token, x->token, sizeof(x->token)))
		return;
	hex_write(down->token, sizeof(down->token), hex);
	err = keep_file(x->identity->folder, token_file, hex, strlen(hex));
	if (err)
		log_warn("sync: %s/%s cannot be kept (%s): the hub may take this card for a copy after a restart",
			x->identity->folder, token_file, err_name(err));
	memcpy(x->token, down->token, sizeof(x->token));
}

static enum err apply_list(struct exchange *x, const struct parcel_down *down, uint64_t mark, const struct json *list)
{
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *event = json_item(list, i);
		const char *type = json_text(json_member(event, "type"));
		uint64_t number = down->down_after + i + 1;
		enum err err;

		if (number <= mark)
			continue;
		err = x->apply.apply(x->apply.self, number, type ? type : "", json_member(event, "data"));
		if (!err)
			err = x->source.down_set(x->source.self, number);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err apply_body(
	struct exchange *x, const struct asked *asked, const struct parcel_down *down, const struct link_reply *reply)
{
	struct parcel_body plain;
	struct json *list;
	enum err err;

	if (!x->apply.apply || down->down_count == 0)
		return ERR_NONE;
	if (down->down_after > asked->up.down)
		return ERR_NOT_FOUND; /* some are missing between: in order or not at all */
	err = batch_read(x->maker, down->encoding, (struct parcel_body){reply->body, reply->body_bytes}, &plain);
	if (!err)
		err = json_parse(plain.bytes, plain.count, &list, NULL);
	if (err)
		return err;
	err = json_count(list) == down->down_count ? apply_list(x, down, asked->up.down, list) : ERR_FORMAT;
	json_close(list);
	return err;
}

/* What was sent and has not come there is sent again, as it is told now. */
static enum err move_mark(struct exchange *x, const struct asked *asked, const struct parcel_down *down)
{
	enum lane lane = (enum lane)asked->up.lane;

	if (down->acked != asked->rows.acked)
		return x->source.acked(x->source.self, lane, down->acked, down->chain);
	if (asked->rows.sent > down->acked)
		return x->source.sent(x->source.self, lane, down->acked, down->chain);
	return ERR_NONE;
}

static enum err follow(struct exchange *x, const struct asked *asked, const struct parcel_down *down,
	const struct sender_verdict *verdict)
{
	enum lane lane = (enum lane)asked->up.lane;

	switch (verdict->act) {
	case SENDER_KEEP: break;
	case SENDER_MARK: return move_mark(x, asked, down);
	case SENDER_RENEW: log_warn("sync: %s", x->sender.why); return x->source.epoch_renew(x->source.self);
	case SENDER_SET_ASIDE:
		log_warn("sync: lane %d: row %" PRIu64 " cannot be taken by the hub and is set aside", lane,
			verdict->seq);
		return x->source.set_aside(x->source.self, lane, verdict->seq, "the hub cannot take it");
	}
	return ERR_NONE;
}

/* Ours, to this question, of this lane: anything else is nobody's answer. */
static bool is_ours(const struct asked *asked, const struct parcel_down *down)
{
	return strcmp(down->nonce, asked->up.nonce) == 0 &&
	       (!down->has_acked || (down->epoch == asked->up.epoch && down->lane == asked->up.lane));
}

static void apply_messages(
	struct exchange *x, const struct asked *asked, const struct parcel_down *down, const struct link_reply *reply)
{
	char why[SENDER_WHY_BYTES_MAX];
	enum err err = apply_body(x, asked, down, reply);

	if (!err)
		return;
	snprintf(why, sizeof(why), "a message of the hub's cannot be applied (%s)", err_name(err));
	log_warn("sync: %s", why);
	lock(x, true);
	sender_down_failed(&x->sender, now_ms(x), why);
	lock(x, false);
}

static struct sender_verdict answered(struct exchange *x, const struct sender_answer *answer)
{
	struct sender_verdict verdict;

	lock(x, true);
	verdict = sender_answered(&x->sender, now_ms(x), answer);
	lock(x, false);
	return verdict;
}

void exchange_follow(
	struct exchange *x, const struct asked *asked, const struct parcel_down *down, const struct link_reply *reply)
{
	const struct sender_answer answer = {.up = &asked->up,
		.down = down,
		.chain = down->has_acked ? compare(x, asked, down) : SENDER_CHAIN_SAME,
		.bytes = reply->bytes};
	struct sender_verdict verdict;
	enum err err;

	keep_token(x, down);
	x->hub_wall_ms = down->wall_ms;
	x->hub_at_ms = now_ms(x);
	verdict = answered(x, &answer);
	err = follow(x, asked, down, &verdict);
	if (err)
		lane_trouble(x, (enum lane)asked->up.lane, "the hub's answer cannot be kept on the disk", err);
	apply_messages(x, asked, down, reply);
}

static void judge(struct exchange *x, const struct asked *asked, const struct link_reply *reply, enum err err)
{
	const struct parcel_signer signer = identity_signer(x->identity);
	const struct parcel_body body = {reply->body, reply->body_bytes};
	char why[SENDER_WHY_BYTES_MAX];
	const struct sender_answer nobody = {
		.up = &asked->up, .bytes = reply->bytes, .retry_after_s = reply->retry_after_s, .why = why};
	struct parcel_down down;

	if (!err && parcel_down_read(reply->head, reply->head_bytes, body, &signer, &down) == ERR_NONE &&
		is_ours(asked, &down)) {
		exchange_follow(x, asked, &down, reply);
		return;
	}
	if (err)
		snprintf(why, sizeof(why), "%s", reply->why[0] ? reply->why : err_name(err));
	else
		snprintf(why, sizeof(why),
			"what answered (%u) is not our hub: a sign-in page of the network, or another server",
			reply->status);
	(void)answered(x, &nobody);
}

static void ask(struct exchange *x, const struct asked *asked)
{
	const struct parcel_signer signer = identity_signer(x->identity);
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	const struct link_question question = {
		.head = head, .body = asked->batch.body, .timeout_ms = x->timeout_ms, .stop_fd = x->stop_fd};
	struct link_reply reply = {0};
	enum err err;

	CHECK(parcel_up_write(&asked->up, asked->batch.body, &signer, head, sizeof(head)) == ERR_NONE);
	err = x->link.ops->ask(x->link.self, &question, &reply);
	judge(x, asked, &reply, err);
	link_reply_drop(&reply);
}

static enum err note_sent(struct exchange *x, const struct asked *asked)
{
	const struct parcel_up *up = &asked->up;

	if (up->lane == LANE_TELEMETRY || up->count == 0)
		return ERR_NONE;
	return x->source.sent(x->source.self, (enum lane)up->lane, up->after + up->count, up->chain);
}

uint32_t exchange_turn(struct exchange *x)
{
	struct sender_turn turn;
	struct asked asked;
	enum err err;

	if (!refresh(x)) {
		lane_trouble(x, LANE_PROMISES, "what waits cannot be read from the disk", ERR_IO);
		return SENDER_BACKOFF_MS_FIRST;
	}
	lock(x, true);
	turn = sender_next(&x->sender, now_ms(x));
	lock(x, false);
	if (!turn.ask)
		return turn.wait_ms;
	err = exchange_prepare(x, &turn, &asked);
	if (!err)
		err = note_sent(x, &asked);
	if (err == ERR_FORMAT && asked.batch.broken > 0)
		err = x->source.set_aside(
			x->source.self, (enum lane)turn.lane, asked.batch.broken, "it cannot be written");
	else if (!err)
		ask(x, &asked);
	if (err)
		lane_trouble(x, (enum lane)turn.lane, "what waits cannot be read from the disk", err);
	return 0;
}
