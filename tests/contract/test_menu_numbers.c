/* What a change says is what the journal holds: production code learns from generated visits through the real store,
 * and tests/contract/menu_numbers, which shares no code with it, counts each number again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_help.h"
#include "run_help.h"

#include "menu/learner.h"

enum { DAYS = 30, A_DAY = 120, RUSH_DAY = 16, RUSH_DAYS = 2, HOUR_S = 3600, NIGHT_HOUR = 4, TURNS_MAX = 100000 };

#define NUMBERS FOYER_SOURCE_DIR "/tests/contract/menu_numbers"

/* A device on a clock of its own. */
struct life {
	struct fill fill;
	struct learner *learner;
	struct layout *met; /* by whoever comes next */
	uint64_t now_ms;
	int64_t local_s;
	uint64_t visits;
};

static uint64_t now_ms(void *self)
{
	return ((struct life *)self)->now_ms;
}

static int64_t local_s(void *self)
{
	return ((struct life *)self)->local_s;
}

static void meet(struct life *life, struct layout *layout)
{
	free(life->met);
	life->met = layout;
	life->fill.maker.tree = &layout->tree;
	life->fill.maker.standing = &layout->standing;
}

static enum err place(void *self, void *layout)
{
	meet(self, layout);
	return ERR_NONE;
}

static void turn(struct life *life, bool nobody)
{
	const struct learner_now now = {life->fill.content, life->visits, nobody};
	unsigned turns = 0;

	life->now_ms += 2000;
	while (learner_turn(life->learner, &now))
		assert_true(++turns < TURNS_MAX);
}

static void begin(struct life *life, const struct run *run, bool touch)
{
	static const struct clock_ops clock = {now_ms, local_s};
	struct learner_options options = {.clock = {&clock, life}, .place = place, .self = life};

	memset(life, 0, sizeof(*life));
	fill_open(&life->fill, run->folder, SITE_BANK);
	layout_meet(life->fill.layout, touch);
	fill_version(&life->fill, VISITS_FIRST_DAY - 1, NULL, 0);
	life->fill.maker.a_day = A_DAY;
	life->local_s = (int64_t)VISITS_FIRST_DAY * VISITS_DAY_S + 8 * HOUR_S;
	options.store = life->fill.store;
	assert_int_equal(learner_open(&life->learner, &options), ERR_NONE);
	meet(life, learner_content(life->learner, life->fill.content));
	turn(life, false);
}

static void end(struct life *life)
{
	learner_close(life->learner);
	free(life->met);
	fill_close(&life->fill);
}

static void live_a_day(struct life *life, uint32_t day)
{
	for (int i = 0; i < A_DAY; i++) {
		struct visit visit = visits_next(&life->fill.maker);
		struct store_visit packed;
		struct store_step step = {.visits = &packed, .visits_count = 1};

		life->local_s = visit.local_s;
		store_visit_pack(&life->fill.layout->tree, &visit, &packed);
		fill_step(&life->fill, &step);
		life->visits++;
		turn(life, false);
	}
	life->local_s = (int64_t)(day + 1) * VISITS_DAY_S + NIGHT_HOUR * HOUR_S;
	turn(life, true);
}

/* A promotion that people hate, a leaf that is suddenly wanted by many, and an order that does not fit. */
static void live(struct run *run, bool touch)
{
	struct life life;

	begin(&life, run, touch);
	life.fill.maker.hated = life.met->tree.prompts_count - 1;
	life.fill.maker.hated_permille = 250;
	for (uint32_t day = 0; day < DAYS; day++) {
		bool rush = day >= RUSH_DAY && day < RUSH_DAY + RUSH_DAYS;

		life.fill.maker.rush = rush ? tree_find(&life.met->tree, tree_id("branch.hours")) : TREE_NONE;
		life.fill.maker.rush_permille = 400;
		if (!rush) {
			life.fill.maker.rush = tree_find(&life.met->tree, tree_id("contact.question"));
			life.fill.maker.rush_permille = 300;
		}
		live_a_day(&life, VISITS_FIRST_DAY + day);
	}
	end(&life);
}

static void numbers(struct run *run, const char *more)
{
	char line[1200];

	snprintf(line, sizeof(line), NUMBERS " '%s/data/foyer.db' %s", run->folder, more);
	run_line(run, line);
}

static void assert_says(const struct run *run, const char *words)
{
	if (!strstr(run->out, words))
		fail_msg("it does not say \"%s\":\n%s%s", words, run->out, run->err);
}

static void assert_counts_alike(struct run *run)
{
	numbers(run, "");
	print_message("%s", run->out);
	assert_string_equal(run->err, "");
	assert_int_equal(run->code, 0);
	assert_null(strstr(run->out, "DIFFERENT"));
}

static struct run *line_run; /* a line's life, for several tests: the last one spoils it */

static void each_number_of_a_line_is_in_its_journal(void **state)
{
	struct run *run = line_run;

	(void)state;
	assert_counts_alike(run);
	assert_says(run, " rising ");
	assert_says(run, " rising_away ");
	assert_says(run, " left_out ");
	assert_says(run, " order ");
}

static void each_number_of_a_kiosk_is_in_its_journal(void **state)
{
	struct run *run = *state;

	live(run, true);
	assert_counts_alike(run);
	assert_says(run, " order ");
	assert_says(run, " rising ");
}

/* The command's own counts, and the sentence it prints. */
static void why_counts_what_the_journal_holds(void **state)
{
	static const char *const items[] = {"cards", "cards.lost", "payments", "branch.hours"};
	struct run *run = line_run;
	char line[600];
	char served[64];
	unsigned a;
	unsigned b;

	(void)state;
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		char *end;

		snprintf(line, sizeof(line), "%s 14", items[i]);
		numbers(run, line);
		assert_int_equal(run->code, 0);
		a = (unsigned)strtoul(run->out, &end, 10);
		b = (unsigned)strtoul(end, NULL, 10);
		assert_true(b > a && a > 0);
		snprintf(served, sizeof(served), "\"served\":%u,\"of\":%u,", a, b);
		snprintf(line, sizeof(line), FOYER " menu --why %s --json --data '%s/data'", items[i], run->folder);
		run_line(run, line);
		assert_says(run, served);
	}
}

/* From the propensities in the visits. */
static void the_effect_is_in_the_journal(void **state)
{
	struct run *run = line_run;
	char line[600];
	char difference[64];

	(void)state;
	numbers(run, "effect");
	assert_int_equal(run->code, 0);
	snprintf(difference, sizeof(difference), "\"difference_milli\":%ld,", strtol(run->out, NULL, 10));
	snprintf(line, sizeof(line), FOYER " report menu --days 90 --json --data '%s/data'", run->folder);
	run_line(run, line);
	assert_says(run, difference);
}

/* The other counter is no rubber stamp. */
static void a_number_that_is_not_so_is_found(void **state)
{
	struct run *run = line_run;

	(void)state;
	fill_change(run->folder, "UPDATE menu_change SET served = served + 1 WHERE kind = 3");
	numbers(run, "");
	assert_int_equal(run->code, 1);
	assert_says(run, "DIFFERENT");
}

static int live_on_a_line(void **state)
{
	void *run = NULL;

	(void)state;
	if (set_up(&run))
		return -1;
	line_run = run;
	live(line_run, false);
	return 0;
}

static int end_line(void **state)
{
	void *run = line_run;

	(void)state;
	return tear_down(&run);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_of_a_line_is_in_its_journal),
		cmocka_unit_test(why_counts_what_the_journal_holds),
		cmocka_unit_test(the_effect_is_in_the_journal),
		cmocka_unit_test(a_number_that_is_not_so_is_found),
		cmocka_unit_test_setup_teardown(each_number_of_a_kiosk_is_in_its_journal, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, live_on_a_line, end_line);
}
