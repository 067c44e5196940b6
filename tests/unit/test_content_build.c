/* What content_build() does at its limits: little memory, too many of everything, files that could not be read. */
#include "tiny_help.h"

#include "content/build.h"
#include "site/content_files.h"

#include <unistd.h>

enum { SCRATCH_BYTES = 8 << 20 };

struct built {
	uint8_t *scratch;
	uint64_t *out;
	struct arena arena;
	struct problems problems;
	size_t bytes;
};

static struct built *built_open(void)
{
	struct built *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	b->scratch = malloc(SCRATCH_BYTES);
	b->out = malloc(CONTENT_BYTES_MAX);
	assert_true(b->scratch && b->out);
	return b;
}

static void built_close(struct built *b)
{
	free(b->scratch);
	free(b->out);
	free(b);
}

static void build_in(struct built *b, const struct doc *doc, size_t scratch_bytes, size_t out_bytes)
{
	b->problems.count = 0;
	b->arena = (struct arena){.base = b->scratch, .size = scratch_bytes};
	b->bytes = content_build(doc, &b->problems, &b->arena, b->out, out_bytes);
}

static bool is_only(const struct problems *problems, const char *text)
{
	return problems->count == 1 && strcmp(problems->list[0].text, text) == 0;
}

static const char too_large[] = "site: all files together are too large: take some content out";
static const char too_large_compiled[] = "site: the content is over 4 MB when compiled: take some out";

/* --- little memory --- */

static void with_too_little_memory_the_files_are_called_too_large(void **state)
{
	enum { STEP_FAR = 1024, STEP_NEAR = 16, NEAR_BYTES = 24 << 10 };
	struct tiny *t = tiny_open();
	struct content_files *files = content_files_open_text("tiny.yaml", t->text, strlen(t->text), &t->problems);
	const struct doc *doc = content_files_doc(files);
	struct built *b = built_open();
	size_t near;

	(void)state;
	build_in(b, doc, SCRATCH_BYTES, CONTENT_BYTES_MAX);
	assert_true(b->bytes > 0);
	/* the last piece that is taken: the list of topics */
	build_in(b, doc, b->arena.used - 1, CONTENT_BYTES_MAX);
	assert_true(is_only(&b->problems, too_large_compiled));
	/* the one before: where phrasings are compared; what is left after it failed are the records and the pool */
	build_in(b, doc, b->arena.used - 1, CONTENT_BYTES_MAX);
	assert_true(is_only(&b->problems, too_large));
	near = b->arena.used - NEAR_BYTES;
	for (size_t size = b->arena.used - 1; size > STEP_FAR; size -= size > near ? STEP_NEAR : STEP_FAR) {
		build_in(b, doc, size, CONTENT_BYTES_MAX);
		assert_int_equal(b->bytes, 0);
		assert_true(is_only(&b->problems, too_large));
	}
	built_close(b);
	content_files_close(files);
	free(t);
}

static void an_image_that_does_not_fit_is_refused_wherever_it_ends(void **state)
{
	struct tiny *t = tiny_open();
	struct content_files *files = content_files_open_text("tiny.yaml", t->text, strlen(t->text), &t->problems);
	const struct doc *doc = content_files_doc(files);
	struct built *b = built_open();
	struct content whole;
	const struct image_table *tables = &whole.strings;
	size_t bytes;

	(void)state;
	build_in(b, doc, SCRATCH_BYTES, CONTENT_BYTES_MAX);
	bytes = b->bytes;
	memcpy(&whole, b->out, sizeof(whole));
	build_in(b, doc, SCRATCH_BYTES, bytes);
	assert_int_equal(b->bytes, bytes); /* to the byte */
	build_in(b, doc, SCRATCH_BYTES, bytes - 1);
	assert_true(is_only(&b->problems, too_large_compiled));
	build_in(b, doc, SCRATCH_BYTES, sizeof(whole) - 1);
	assert_true(is_only(&b->problems, too_large_compiled));
	for (; tables <= &whole.words; tables++)
		for (size_t room = tables->offset - 1; room <= tables->offset + 1U; room++) {
			memset(b->out, 0xa5, CONTENT_BYTES_MAX);
			build_in(b, doc, SCRATCH_BYTES, room);
			assert_int_equal(b->bytes, 0);
			assert_true(is_only(&b->problems, too_large_compiled));
			assert_int_equal(((const uint8_t *)b->out)[room], 0xa5); /* nothing behind it is touched */
		}
	built_close(b);
	content_files_close(files);
	free(t);
}

static void texts_of_more_than_four_megabytes_are_refused_before_they_are_read(void **state)
{
	struct tiny *t = tiny_open();
	struct content_files *files = content_files_open_text("tiny.yaml", t->text, strlen(t->text), &t->problems);
	const struct doc *doc = content_files_doc(files);
	struct built *b = built_open();

	(void)state;
	doc->nodes[doc->nodes_count - 1].value.length = CONTENT_BYTES_MAX; /* said to be so long: not a byte is there */
	build_in(b, doc, SCRATCH_BYTES, CONTENT_BYTES_MAX);
	assert_true(is_only(&b->problems, too_large));
	assert_int_equal(b->arena.used, 0);
	built_close(b);
	content_files_close(files);
	free(t);
}

/* --- what could not be read --- */

static void what_is_missing_may_stand_in_the_file_that_could_not_be_read(void **state)
{
	struct tiny *t = tiny_open();
	struct built *b = built_open();
	struct content_files *files;

	(void)state;
	tiny_edit(t, "site:", "  recognise: {slots: [number], action: look}\n", "");
	tiny_edit(t, "site:", "  person: front\n", "");
	tiny_edit(t, "branches:", "    town: Town\n", "");
	files = content_files_open_text("tiny.yaml", t->text, strlen(t->text), &t->problems);
	problem_add(&b->problems, "other.yaml", 3, "broken YAML");
	b->arena = (struct arena){.base = b->scratch, .size = SCRATCH_BYTES};
	b->bytes = content_build(content_files_doc(files), &b->problems, &b->arena, b->out, CONTENT_BYTES_MAX);
	assert_int_equal(b->bytes, 0);
	/* the site's person and proof may be in the other file; a branch is in one place */
	assert_int_equal(b->problems.count, 2);
	assert_string_equal(b->problems.list[0].text, "other.yaml:3: broken YAML");
	assert_non_null(strstr(b->problems.list[1].text, "branch old_bridge has no \"town\""));
	content_files_close(files);
	built_close(b);
	free(t);
}

/* A folder with the site, one more file and an empty one. */
static void check_with(struct tiny *t, const char *more)
{
	const char *const names[] = {"a.yaml", "b.yaml", "c.yaml"};
	const char *const texts[] = {t->text, more, "# nothing yet\n"};
	char folder[300];
	char path[400];
	void *image;
	enum err err;

	snprintf(folder, sizeof(folder), "%s/tiny.XXXXXX", FOYER_BUILD_DIR);
	assert_non_null(mkdtemp(folder));
	for (int i = 0; i < 3; i++) {
		FILE *file;

		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(texts[i], 1, strlen(texts[i]), file), strlen(texts[i]));
		fclose(file);
	}
	err = content_load(folder, &image, &t->problems);
	assert_int_equal(err == ERR_NONE, t->problems.count == 0);
	free(image);
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		remove(path);
	}
	rmdir(folder);
}

static void a_map_may_be_spread_over_files_and_a_key_stands_once_in_all(void **state)
{
	struct tiny *t = tiny_open();

	(void)state;
	tiny_edit(t, "site:", "  limits:", "#");
	tiny_edit(t, "#\n",
		"    still_there_s: 45\n    countdown_s: 30\n    survey_one_in: 3\n    handover_wait_s: 180\n"
		"    move_min: 30\n    keep_days: 30\n",
		"");
	check_with(t, "site:\n  limits: {still_there_s: 45, countdown_s: 30, survey_one_in: 3, handover_wait_s: 180, "
		      "move_min: 30, "
		      "keep_days: 30}\n");
	assert_int_equal(t->problems.count, 0);
	check_with(t, "site:\n  limits: {still_there_s: 45, countdown_s: 30, survey_one_in: 3, handover_wait_s: 180, "
		      "move_min: 30, "
		      "keep_days: 30}\n  person: front\n");
	assert_int_equal(t->problems.count, 1);
	assert_string_equal(t->problems.list[0].text,
		"b.yaml:3: key \"person\" stands twice in site (first in a.yaml:12): keep one");
	free(t);
}

static void a_section_that_is_no_map_is_told_once(void **state)
{
	struct tiny *t = tiny_open();
	char *labels = strstr(t->text, "labels:\n");

	(void)state;
	check_with(t, "labels: none\n");
	assert_int_equal(t->problems.count, 1);
	assert_non_null(strstr(t->problems.list[0].text, "b.yaml:1: labels is a single value, not a map of keys"));
	*labels = '\0';
	check_with(t, "labels: none\n");
	assert_int_equal(t->problems.count, 1);
	check_with(t, "menu: none\n");
	assert_int_equal(t->problems.count, 2);
	assert_string_equal(t->problems.list[1].text,
		"site: no file has the section \"labels\" (Texts of keys and headings): add it");
	free(t);
}

/* --- too many --- */

static void check_more(struct tiny *t, const char *before, const char *behind, int count)
{
	for (int i = 0; i < count; i++)
		tiny_put(t, "%s%d%s", before, i, behind);
	assert_false(tiny_check(t));
}

static void more_than_two_thousand_entries_of_a_section_are_told_once(void **state)
{
	struct tiny *t = tiny_open();

	(void)state;
	t->text[0] = '\0';
	tiny_put(t, "branches:\n");
	check_more(t, "  - {id: b", "}\n", 2003);
	assert_true(tiny_says(t, 0, "more than 2000 entries in \"branches\": take some out"));
	assert_int_equal(t->problems.count, PROBLEMS_MAX);
	free(t);
}

static void keys_beyond_two_thousand_are_not_read(void **state)
{
	struct tiny *t = tiny_open();
	uint32_t all;

	(void)state;
	check_more(t, "x", ": 1\n", 1986); /* beside the fourteen sections */
	all = t->problems.count + t->problems.dropped;
	assert_int_equal(all, 1986);
	check_more(t, "y", ": 1\n", 100);
	assert_int_equal(t->problems.count + t->problems.dropped, all);
	free(t);
}

static void keys_of_one_record_beyond_two_thousand_are_one_mistake(void **state)
{
	struct tiny *t = tiny_open();
	uint32_t all;

	(void)state;
	t->text[0] = '\0';
	tiny_put(t, "site:\n");
	check_more(t, "  x", ": 1\n", 2000);
	all = t->problems.count + t->problems.dropped;
	check_more(t, "  y", ": 1\n", 100);
	assert_int_equal(t->problems.count + t->problems.dropped, all + 1);
	free(t);
}

/* So many numbers, each between two texts, in the place of `find`; the mistake is told in its line. */
struct many {
	const char *after;
	const char *find;
	const char *before;
	const char *behind;
	int count;
	const char *says;
};

static void expect_too_many(const struct many *many)
{
	struct tiny *t = tiny_open();
	char *put = calloc(1, TINY_BYTES);
	size_t used = 0;
	unsigned line;

	assert_non_null(put);
	for (int i = 0; i < many->count; i++)
		used += (size_t)snprintf(put + used, TINY_BYTES - used, "%s%s%d%s", i > 0 ? ", " : "", many->before,
			i + 10, many->behind);
	line = tiny_edit(t, many->after, many->find, put);
	assert_false(tiny_check(t));
	if (t->problems.count != 1 || !tiny_says(t, line, many->says)) {
		tiny_print(t);
		fail_msg("tiny.yaml:%u: ... %s", line, many->says);
	}
	free(put);
	free(t);
}

static void a_list_beyond_its_limit_is_told(void **state)
{
	static const struct many list[] = {
		{"answers:", "when, at what time, how late", "when ", "", 201, "has 201 phrasings in \"en\""},
		{"hours:\n", "2026-12-25", "2026-12-", "", 201, "more than 200 closed days: take the past ones out"},
		{"teams:", "talk", "talk", "", 201, "skills of team front has 201 entries: give at most 200"},
		{"words:", "w0", "w", "", 201, "yes of words has 201 words in one list: give 1 to 200"},
		{"words:", "20: [one]", "", ": [one]", 2001, "numbers has more than 2000 numbers: take some out"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		expect_too_many(&list[i]);
}

static void a_choice_of_more_than_seven_is_told(void **state)
{
	struct tiny *t = tiny_open();
	unsigned line = tiny_edit(t, "id: size", "    choices:\n", "    choices:\n");

	(void)state;
	for (int i = 0; i < 6; i++) {
		char row[200];

		snprintf(row, sizeof(row),
			"    choices:\n      - {id: s%d, label: {en: S, it: S}, asks: {en: [s%d], it: [t%d]}}\n", i, i,
			i);
		tiny_edit(t, "id: size", "    choices:\n", row);
	}
	assert_false(tiny_check(t));
	assert_int_equal(t->problems.count, 1);
	assert_true(tiny_says(t, line, "slot size has 8 choices: give 2 to 7"));
	free(t);
}

static void a_text_of_more_than_a_thousand_bytes_is_told_in_bytes(void **state)
{
	struct tiny *t = tiny_open();
	char put[400 * 3 + 20] = "text: {en: ";
	unsigned line;

	(void)state;
	for (int i = 0; i < 400; i++)
		strcat(put, "€");
	line = tiny_edit(t, "answers:", "text: {en: At nine", put);
	assert_false(tiny_check(t));
	assert_int_equal(t->problems.count, 1);
	assert_true(tiny_says(t, line, "answer opening has 1200 bytes"));
	assert_true(tiny_says(t, line, "shorten it to 1000"));
	free(t);
}

static void a_text_that_is_not_utf8_is_told(void **state)
{
	struct tiny *t = tiny_open();
	struct content_files *files = content_files_open_text("tiny.yaml", t->text, strlen(t->text), &t->problems);
	const struct doc *doc = content_files_doc(files);
	struct built *b = built_open();

	(void)state;
	for (uint32_t i = 1; i < doc->nodes_count; i++)
		if (text_equal(doc->nodes[i].key, TEXT("town")))
			doc->nodes[i].value = TEXT("Perch\xe9");
	build_in(b, doc, SCRATCH_BYTES, CONTENT_BYTES_MAX);
	assert_int_equal(b->problems.count, 1);
	assert_non_null(strstr(b->problems.list[0].text, "branch old_bridge holds a character that cannot be shown"));
	built_close(b);
	content_files_close(files);
	free(t);
}

static void menu_items_beyond_seven_in_one_place_are_told(void **state)
{
	static const char *const begins[] = {"\nmenu:\n", "    items:\n"};
	static const char *const says[] = {
		"more than 7 items at the top of the menu", "more than 7 items in one place"};

	(void)state;
	for (int k = 0; k < 2; k++) {
		struct tiny *t = tiny_open();
		const char *indent = k == 0 ? "  " : "      ";

		for (int i = 0; i < 7; i++) {
			char row[200];

			snprintf(row, sizeof(row),
				"%s%s- {id: n%d, label: {en: N%d, it: N%d}, icon: box, team: front}\n", begins[k],
				indent, i, i, i);
			tiny_edit(t, "site:", begins[k], row);
		}
		assert_false(tiny_check(t));
		assert_int_equal(t->problems.count, 1);
		assert_non_null(strstr(t->problems.list[0].text, says[k]));
		free(t);
	}
}

static void a_menu_deeper_than_three_levels_is_told(void **state)
{
	struct tiny *t = tiny_open();
	unsigned line = tiny_edit(t, "menu:", "        team: front\n",
		"        items:\n          - id: three\n            label: {en: Three, it: Tre}\n            icon: "
		"box\n"
		"            items:\n              - id: four\n                label: {en: Four, it: Quattro}\n"
		"                icon: box\n                team: front\n");

	(void)state;
	assert_false(tiny_check(t));
	assert_int_equal(t->problems.count, 1);
	assert_true(tiny_says(t, line + 4, "the menu is more than 3 levels deep here: move these items up"));
	free(t);
}

static void more_than_six_opening_offers_keep_everybody_waiting(void **state)
{
	struct tiny *t = tiny_open();

	(void)state;
	for (int i = 0; i < 7; i++) {
		char row[300];

		snprintf(row, sizeof(row),
			"\noffers:\n  - {id: o%d, title: {en: O%d, it: O%d}, text: {en: t, it: t}, from: 2026-11-01, "
			"until: "
			"2026-11-30, item: ask, opening: true}\n",
			i, i, i);
		tiny_edit(t, "site:", "\noffers:\n", row);
	}
	assert_false(tiny_check(t));
	assert_int_equal(t->problems.count, 1);
	assert_non_null(strstr(t->problems.list[0].text, "more than 6 offers are said at the beginning"));
	free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_too_little_memory_the_files_are_called_too_large),
		cmocka_unit_test(an_image_that_does_not_fit_is_refused_wherever_it_ends),
		cmocka_unit_test(texts_of_more_than_four_megabytes_are_refused_before_they_are_read),
		cmocka_unit_test(what_is_missing_may_stand_in_the_file_that_could_not_be_read),
		cmocka_unit_test(a_map_may_be_spread_over_files_and_a_key_stands_once_in_all),
		cmocka_unit_test(a_section_that_is_no_map_is_told_once),
		cmocka_unit_test(more_than_two_thousand_entries_of_a_section_are_told_once),
		cmocka_unit_test(keys_beyond_two_thousand_are_not_read),
		cmocka_unit_test(keys_of_one_record_beyond_two_thousand_are_one_mistake),
		cmocka_unit_test(a_list_beyond_its_limit_is_told),
		cmocka_unit_test(a_choice_of_more_than_seven_is_told),
		cmocka_unit_test(a_text_of_more_than_a_thousand_bytes_is_told_in_bytes),
		cmocka_unit_test(a_text_that_is_not_utf8_is_told),
		cmocka_unit_test(menu_items_beyond_seven_in_one_place_are_told),
		cmocka_unit_test(a_menu_deeper_than_three_levels_is_told),
		cmocka_unit_test(more_than_six_opening_offers_keep_everybody_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
