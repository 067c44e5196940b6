/* `foyer report menu` run for real over a store that production code wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report_help.h"
#include "run_help.h"

#include <time.h>

enum { LINE_COLUMNS_MAX = 100, MANY_VISITS = 27000, MANY_MS_MAX = 2000 };

static void report_run(struct run *run, const char *environment, const char *options)
{
	char line[1024];

	snprintf(line, sizeof(line), "%s " FOYER " report menu --data '%s/data' %s", environment, run->folder, options);
	run_line(run, line);
}

static void fill_usual(const struct run *run)
{
	struct fill fill;

	fill_open(&fill, run->folder, SITE_BANK);
	fill_weeks(&fill);
	fill_close(&fill);
}

static uint32_t widest(const char *text)
{
	uint32_t most = 0;

	while (*text) {
		uint32_t length = (uint32_t)strcspn(text, "\n");
		uint32_t chars = (uint32_t)text_chars((struct text){text, length});

		most = chars > most ? chars : most;
		text += length + (text[length] == '\n');
	}
	return most;
}

static void nothing_happened_yet_is_said_so(void **state)
{
	struct run *run = *state;

	report_run(run, "LC_ALL=C.UTF-8", "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "Nobody was served in these days");
	report_run(run, "LC_ALL=C.UTF-8", "--json");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "\"visits\":0");
}

static void a_manager_reads_all_of_it_in_a_terminal(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	report_run(run, "LC_ALL=C.UTF-8", "");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->err, "");
	assert_true(widest(run->out) <= LINE_COLUMNS_MAX);
	assert_has(run->out, "4 Sep 2026 to 24 Sep 2026: 2,100 concerns");
	assert_has(run->out, "fewer with learning (95 %");
	assert_has(run->out, "412 of 1203 served in 14 days");
	assert_has(run->out, "34.2 %");
	assert_has(run->out, "“can i pay with my phone”");
	assert_has(run->out, "11");
	assert_has(run->out, "“my card code is gone”");
	assert_lacks(run->out, "bernardo");
	report_run(run, "LC_ALL=C", "");
	assert_true(widest(run->out) <= LINE_COLUMNS_MAX);
	for (const char *at = run->out; *at; at++)
		assert_true((unsigned char)*at < 0x80);
}

/* --- the page --- */

static void read_page(struct run *run, char *out, size_t out_bytes)
{
	char path[300];
	FILE *file;

	snprintf(path, sizeof(path), "%s/page.html", run->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	out[fread(out, 1, out_bytes - 1, file)] = '\0';
	fclose(file);
}

/* As an XML parser that is not ours sees it. */
static void assert_well_formed(struct run *run)
{
	char line[600];

	snprintf(line, sizeof(line),
		"python3 -c 'import sys, xml.etree.ElementTree as t; t.parse(sys.argv[1])' '%s/page.html'",
		run->folder);
	run_line(run, line);
	assert_string_equal(run->err, "");
	assert_int_equal(run->code, 0);
}

static void write_page(struct run *run)
{
	char line[400];

	snprintf(line, sizeof(line), "--html '%s/page.html'", run->folder);
	report_run(run, "LC_ALL=C", line);
	assert_string_equal(run->err, "");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->out, "");
}

static char page[1 << 20];

static void the_page_is_one_file_that_needs_nothing_else(void **state)
{
	static const char *const outside[] = {"<script", "<link", "<img", "src=", "url(", "@import", "https:", "file:"};
	struct run *run = *state;
	const char *at = page;

	fill_usual(run);
	write_page(run);
	assert_well_formed(run);
	read_page(run, page, sizeof(page));
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++)
		assert_lacks(page, outside[i]);
	while ((at = strstr(at, "http")) != NULL) { /* names of what it is written in; nobody goes there */
		assert_memory_equal(at - strlen("xmlns=\""), "xmlns=\"http://www.w3.org/", 24);
		at++;
	}
	assert_has(page, "<html lang=\"en\"");
	assert_has(page, "<caption>Each place of the menu");
	assert_has(page, "412 of 1203 served in 14 days");
	assert_has(page, "“can i pay with my phone”");
}

/* The same numbers for programs; what is too small is null. */
static void programs_read_the_same_numbers(void **state)
{
	struct run *run = *state;
	char line[600];

	fill_usual(run);
	report_run(run, "LC_ALL=C", "--json");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "\"from\":\"2026-09-04\",\"to\":\"2026-09-24\"");
	assert_has(run->out, "\"visits\":2100");
	assert_has(run->out, "\"served\":412,\"of\":1203");
	assert_has(run->out, "\"words\":\"can i pay with my phone\",\"language\":\"en\",\"times\":11,\"wordings\":2");
	snprintf(line, sizeof(line),
		FOYER " report menu --json --data '%s/data' | python3 -c 'import json, sys; "
		      "[sys.exit(place[\"id\"]) for place in json.load(sys.stdin)[\"places\"] "
		      "for cell in place.values() if isinstance(cell, int) and 0 < cell < 5]'",
		run->folder);
	run_line(run, line);
	assert_string_equal(run->err, "");
	assert_int_equal(run->code, 0);
}

/* What the business or a customer wrote stays text. */
static void hostile_labels_stay_text(void **state)
{
	struct run *run = *state;
	struct fill fill;
	char line[1600];
	char site[300];

	snprintf(site, sizeof(site), "%s/site", run->folder);
	snprintf(line, sizeof(line),
		"mkdir '%s' && cp %s/*.yaml '%s' && sed -i 's|{en: \"Cards\", it|{en: \"</td><script>\\&lt;\\x27\", "
		"it|' "
		"'%s/menu.yaml'",
		site, SITE_BANK, site, site);
	run_line(run, line);
	assert_int_equal(run->code, 0);
	fill_open(&fill, run->folder, site);
	fill_weeks(&fill);
	fill_close(&fill);
	write_page(run);
	assert_well_formed(run);
	read_page(run, page, sizeof(page));
	assert_lacks(page, "<script");
	assert_has(page, "&lt;/td&gt;&lt;script&gt;&amp;lt;&#39;");
	report_run(run, "LC_ALL=C", "--json");
	assert_has(run->out, "\"</td><script>&lt;'\"");
}

static void a_page_that_cannot_be_written_is_told(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	report_run(run, "", "--html /nowhere/page.html");
	assert_int_equal(run->code, 1);
	assert_has(run->err, "/nowhere/page.html");
	assert_has(run->err, "name a file that can be written");
	report_run(run, "", "--html /dev/full");
	assert_int_equal(run->code, 1);
	assert_has(run->err, "/dev/full: No space left on device");
}

/* --- odd stores --- */

static void one_visit_is_shown_as_too_few(void **state)
{
	struct run *run = *state;
	struct fill fill;

	fill_open(&fill, run->folder, SITE_BANK);
	fill_version(&fill, VISITS_FIRST_DAY, NULL, 0);
	fill_visits(&fill, 1);
	fill_close(&fill);
	report_run(run, "LC_ALL=C", "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "<5 concerns in <5 conversations");
	assert_has(run->out, "Nobody is held out");
	report_run(run, "LC_ALL=C", "--json");
	assert_has(run->out, "\"visits\":null");
}

static void damaged_rows_are_left_out_and_counted(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	fill_change(run->folder,
		"UPDATE visit SET packed = x'00' WHERE id = 5; UPDATE visit SET packed = x'' WHERE id = 6;"
		"UPDATE visit SET packed = substr(packed, 1, 40) WHERE id = 7;"
		"UPDATE menu_change SET kind = 200 WHERE version = 2");
	report_run(run, "LC_ALL=C", "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "2,097 concerns");
	assert_has(run->out, "3 records cannot be read and are left out.");
}

/* The business has become another: nothing of the old menu is counted at a place of the new one. */
static void what_the_menu_has_no_more_is_counted_apart(void **state)
{
	struct run *run = *state;
	struct fill fill;
	uint32_t version;

	fill_open(&fill, run->folder, SITE_SHOP);
	fill_weeks(&fill);
	version = fill.version;
	fill_close(&fill);
	fill_open(&fill, run->folder, SITE_BANK);
	fill.version = version;
	fill.session = 100000;
	fill_version(&fill, VISITS_FIRST_DAY + 21, NULL, 0);
	fill_close(&fill);
	report_run(run, "LC_ALL=C", "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "2,100 concerns");
	assert_has(run->out, "somebody chose what this menu has no more");
	assert_lacks(run->out, "Cards ");
}

/* A sentence loses its counts where one of them is nobody's business. */
static void small_counts_do_not_leave_with_a_sentence(void **state)
{
	struct run *run = *state;
	const struct change moved = {.kind = CHANGE_ORDER,
		.subject = 0,
		.other = TREE_NONE,
		.from = 2,
		.to = 1,
		.days = 2,
		.served = 3,
		.of = 61,
		.share_permyriad = 491};
	struct fill fill;

	fill_open(&fill, run->folder, SITE_BANK);
	fill_version(&fill, VISITS_FIRST_DAY, &moved, 1);
	fill_visits(&fill, 50);
	assert_int_equal(store_frozen_set(fill.store, true), ERR_NONE);
	fill_close(&fill);
	report_run(run, "LC_ALL=C", "");
	assert_has(run->out, "moved from 2nd to 1st\n");
	assert_lacks(run->out, "3 of 61");
	assert_has(run->out, "The menu is frozen");
	report_run(run, "LC_ALL=C", "--json");
	assert_has(run->out, "\"served\":null,\"of\":61");
	assert_has(run->out, "\"share_permyriad\":null");
	assert_has(run->out, "\"sentence\":null");
	assert_has(run->out, "\"frozen\":true");
}

/* --- which days --- */

static void the_days_are_as_asked_for(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	report_run(run, "LC_ALL=C", "--days 3");
	assert_has(run->out, "22 Sep 2026 to 24 Sep 2026: 300 concerns");
	report_run(run, "LC_ALL=C", "--from 2026-09-05 --to 2026-09-06");
	assert_has(run->out, "5 Sep 2026 to 6 Sep 2026: 200 concerns");
	assert_has(run->out, "Nothing moved in these days.");
	report_run(run, "LC_ALL=C", "--from 2031-01-01 --to 2031-01-02");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "Nobody was served in these days");
}

/* A clock that was in another century for a while does not empty the report. */
static void a_clock_that_leapt_is_passed_over(void **state)
{
	struct run *run = *state;
	struct fill fill;
	uint32_t made;

	fill_open(&fill, run->folder, SITE_BANK);
	fill_version(&fill, VISITS_FIRST_DAY, NULL, 0);
	fill_visits(&fill, 300);
	made = fill.maker.made;
	fill.maker.made += 30000 * fill.maker.a_day;
	fill_visits(&fill, 7);
	fill.maker.made = made;
	fill_visits(&fill, 200);
	fill_close(&fill);
	report_run(run, "LC_ALL=C", "");
	assert_has(run->out, "4 Sep 2026 to 8 Sep 2026: 500 concerns");
}

static void wrong_use_is_told(void **state)
{
	static const char *const wrong[] = {"--days 0", "--days many", "--days 3 --from 2026-09-05", "--from 5.9.2026",
		"--from 2026-09-06 --to 2026-09-05"};
	struct run *run = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		report_run(run, "LC_ALL=C", wrong[i]);
		assert_int_equal(run->code, 2);
		assert_true(lines(run->err) == 1);
	}
	run_line(run, FOYER " report weather");
	assert_int_equal(run->code, 2);
	assert_has(run->err, "there is no report of \"weather\"");
}

static void ninety_days_of_a_busy_line_take_a_moment(void **state)
{
	struct run *run = *state;
	struct timespec from;
	struct timespec to;
	struct fill fill;
	long ms;

	fill_open(&fill, run->folder, SITE_BANK);
	fill.maker.a_day = MANY_VISITS / 90;
	fill_version(&fill, VISITS_FIRST_DAY, NULL, 0);
	fill_visits(&fill, MANY_VISITS);
	fill_close(&fill);
	clock_gettime(CLOCK_MONOTONIC, &from);
	report_run(run, "LC_ALL=C", "--days 90");
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_has(run->out, "27,000 concerns");
	ms = (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
	print_message("27,000 visits: %ld ms\n", ms);
	assert_true(ms < MANY_MS_MAX);
}

/* --- one item, and the customers' words --- */

static void menu_run(struct run *run, const char *options)
{
	char line[4096];

	snprintf(line, sizeof(line), "LC_ALL=C " FOYER " menu --data '%s/data' %s", run->folder, options);
	run_line(run, line);
}

static void an_item_tells_why_it_stands_there(void **state)
{
	struct run *run = *state;

	fill_usual(run);
	menu_run(run, "--why payments");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->err, "");
	assert_has(run->out, "key 3 and its tile, which never move");
	assert_has(run->out, "18 Sep, 03:00, version 2: Payments: moved from 3rd to 1st: 412 of 1203 served");
	assert_has(run->out, "To go before \"Accounts\"");
	menu_run(run, "--why 'lost or stolen card'"); /* by its label, in any case */
	assert_has(run->out, "Pinned: the business decided its place");
	assert_has(run->out, "asked for much more than usual");
	menu_run(run, "--why notice");
	assert_has(run->out, "it is never left out");
	assert_has(run->out, "a minute (95 %");
	menu_run(run, "--why nonsense");
	assert_int_equal(run->code, 2);
	assert_has(run->err, "there is no \"nonsense\"");
}

static void what_was_never_met_has_no_reasons(void **state)
{
	struct run *run = *state;

	menu_run(run, "--why cards");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "Nothing was learned yet");
	assert_has(run->out, "Nothing: it stands as authored.");
}

/* The number that stands in front of a proposal. */
static void number_of(const struct run *run, const char *words, char out[8])
{
	const char *at = strstr(run->out, words);

	assert_non_null(at);
	while (at > run->out && at[-1] != '\n')
		at--;
	snprintf(out, 8, "%.6s", at + strspn(at, " "));
}

/* The line that is printed takes the place of the old one, and the site is good with it. */
static void an_accepted_sentence_is_printed_as_its_line(void **state)
{
	struct run *run = *state;
	char number[8];
	char line[2048];

	fill_usual(run);
	menu_run(run, "--words");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "said 9 times  \"my card code is gone\"  as one more phrasing");
	assert_lacks(run->out, "said 6 times"); /* "forgotten pin": the site has it */
	number_of(run, "\"my card code is gone\"", number);

	snprintf(line, sizeof(line), "cp -r %s '%s/site'", SITE_BANK, run->folder);
	run_line(run, line);
	snprintf(line, sizeof(line), "--words --accept %s --content '%s/site'", number, run->folder);
	menu_run(run, line);
	assert_string_equal(run->err, "");
	assert_int_equal(run->code, 0);
	assert_has(run->out, "answers-cards.yaml:");
	assert_has(run->out, "\"my card code is gone\"]");
	snprintf(line, sizeof(line),
		"cd '%s' && lines=$(sed -n '1s/.*the lines \\([0-9]*\\) to \\([0-9]*\\):$/\\1,\\2/p' out) && "
		"sed -n 2p out >new && sed -i -e \"${lines%%,*}{h;r new\" -e \"}\" -e \"${lines}d\" "
		"site/answers-cards.yaml && "
		"grep -q 'card code is gone' site/answers-cards.yaml && " FOYER " check site",
		run->folder);
	run_line(run, line);
	assert_string_equal(run->err, "");
	assert_has(run->out, "good");
	menu_run(run, "--words");
	assert_lacks(run->out, "my card code is gone");
}

static void a_declined_sentence_is_never_proposed_again(void **state)
{
	struct run *run = *state;
	struct fill fill;
	char number[8];
	char line[300];

	fill_usual(run);
	menu_run(run, "--words");
	number_of(run, "\"my card code is gone\"", number);
	snprintf(line, sizeof(line), "--words --decline %s", number);
	menu_run(run, line);
	assert_int_equal(run->code, 0);
	fill_open(&fill, run->folder, SITE_BANK);
	fill.session = 200000;
	fill_phrase(&fill, "answer:card_pin_forgotten", "my card code is gone", 20);
	fill_close(&fill);
	menu_run(run, "--words");
	assert_has(run->out, "Nothing to propose");
	snprintf(line, sizeof(line), "--words --decline %s", number);
	menu_run(run, line);
	assert_int_equal(run->code, 2);
}

/* Said by many, in other words than the label's: as the label. */
static void the_words_of_many_may_become_the_label(void **state)
{
	struct run *run = *state;
	struct fill fill;
	char number[8];
	char line[600];

	fill_open(&fill, run->folder, SITE_BANK);
	fill_version(&fill, VISITS_FIRST_DAY, NULL, 0);
	fill_phrase(&fill, "answer:card_pin_forgotten", "secret number \\ \"lost\"", 12);
	fill_phrase(&fill, "form:lost_card", "somebody nicked my purse", 30);
	fill_close(&fill);
	menu_run(run, "--words");
	assert_has(run->out, "said 12 times  \"secret number lost\"  as its label");
	assert_has(run->out, "\"somebody nicked my purse\"  as its label");
	number_of(run, "\"secret number lost\"", number);
	snprintf(line, sizeof(line), "--words --accept %s --content %s", number, SITE_BANK);
	menu_run(run, line);
	assert_has(run->out, "menu.yaml:");
	assert_has(run->out, "label: {en: \"secret number lost\", it: \"PIN dimenticato\"}");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(nothing_happened_yet_is_said_so),
		TEST(a_manager_reads_all_of_it_in_a_terminal),
		TEST(the_page_is_one_file_that_needs_nothing_else),
		TEST(programs_read_the_same_numbers),
		TEST(hostile_labels_stay_text),
		TEST(a_page_that_cannot_be_written_is_told),
		TEST(one_visit_is_shown_as_too_few),
		TEST(small_counts_do_not_leave_with_a_sentence),
		TEST(damaged_rows_are_left_out_and_counted),
		TEST(what_the_menu_has_no_more_is_counted_apart),
		TEST(the_days_are_as_asked_for),
		TEST(a_clock_that_leapt_is_passed_over),
		TEST(wrong_use_is_told),
		TEST(ninety_days_of_a_busy_line_take_a_moment),
		TEST(an_item_tells_why_it_stands_there),
		TEST(what_was_never_met_has_no_reasons),
		TEST(an_accepted_sentence_is_printed_as_its_line),
		TEST(a_declined_sentence_is_never_proposed_again),
		TEST(the_words_of_many_may_become_the_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
