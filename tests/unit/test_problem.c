/* Mistakes as they are told: where first, in the order of files and lines, each once, and never half a letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "content/problem.h"

static struct problems *problems_open(void)
{
	struct problems *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	return p;
}

static void a_mistake_begins_with_its_file_and_line_where_there_are_such(void **state)
{
	struct problems *p = problems_open();

	(void)state;
	problem_add(p, "menu.yaml", 12, "no %s: add it", "label");
	problem_add(p, "menu.yaml", 0, "empty");
	problem_add(p, NULL, 12, "too large");
	assert_string_equal(p->list[0].text, "menu.yaml:12: no label: add it");
	assert_string_equal(p->list[1].text, "menu.yaml: empty");
	assert_string_equal(p->list[2].text, "site: too large");
	free(p);
}

static void mistakes_are_sorted_by_file_and_line_and_told_once(void **state)
{
	static const struct {
		const char *file;
		uint32_t line;
		const char *what;
	} added[] = {{"menu.yaml", 12, "b"}, {"menu.yaml", 9, "b"}, {"forms.yaml", 100, "a"}, {"menu.yaml", 12, "bc"},
		{"menu.yaml", 12, "b"}, {"menu2.yaml", 1, "a"}, {"menu.yaml", 12, "a"}, {"menu.yaml", 12, "bc"}};
	static const char *const sorted[] = {"forms.yaml:100: a", "menu.yaml:9: b", "menu.yaml:12: a",
		"menu.yaml:12: b", "menu.yaml:12: bc", "menu2.yaml:1: a"};
	struct problems *p = problems_open();

	(void)state;
	for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++)
		problem_add(p, added[i].file, added[i].line, "%s", added[i].what);
	problems_sort(p);
	assert_int_equal(p->count, 6);
	for (int i = 0; i < 6; i++)
		assert_string_equal(p->list[i].text, sorted[i]);
	free(p);
}

static void beyond_four_hundred_mistakes_are_only_counted(void **state)
{
	struct problems *p = problems_open();

	(void)state;
	for (uint32_t i = 0; i < PROBLEMS_MAX + 3; i++)
		problem_add(p, "a.yaml", i + 1, "x");
	assert_int_equal(p->count, PROBLEMS_MAX);
	assert_int_equal(p->dropped, 3);
	assert_string_equal(p->list[PROBLEMS_MAX - 1].text, "a.yaml:400: x");
	free(p);
}

static void a_long_mistake_is_cut_between_letters(void **state)
{
	static const char *const letters[] = {"a", "è", "€", "🌱"};
	char name[3 * PROBLEM_BYTES_MAX] = "";

	(void)state;
	for (size_t k = 0; k < sizeof(letters) / sizeof(letters[0]); k++) {
		name[0] = '\0';
		for (size_t i = 0; i + strlen(letters[k]) < 2 * PROBLEM_BYTES_MAX; i += strlen(letters[k]))
			strcat(name, letters[k]);
		/* whatever stands in front: the cut falls on each byte of the letter */
		for (int shift = 0; shift < 4; shift++) {
			struct problems *p = problems_open();
			size_t length;

			problem_add(p, "a.yaml", 1, "%.*s%s", shift, "xyz", name);
			length = strlen(p->list[0].text);
			assert_true(text_is_utf8(text_of(p->list[0].text)));
			assert_in_range(length, PROBLEM_BYTES_MAX - strlen(letters[k]), PROBLEM_BYTES_MAX - 1);
			free(p);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mistake_begins_with_its_file_and_line_where_there_are_such),
		cmocka_unit_test(mistakes_are_sorted_by_file_and_line_and_told_once),
		cmocka_unit_test(beyond_four_hundred_mistakes_are_only_counted),
		cmocka_unit_test(a_long_mistake_is_cut_between_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
