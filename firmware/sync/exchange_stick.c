/* The way home for a site that never sees a network: parcels as files on a stick, each sealed to who shall read it. The
 * stick is carried to the hub (`foyer hub`) and back; the marks are the same. */
#include "sync/exchange_parts.h"

#include "log.h"
#include "sync/keep.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PARCELS_MAX = 500, /* of each lane: half a million events */
	FILE_NAME_BYTES_MAX = PARCEL_DEVICE_BYTES_MAX + 48,
	FILE_BYTES_MAX = PARCEL_HEAD_BYTES_MAX + 2 + PARCEL_PLAIN_BYTES_MAX + SIGNING_SEAL_BYTES,
};

static const char lane_letters[LANES + 1] = "pct";

struct stick {
	struct exchange *x;
	const char *folder;
	uint8_t *sealed; /* FILE_BYTES_MAX each */
	uint8_t *open;
	struct exchange_stick *told;
};

static void name_file(
	const struct stick *stick, const char *way, enum lane lane, uint64_t after, char out[FILE_NAME_BYTES_MAX])
{
	snprintf(out, FILE_NAME_BYTES_MAX, "%s-%s-%c-%" PRIu64 ".parcel", way, stick->x->identity->device,
		lane_letters[lane], after);
}

/* Nobody remembers what was asked weeks ago: the nonce is one that only this device can make, for that question. */
static void make_nonce(const struct exchange *x, const struct parcel_up *up, char out[2 * PARCEL_TOKEN_BYTES + 1])
{
	uint8_t key[HASH_BYTES];
	char asked[96];

	memcpy(key, x->identity->secret, sizeof(key));
	for (int half = 0; half < 2; half++) {
		int bytes = snprintf(asked, sizeof(asked), "foyer-stick-%d %" PRIu64 " %u %" PRIu64, half, up->epoch,
			up->lane, up->after);

		snprintf(out + 16 * half, 17, "%016" PRIx64, hash_keyed(key, asked, (size_t)bytes));
	}
	explicit_bzero(key, sizeof(key));
}

/* --- onto the stick --- */

static enum err put_parcel(struct stick *stick, const struct asked *asked)
{
	const struct parcel_signer signer = identity_signer(stick->x->identity);
	char name[FILE_NAME_BYTES_MAX];
	size_t head;
	size_t bytes;

	CHECK(parcel_up_write(&asked->up, asked->batch.body, &signer, (char *)stick->open, PARCEL_HEAD_BYTES_MAX + 1) ==
		ERR_NONE);
	head = strlen((char *)stick->open);
	memcpy(stick->open + head, "\r\n", 2);
	bytes = head + 2 + asked->batch.body.count;
	if (asked->batch.body.count > 0)
		memcpy(stick->open + head + 2, asked->batch.body.bytes, asked->batch.body.count);
	if (!signing_seal(stick->x->identity->hub_key, stick->open, bytes, stick->sealed))
		return ERR_FORMAT;
	name_file(stick, "up", (enum lane)asked->up.lane, asked->up.after, name);
	stick->told->written++;
	stick->told->events += asked->up.count;
	return keep_file(stick->folder, name, stick->sealed, bytes + SIGNING_SEAL_BYTES);
}

static enum err next_batch(struct stick *stick, struct asked *asked)
{
	struct exchange *x = stick->x;
	const struct batch_wish wish = {.source = asked->source,
		.after = asked->up.after,
		.events_max = PARCEL_EVENTS_MAX,
		.chain_before = asked->up.chain_before};
	enum err err = batch_make(x->maker, &x->source, &wish, &asked->batch);

	if (err == ERR_FORMAT && asked->batch.broken > 0) {
		err = x->source.set_aside(
			x->source.self, asked->source.lane, asked->batch.broken, "it cannot be written");
		if (!err)
			err = batch_make(x->maker, &x->source, &wish, &asked->batch);
	}
	if (err)
		return err;
	asked->up.count = asked->batch.count;
	asked->up.encoding = asked->batch.encoding;
	memcpy(asked->up.chain, asked->batch.count > 0 ? asked->batch.chain : asked->up.chain_before,
		sizeof(asked->up.chain));
	make_nonce(x, &asked->up, asked->up.nonce);
	return ERR_NONE;
}

/* The promises' lane always asks, so that messages come back. */
static enum err put_lane(struct stick *stick, enum lane lane)
{
	const struct sender_turn question = {.lane = (uint8_t)lane};
	struct asked asked;
	enum err err = exchange_prepare(stick->x, &question, &asked);

	for (unsigned i = 0; !err && i < PARCELS_MAX; i++) {
		err = next_batch(stick, &asked);
		if (err || (asked.up.count == 0 && (i > 0 || lane != LANE_PROMISES)))
			break;
		err = put_parcel(stick, &asked);
		asked.up.after += asked.up.count;
		memcpy(asked.up.chain_before, asked.up.chain, sizeof(asked.up.chain));
		if (asked.up.count == 0)
			break;
	}
	return err;
}

/* --- from the stick --- */

static bool read_parcel(struct stick *stick, const char *name, size_t *head, size_t *bytes)
{
	size_t sealed;

	if (keep_read(stick->folder, name, stick->sealed, FILE_BYTES_MAX, &sealed) ||
		!signing_unseal(stick->x->identity->secret, stick->sealed, sealed, stick->open))
		return false;
	*bytes = sealed - SIGNING_SEAL_BYTES;
	*head = parcel_split((const char *)stick->open, *bytes);
	return *head > 0;
}

/* As a question that was asked just now: the mark may have moved since it was written. */
static enum err ask_again(struct stick *stick, enum lane lane, const struct parcel_down *down, struct asked *asked)
{
	const struct sender_turn question = {.lane = (uint8_t)lane};
	enum err err = exchange_prepare(stick->x, &question, asked);
	uint64_t waiting;

	if (err)
		return err;
	waiting = asked->rows.last - asked->rows.acked;
	if (down->status == 400 || down->status == 413)
		asked->up.count = waiting < PARCEL_EVENTS_MAX ? (uint32_t)waiting : PARCEL_EVENTS_MAX;
	return ERR_NONE;
}

/* An old answer says what was true then: a mark that is behind ours by now moves nothing back. */
static bool is_past(const struct asked *asked, const struct parcel_down *down)
{
	return down->epoch != asked->up.epoch || (down->status == 200 && down->acked < asked->up.after);
}

static bool take_parcel(struct stick *stick, enum lane lane, uint64_t after, const char *name)
{
	const struct parcel_signer signer = identity_signer(stick->x->identity);
	struct link_reply reply = {0};
	struct parcel_down down;
	struct asked asked;
	char nonce[2 * PARCEL_TOKEN_BYTES + 1];
	size_t head;
	size_t bytes;

	if (!read_parcel(stick, name, &head, &bytes) ||
		parcel_down_read((const char *)stick->open, head,
			(struct parcel_body){stick->open + head, bytes - head}, &signer, &down))
		return false;
	make_nonce(stick->x, &(struct parcel_up){.epoch = down.epoch, .lane = (uint8_t)lane, .after = after}, nonce);
	if (strcmp(nonce, down.nonce) != 0 || down.lane != lane || ask_again(stick, lane, &down, &asked))
		return false;
	reply.body = (char *)stick->open + head; /* lent */
	reply.body_bytes = bytes - head;
	if (!is_past(&asked, &down))
		exchange_follow(stick->x, &asked, &down, &reply);
	stick->told->read++;
	return true;
}

static int in_order(const void *a, const void *b)
{
	const uint64_t *one = a;
	const uint64_t *other = b;

	return (*one > *other) - (*one < *other);
}

/* The numbers in the names of one lane's answers, in order. */
static size_t find_answers(const struct stick *stick, enum lane lane, uint64_t afters[PARCELS_MAX])
{
	DIR *dir = opendir(stick->folder);
	const struct dirent *entry;
	char name[FILE_NAME_BYTES_MAX];
	size_t count = 0;

	while (dir && count < PARCELS_MAX && (entry = readdir(dir)) != NULL) {
		const char *last = strrchr(entry->d_name, '-');
		uint64_t after = last ? strtoull(last + 1, NULL, 10) : 0;

		name_file(stick, "down", lane, after, name);
		if (strcmp(name, entry->d_name) == 0)
			afters[count++] = after;
	}
	if (dir)
		closedir(dir);
	qsort(afters, count, sizeof(afters[0]), in_order);
	return count;
}

static void drop(const struct stick *stick, const char *name)
{
	char path[PATH_BYTES_MAX + FILE_NAME_BYTES_MAX];

	snprintf(path, sizeof(path), "%s/%s", stick->folder, name);
	(void)unlink(path);
}

static void take_lane(struct stick *stick, enum lane lane)
{
	uint64_t afters[PARCELS_MAX];
	size_t count = find_answers(stick, lane, afters);
	char name[FILE_NAME_BYTES_MAX];

	for (size_t i = 0; i < count; i++) {
		name_file(stick, "down", lane, afters[i], name);
		if (take_parcel(stick, lane, afters[i], name)) {
			drop(stick, name);
			name_file(stick, "up", lane, afters[i], name);
			drop(stick, name);
		} else {
			stick->told->strange++;
			log_warn("sync: %s/%s is not from our hub, not for this device, or damaged", stick->folder,
				name);
		}
	}
}

enum err exchange_stick(struct exchange *x, const char *folder, struct exchange_stick *told)
{
	struct stick stick = {.x = x,
		.folder = folder,
		.sealed = malloc(FILE_BYTES_MAX),
		.open = malloc(FILE_BYTES_MAX),
		.told = told};
	enum err err = stick.sealed && stick.open ? ERR_NONE : ERR_NO_SPACE;

	*told = (struct exchange_stick){0};
	for (unsigned lane = 0; !err && lane < LANES; lane++)
		take_lane(&stick, (enum lane)lane);
	for (unsigned lane = 0; !err && lane < LANES; lane++)
		err = put_lane(&stick, (enum lane)lane);
	if (stick.open)
		explicit_bzero(stick.open, FILE_BYTES_MAX);
	free(stick.open);
	free(stick.sealed);
	return err;
}
