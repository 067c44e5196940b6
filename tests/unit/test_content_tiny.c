/* What content_build() makes of a site that is whole but for one thing: the limits of the judge's own memory. */
#include "tiny_help.h"

static void the_tiny_site_has_no_mistakes(void **state)
{
	struct tiny *t = tiny_open();

	(void)state;
	if (!tiny_check(t)) {
		tiny_print(t);
		fail();
	}
	free(t);
}

/* Lists of lists: many entries and not one text. The judge has room for one word, day, phrase for each text. */
static void put_empty_lists(struct tiny *t, int count)
{
	for (int i = 0; i < count; i++)
		tiny_put(t, "%s[]", i ? "," : "");
}

static void lists_without_texts_are_told_and_need_no_room(void **state)
{
	struct tiny *t = tiny_open();

	(void)state;
	t->text[0] = '\0';
	tiny_put(t, "site: {languages: [en]}\nwords:\n");
	for (int k = 0; k < WORDS_DIGITS; k++) {
		tiny_put(t, "  \"%s\": {en: [", words_kind_name((enum words_kind)k));
		put_empty_lists(t, 200);
		tiny_put(t, "]}\n");
	}
	tiny_put(t, "hours:\n  - {id: desk, closed: [");
	put_empty_lists(t, 200);
	tiny_put(t, "]}\nactions:\n  - {id: look, kind: program, program: [");
	put_empty_lists(t, 8);
	tiny_put(t, "]}\nslots:\n  - {id: size, type: choice, choices: [");
	put_empty_lists(t, 7);
	tiny_put(t, "]}\n");
	assert_false(tiny_check(t));
	assert_true(tiny_says(t, 3, "not a single value"));
	tiny_print(t);
	free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tiny_site_has_no_mistakes),
		cmocka_unit_test(lists_without_texts_are_told_and_need_no_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
