/* What must hold after each death: load.h. */
#include "load_parts.h"

#include "core.h"
#include "json.h"
#include "runner/replay.h"
#include "store/sql.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { REPLAYS_MAX = 1000, SLOWEST_SHOWN = 5 };

void load_fail(const struct load *load, const char *file, int line, const char *format, ...)
{
	char what[1024];
	va_list list;
	unsigned deaths = 0;

	for (unsigned i = 0; i < MOMENTS_COUNT; i++)
		deaths += load->deaths[i];
	va_start(list, format);
	vsnprintf(what, sizeof(what), format, list);
	va_end(list);
	for (unsigned i = load->notes_count > LOAD_NOTES_MAX ? load->notes_count - LOAD_NOTES_MAX : 0;
		i < load->notes_count; i++)
		print_error("%s\n", load->notes[i % LOAD_NOTES_MAX]);
	print_error("%s\n  FOYER_SEED=%llu, after death %u, customer %u, screen %s; the data is left in %s\n", what,
		(unsigned long long)load->seed, deaths, load->customers, load->screen, load->data);
	_fail(file, line);
	abort();
}

/* --- the business --- */

static uint64_t request_of(const char *key)
{
	const char *number = strrchr(key, '-');

	return number ? strtoull(number + 1, NULL, 10) : 0;
}

static const char *text_of_member(const struct json *map, const char *name)
{
	const char *text = json_text(json_member(map, name));

	return text ? text : "";
}

static void take_done(struct load *load, const struct json *line)
{
	struct load_done done = {.request = request_of(text_of_member(line, "key"))};

	if (strcmp(text_of_member(line, "outcome"), "done") != 0)
		return;
	snprintf(done.reference, sizeof(done.reference), "%s", text_of_member(line, "reference"));
	snprintf(done.verb, sizeof(done.verb), "%s", text_of_member(line, "verb"));
	/* A conversation has one wish here: whatever number it goes by, it is done once. */
	for (unsigned i = load->done_count; i > 0; i--)
		if (load->done[i - 1].request >> 16 == done.request >> 16 &&
			strcmp(load->done[i - 1].verb, done.verb) == 0)
			LOAD_FAIL(load, "done twice in conversation %llu: %s and %s",
				(unsigned long long)(done.request >> 16), load->done[i - 1].reference, done.reference);
	assert_true(load->done_count < LOAD_DONE_MAX);
	load->done[load->done_count++] = done;
}

void load_read_ledger(struct load *load)
{
	FILE *file = fopen(load->ledger, "r");
	char text[8192];

	if (!file)
		return;
	assert_int_equal(fseek(file, load->ledger_read, SEEK_SET), 0);
	while (fgets(text, sizeof(text), file) && strchr(text, '\n')) {
		struct json *line;

		load->ledger_read += (long)strlen(text);
		assert_int_equal(json_parse(text, strlen(text), &line, NULL), ERR_NONE);
		take_done(load, line);
		json_close(line);
	}
	fclose(file);
}

static bool was_done(const struct load *load, const char *reference)
{
	for (unsigned i = load->done_count; i > 0; i--)
		if (strcmp(load->done[i - 1].reference, reference) == 0)
			return true;
	return false;
}

static void check_told(struct load *load)
{
	load_read_ledger(load);
	for (; load->told_seen < load->told_count; load->told_seen++)
		if (!was_done(load, load->told[load->told_seen]))
			LOAD_FAIL(load, "the customer was told %s, the business has not done it",
				load->told[load->told_seen]);
}

/* --- the store --- */

static struct store *open_store(const struct load *load)
{
	struct store_options options = {.folder = load->data, .synchronous = true, .read_only = true};
	struct store *store;
	char why[1024] = "";

	if (store_open(&store, &options, why, sizeof(why)))
		LOAD_FAIL(load, "the store cannot be read: %s", why);
	return store;
}

void load_check_whole(const char *data)
{
	char path[LOAD_PATH_BYTES_MAX + 16];
	const struct sql_options options = {.path = path, .read_only = true};
	struct sql *sql;
	int64_t whole = 0;
	int64_t loose = 1;

	snprintf(path, sizeof(path), "%s/foyer.db", data);
	assert_int_equal(sql_open(&sql, &options), ERR_NONE);
	assert_int_equal(
		sql_number(sql, "SELECT integrity_check = 'ok' FROM pragma_integrity_check(1)", 0, &whole), ERR_NONE);
	assert_int_equal(sql_number(sql, "SELECT count(*) FROM pragma_foreign_key_check", 1, &loose), ERR_NONE);
	sql_close(sql);
	if (!whole || loose)
		fail_msg("%s is damaged", path);
}

static void check_nothing_set_aside(const struct load *load)
{
	DIR *folder = opendir(load->data);
	const struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (strstr(entry->d_name, "damaged"))
			LOAD_FAIL(load, "foyer took its database for damaged: %s", entry->d_name);
	closedir(folder);
}

struct cards {
	unsigned count;
	struct agent_card list[LOAD_PROMISES_MAX];
};

static int by_request(const void *a, const void *b)
{
	uint64_t one = ((const struct agent_card *)a)->request;
	uint64_t two = ((const struct agent_card *)b)->request;

	return (one > two) - (one < two);
}

static void take_card(void *self, const struct agent_card *card)
{
	struct cards *cards = self;

	assert_true(cards->count < LOAD_PROMISES_MAX);
	cards->list[cards->count++] = *card;
}

/* The newest with that code: codes are given again when nobody has them any more. */
static uint64_t request_with(const struct cards *cards, const char *code)
{
	for (unsigned i = cards->count; i > 0; i--)
		if (strcmp(cards->list[i - 1].code, code) == 0)
			return cards->list[i - 1].request;
	return 0;
}

static const struct agent_card *find(const struct cards *cards, uint64_t request)
{
	const struct agent_card wanted = {.request = request};

	return bsearch(&wanted, cards->list, cards->count, sizeof(wanted), by_request);
}

/* Once its number is known, that counts: the card itself is destroyed when all is settled. */
static void check_promises(struct load *load, bool closed)
{
	struct store *store = open_store(load);
	struct cards *cards = calloc(1, sizeof(*cards));

	assert_non_null(cards);
	assert_int_equal(store_handovers(store, true, take_card, cards), ERR_NONE);
	qsort(cards->list, cards->count, sizeof(cards->list[0]), by_request);
	for (unsigned i = 0; i < load->promises_count; i++) {
		struct load_promise *p = &load->promises[i];
		const struct agent_card *card;

		if (p->request == 0)
			p->request = request_with(cards, p->code);
		card = p->request ? find(cards, p->request) : NULL;
		if (!card)
			LOAD_FAIL(load, "%s with the code %s was promised, and is not in the store",
				p->firm ? "a call or a message" : "a person", p->code);
		if (closed && card->state != HANDOVER_CLOSED)
			LOAD_FAIL(load,
				"what was promised with the code %s was never settled: handover %llu of conversation "
				"%llu",
				p->code, (unsigned long long)p->request & 0xffff, (unsigned long long)p->request >> 16);
	}
	free(cards);
	store_close(store);
}

static void count_session(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	(void)session;
	(void)snapshot;
	(void)bytes;
	++*(unsigned *)self;
}

/* When places run short, a conversation without a promise is the first that gives its place away. One life may fill
 * half of them. */
static void check_room(struct load *load)
{
	struct store *store = open_store(load);
	unsigned kept = 0;

	assert_int_equal(store_sessions(store, count_session, &kept), ERR_NONE);
	store_close(store);
	load->crowded = kept >= core_places(SESSIONS_DESK) / 2;
	if (!load->crowded)
		return;
	load->now.may_give_way = true;
	for (unsigned i = 0; i < load->away_count; i++)
		load->away[i].may_give_way = true;
}

void load_check(struct load *load)
{
	check_nothing_set_aside(load);
	load_check_whole(load->data);
	check_told(load);
	check_promises(load, false);
	check_room(load);
}

struct runs {
	struct load *load;
	unsigned count;
	uint32_t list[REPLAYS_MAX];
};

static void take_run(void *self, uint32_t session, uint64_t first_ms, uint32_t steps, bool wiped)
{
	struct runs *runs = self;

	(void)first_ms;
	(void)steps;
	(void)wiped;
	if (runs->count < REPLAYS_MAX)
		runs->list[runs->count++] = session;
}

static void check_replays(struct load *load)
{
	struct store *store = open_store(load);
	struct runs runs = {.load = load};

	assert_int_equal(store_journal_sessions(store, take_run, &runs), ERR_NONE);
	for (unsigned i = 0; i < runs.count; i++) {
		struct replay_result result;

		assert_int_equal(replay(store, runs.list[i], NULL, &result), ERR_NONE);
		if (!result.different)
			continue;
		assert_int_equal(replay(store, runs.list[i], stderr, &result), ERR_NONE);
		LOAD_FAIL(load, "conversation %u, run again, differs from step %u on", runs.list[i], result.first);
	}
	store_close(store);
}

void load_settle(struct load *load)
{
	load_finish(load);
	load_check(load);
	check_promises(load, true);
	check_replays(load);
}

static int by_ready(const void *a, const void *b)
{
	uint32_t one = ((const struct load_start *)a)->ready_us;
	uint32_t two = ((const struct load_start *)b)->ready_us;

	return (one > two) - (one < two);
}

static int by_length(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a;
	uint32_t two = *(const uint32_t *)b;

	return (one > two) - (one < two);
}

/* The median and the worst of one of their times, in milliseconds. */
static void print_times(const struct load *load, const char *name, size_t member)
{
	uint32_t *us = calloc(load->ready_count + 1, sizeof(*us));
	unsigned middle = load->ready_count / 2;

	assert_non_null(us);
	for (unsigned i = 0; i < load->ready_count; i++)
		memcpy(&us[i], (const char *)&load->ready[i] + member, sizeof(*us));
	qsort(us, load->ready_count, sizeof(*us), by_length);
	print_message(",\"%s_ms_median\":%.1f,\"%s_ms_worst\":%.1f", name, us[middle] / 1e3, name,
		load->ready_count ? us[load->ready_count - 1] / 1e3 : 0.0);
	free(us);
}

/* The slowest, each with what the machine did then. */
static void print_slow(struct load *load)
{
	qsort(load->ready, load->ready_count, sizeof(load->ready[0]), by_ready);
	print_message(",\"slowest\":[");
	for (unsigned i = 0; i < SLOWEST_SHOWN && i < load->ready_count; i++) {
		const struct load_start *start = &load->ready[load->ready_count - 1 - i];

		print_message("%s{\"ready_ms\":%.1f,\"cpu_ms\":%.1f,\"flush_ms\":%.1f,\"load\":%.1f}", i ? "," : "",
			start->ready_us / 1e3, start->cpu_us / 1e3, start->flush_us / 1e3, (double)start->load_average);
	}
	print_message("]");
}

static unsigned within_a_second(const struct load *load)
{
	unsigned count = 0;

	for (unsigned i = 0; i < load->ready_count; i++)
		count += load->ready[i].ready_us <= 1000000;
	return count;
}

/* One line of JSON, as the benchmarks have it. */
void load_print(struct load *load)
{
	char path[LOAD_PATH_BYTES_MAX + 16];
	struct stat file = {0};
	unsigned deaths = 0;

	snprintf(path, sizeof(path), "%s/foyer.db", load->data);
	(void)stat(path, &file);
	for (unsigned i = 0; i < MOMENTS_COUNT; i++)
		deaths += load->deaths[i];
	print_message("{\"seed\":%llu,\"deaths\":%u,\"start\":%u,\"any\":%u,\"answer\":%u,\"leave\":%u,"
		      "\"customers\":%u,\"done\":%u,\"told\":%u,\"promised\":%u,\"returned\":%u,\"store_bytes\":%lld,"
		      "\"starts\":%u,\"starts_within_1_s\":%u",
		(unsigned long long)load->seed, deaths, load->deaths[MOMENT_START], load->deaths[MOMENT_ANY],
		load->deaths[MOMENT_ANSWER], load->deaths[MOMENT_LEAVE], load->customers, load->done_count,
		load->told_count, load->promises_count, load->returned, (long long)file.st_size, load->ready_count,
		within_a_second(load));
	print_times(load, "ready", offsetof(struct load_start, ready_us));
	print_times(load, "cpu", offsetof(struct load_start, cpu_us));
	print_times(load, "flush", offsetof(struct load_start, flush_us));
	print_slow(load);
	print_message("}\n");
}
