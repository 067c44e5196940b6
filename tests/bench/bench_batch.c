/* What a device spends on each event on its way to the wire, and how many bytes it becomes there: events of a data
 * folder (`foyer learn --data DIR` makes one), in batches of 1000 and of 50. Prints one JSON line. The head of a parcel
 * is counted, HTTP's and TLS' own bytes are not; the rows are read from the store's outbox.
 *
 * bench_batch DIR                the figures
 * bench_batch DIR --events DIR   one file for each event, for toolchain/train-dictionary */
#include "store/store.h"
#include "sync/batch.h"
#include "sync/identity.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 12 };

static struct store *store;
static struct outbox_source source;
static uint64_t rows_count;

static struct identity identity = {.device = "d-7q2k9x4m1c8v5b3n6z0trwphds"};

/* Bytes on the wire of all rows in batches of so many. */
static uint64_t drain(struct batch_maker *maker, uint32_t events_max, uint64_t *plain_bytes)
{
	const struct parcel_signer signer = identity_signer(&identity);
	uint8_t chain[PARCEL_CHAIN_BYTES] = {0};
	struct batch_wish wish = {.source = {identity.device, 11400714819323198485u, LANE_TELEMETRY},
		.events_max = events_max,
		.chain_before = chain};
	struct parcel_up up = {.epoch = wish.source.epoch, .lane = LANE_TELEMETRY};
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	struct batch batch;
	uint64_t bytes = 0;

	*plain_bytes = 0;
	memcpy(up.device, identity.device, sizeof(up.device));
	memset(up.token, 0xa7, sizeof(up.token));
	while (batch_make(maker, &source, &wish, &batch) == ERR_NONE && batch.count > 0) {
		memcpy(up.chain_before, chain, sizeof(chain));
		memcpy(up.chain, batch.chain, sizeof(chain));
		up.after = wish.after;
		up.count = batch.count;
		if (parcel_up_write(&up, batch.body, &signer, head, sizeof(head)))
			exit(EXIT_FAILURE);
		bytes += batch.body.count + strlen(head);
		*plain_bytes += batch.plain_bytes;
		memcpy(chain, batch.chain, sizeof(chain));
		wish.after += batch.count;
	}
	if (wish.after != rows_count)
		exit(EXIT_FAILURE);
	return bytes;
}

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void measure(struct batch_maker *maker)
{
	double count = (double)rows_count;
	uint64_t plain;
	uint64_t at_1000 = drain(maker, PARCEL_EVENTS_MAX, &plain);
	uint64_t at_50 = drain(maker, 50, &plain);
	double before = cpu_us();

	for (unsigned i = 0; i < ROUNDS; i++)
		(void)drain(maker, PARCEL_EVENTS_MAX, &plain);
	printf("{\"events\":%" PRIu64 ",\"plain_bytes_per_event\":%.1f,\"wire_bytes_per_event\":%.2f,"
	       "\"wire_bytes_per_event_50\":%.2f,\"device_us_per_event\":%.2f}\n",
		rows_count, (double)plain / count, (double)at_1000 / count, (double)at_50 / count,
		(cpu_us() - before) / ROUNDS / count);
}

static bool write_event(void *self, const struct outbox_row *row)
{
	const struct event_source from = {
		identity.device, 11400714819323198485u * (row->seq / 1000 + 1), LANE_TELEMETRY};
	char path[PATH_BYTES_MAX];
	char text[EVENT_JSON_BYTES_MAX];
	size_t bytes;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%" PRIu64, (const char *)self, row->seq);
	if (event_json(&from, row, text, sizeof(text), &bytes))
		return false;
	file = fopen(path, "w");
	if (!file || fwrite(text, 1, bytes, file) != bytes || putc(',', file) == EOF || fclose(file) != 0)
		return false;
	return true;
}

int main(int argc, char **argv)
{
	const struct store_options options = {
		.folder = argc > 1 ? argv[1] : ".", .synchronous = true, .read_only = true, .shared = true};
	struct outbox_lane_state state;
	char why[1400] = "";
	struct batch_maker *maker;
	uint8_t public_key[SIGNING_PUBLIC_BYTES];

	if (store_open(&store, &options, why, sizeof(why)) || batch_open(&maker)) {
		fprintf(stderr, "bench_batch: %s\n", why);
		return EXIT_FAILURE;
	}
	source = outbox_source_of_store(store);
	if (source.state(source.self, LANE_TELEMETRY, &state) || state.last == 0)
		return EXIT_FAILURE;
	rows_count = state.last;
	signing_keys_make(public_key, identity.secret);
	if (argc > 3 && strcmp(argv[2], "--events") == 0)
		(void)source.rows(source.self, LANE_TELEMETRY, 0, write_event, argv[3]);
	else
		measure(maker);
	batch_close(maker);
	store_close(store);
	return EXIT_SUCCESS;
}
