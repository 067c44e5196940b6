/* The night's work on a device: 27,000 visits of 90 days in a real store, a menu of 120 leaves. Reads them again, works
 * through the night, applies what is proposed. Prints one JSON line.
 *
 *   bench_night                fills a folder of its own and measures
 *   bench_night --fill DIR     only fills
 *   bench_night --work DIR     only measures: for counting instructions
 *   bench_night --check        as without options; fails where it takes more memory than a device has for it */
#include "learn/layout.h"
#include "menu/learner.h"
#include "menu/menu_versions.h"

#include "../unit/site_help.h"
#include "../unit/visits_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	TOPS = 5,
	GROUPS = 6,
	LEAVES = 4, /* of a group */
	DAYS = 90,
	A_DAY = 300,
	STEP_VISITS = 100,
	MEMORY_KB_MAX = 8 << 10,
	SEED = 4,
};

/* --- a site with 120 leaves --- */

/* What other files of the demonstration site refer to. */
static const char *leaf_id(unsigned number, char out[40])
{
	static const char *const needed[] = {
		"cards.activate", "branch.book", "app.safety.sms", "accounts.young", "money.loans.mortgage"};

	snprintf(out, 40, "leaf.%u", number);
	return number < sizeof(needed) / sizeof(needed[0]) ? needed[number] : out;
}

static void write_label(FILE *file, const char *indent, unsigned number)
{
	fprintf(file, "%s  label: {en: \"Matter %u\", it: \"Cosa %u\"}\n%s  icon: card\n", indent, number, number,
		indent);
}

static void write_group(FILE *file, unsigned top, unsigned group)
{
	char id[40];

	fprintf(file, "      - id: group.%u.%u\n", top, group);
	write_label(file, "      ", group);
	fprintf(file, "        items:\n");
	for (unsigned i = 0; i < LEAVES; i++) {
		unsigned leaf = (top * GROUPS + group) * LEAVES + i;

		fprintf(file, "          - id: %s\n            answer: opening_hours\n", leaf_id(leaf, id));
		write_label(file, "          ", leaf);
	}
}

static void write_menu(FILE *file)
{
	fprintf(file, "menu:\n");
	for (unsigned top = 0; top < TOPS; top++) {
		fprintf(file, "  - id: top.%u\n", top);
		write_label(file, "  ", top);
		fprintf(file, "    items:\n");
		for (unsigned group = 0; group < GROUPS; group++)
			write_group(file, top, group);
	}
}

static const struct content *make_site(const char *folder)
{
	char text[700];
	FILE *file;

	snprintf(text, sizeof(text), "mkdir -p '%s/site' && cp " FOYER_SOURCE_DIR "/assets/content/*.yaml '%s/site/'",
		folder, folder);
	CHECK(system(text) == 0);
	snprintf(text, sizeof(text), "%s/site/menu.yaml", folder);
	file = fopen(text, "w");
	CHECK(file);
	write_menu(file);
	CHECK(fclose(file) == 0);
	snprintf(text, sizeof(text), "%s/site", folder);
	return site_open(text);
}

/* --- ninety days --- */

static struct store *open_store(const char *folder)
{
	const struct store_options options = {.folder = folder, .synchronous = true};
	struct store *store;
	char why[512];

	if (store_open(&store, &options, why, sizeof(why)) != ERR_NONE)
		fprintf(stderr, "bench_night: %s\n", why);
	CHECK(store);
	return store;
}

static void append(struct store *store, struct visits_maker *maker, uint32_t session)
{
	static struct store_visit visits[STEP_VISITS];
	static struct effects effects;
	const struct event event = {.kind = EVENT_TYPED, .session = session, .time_ms = session};
	const struct meaning meaning = {0};
	struct record event_record, effects_record;
	const struct store_step step = {.session = session,
		.time_ms = session,
		.event = &event_record,
		.effects = &effects_record,
		.state = "narrow",
		.visits = visits,
		.visits_count = STEP_VISITS};

	record_event(&event, &meaning, false, &event_record);
	record_effects(&effects, "narrow", &effects_record);
	for (unsigned i = 0; i < STEP_VISITS; i++) {
		struct visit visit = visits_next(maker);

		store_visit_pack(maker->tree, &visit, &visits[i]);
	}
	CHECK(store_append(store, &step) > 0);
}

static void fill(const char *folder)
{
	const struct menu_met met = {(int64_t)VISITS_FIRST_DAY * VISITS_DAY_S, MENU_AS_BEFORE};
	const struct content *content = make_site(folder);
	struct store *store = open_store(folder);
	struct layout *layout;
	struct visits_maker maker;

	CHECK(store_image_put(store, content) == ERR_NONE);
	CHECK(store_live_set(store, content->header.hash) == ERR_NONE);
	layout = menu_for(store, content, &met);
	CHECK(layout);
	maker = visits_begin(&layout->tree, &layout->standing.plan, SEED);
	maker.a_day = A_DAY;
	for (uint32_t i = 1; i <= DAYS * A_DAY / STEP_VISITS; i++)
		append(store, &maker, i);
	free(layout);
	site_close(content);
	store_close(store);
}

/* --- the night --- */

static uint64_t now_ms(void *self)
{
	struct timespec now;

	(void)self;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int64_t local_s(void *self)
{
	(void)self;
	return (int64_t)(VISITS_FIRST_DAY + DAYS) * VISITS_DAY_S + 3 * 3600;
}

static long memory_kb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static int work(const char *folder, bool check)
{
	static const struct clock_ops ops = {now_ms, local_s};
	struct learner_options options = {.clock = {&ops, NULL}};
	struct learner *learner;
	struct content *content;
	uint64_t from_ms;
	long before_kb, kb;
	bool changed;
	void *layout;

	before_kb = memory_kb();
	options.store = open_store(folder);
	from_ms = now_ms(NULL);
	CHECK(menu_content(options.store, &content) == ERR_NONE);
	CHECK(learner_open(&learner, &options) == ERR_NONE);
	layout = learner_content(learner, content);
	CHECK(layout && learner_night(learner, VISITS_FIRST_DAY + DAYS, &changed) == ERR_NONE);
	kb = memory_kb() - before_kb;
	printf("{\"visits\":%u,\"leaves\":%u,\"night_ms\":%llu,\"memory_kb\":%ld,\"changed\":%s,\"seed\":%d}\n",
		DAYS * A_DAY, TOPS * GROUPS * LEAVES, (unsigned long long)(now_ms(NULL) - from_ms), kb,
		changed ? "true" : "false", SEED);
	free(layout);
	free(content);
	learner_close(learner);
	store_close(options.store);
	if (check && kb > MEMORY_KB_MAX)
		fprintf(stderr, "bench_night: %ld kB, at most %d\n", kb, MEMORY_KB_MAX);
	return check && kb > MEMORY_KB_MAX;
}

/* What filling took must not count: each in a process of its own. */
static int both(bool check)
{
	char folder[] = "/tmp/foyer-night-XXXXXX";
	char command[100];
	int status;
	pid_t pid;

	CHECK(mkdtemp(folder));
	pid = fork();
	CHECK(pid >= 0);
	if (pid == 0) {
		fill(folder);
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
	status = work(folder, check);
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	CHECK(system(command) == 0);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--fill") == 0) {
		fill(argv[2]);
		return 0;
	}
	if (argc == 3 && strcmp(argv[1], "--work") == 0)
		return work(argv[2], false);
	return both(argc == 2 && strcmp(argv[1], "--check") == 0);
}
