/* Texts with their values, and when somebody is there: on the tiny site, where each word is known. */
#include "tiny_help.h"

#include "content/say.h"

enum { MINUTE_S = 60, HOUR_S = 60 * MINUTE_S, DAY_S = 24 * HOUR_S };

static struct content *content_of(struct tiny *t)
{
	void *image;
	enum err err = content_load_text("tiny.yaml", t->text, strlen(t->text), &image, &t->problems);

	if (err)
		tiny_print(t);
	assert_int_equal(err, ERR_NONE);
	free(t);
	return image;
}

/* --- values --- */

static void a_damaged_list_of_values_ends_where_its_last_whole_value_ends(void **state)
{
	static const struct {
		const char *bytes;
		uint16_t count;
		bool has_a;
	} damaged[] = {{"a\0one\0b", 7, true}, {"a\0one\0b\0", 8, true}, {"a\0one\0b\0tw", 10, true},
		{"a\0one", 5, false}, {"a", 1, false}, {"a\0", 2, false}};

	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
		struct values values = {.bytes = damaged[i].count};

		memset(values.list, 'x', sizeof(values.list));
		memcpy(values.list, damaged[i].bytes, damaged[i].count);
		assert_null(values_get(&values, "b"));
		if (damaged[i].has_a)
			assert_string_equal(values_get(&values, "a"), "one");
		else
			assert_null(values_get(&values, "a"));
	}
}

static void a_value_for_which_no_room_is_left_is_not_there(void **state)
{
	static char large[VALUES_BYTES_MAX];
	struct values values = {0};

	(void)state;
	memset(large, 'v', VALUES_BYTES_MAX - 1);
	values_set(&values, "a", "one");
	values_set(&values, "big", large); /* cut: it takes all that is left */
	assert_int_equal(values.bytes, VALUES_BYTES_MAX);
	values_set(&values, "b", "two");
	assert_null(values_get(&values, "b"));
	assert_string_equal(values_get(&values, "a"), "one");
	assert_int_equal(strlen(values_get(&values, "big")), VALUES_BYTES_MAX - strlen("a.one.big.."));
}

static void a_name_too_long_to_be_one_has_no_value(void **state)
{
	char text[100] = "<{";
	char out[32];
	struct values values = {0};

	(void)state;
	memset(text + 2, 'n', 70);
	strcpy(text + 72, "}>");
	content_fill(text, &values, out, sizeof(out));
	assert_string_equal(out, "<>");
	text[2 + 63] = '\0'; /* the longest name there is has one; one letter more is no other way to write it */
	values_set(&values, text + 2, "here");
	strcpy(text + 2 + 63, "}>");
	text[2 + 62] = 'n';
	content_fill(text, &values, out, sizeof(out));
	assert_string_equal(out, "<here>");
	strcpy(text + 2 + 63, "n}>");
	content_fill(text, &values, out, sizeof(out));
	assert_string_equal(out, "<>");
}

static void no_text_has_one_wording_that_says_nothing(void **state)
{
	struct content *c = content_of(tiny_open());

	(void)state;
	assert_int_equal(content_wordings(c, NONE16, 0), 1);
	assert_string_equal(content_text(c, NONE16, 0, 2), "");
	assert_int_equal(content_wordings(c, c->prompt[PROMPT_GREET], 0), 3);
	free(c);
}

/* --- aloud --- */

static void one_remark_stands_for_a_sentences_own_values_up_to_the_last(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} each[] = {
		{"Read: {code}, {value}. Then go", "Read: a. Then go"},
		{"Read: {code}, then {team}. Then go", "Read: a, then Front. Then go"},
		{"Read: {code}, {team}, {value}. Then go", "Read: a. Then go"},
		{"Read: {team}, {value}. Then go", "Read: Front, a. Then go"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++) {
		struct tiny *t = tiny_open();
		struct saying saying = {0};
		char put[100];
		char out[100];
		struct content *c;

		snprintf(put, sizeof(put), "[\"%s\", b, c]", each[i].text);
		tiny_edit(t, "\n  callback_made:", "[a, b, c]", put);
		c = content_of(t);
		saying.text = c->prompt[PROMPT_CALLBACK_MADE];
		values_set(&saying.values, "code", "4711");
		values_set(&saying.values, "value", "0541 1");
		values_set(&saying.values, "team", "Front");
		content_say_aloud(c, &saying, false, out, sizeof(out));
		assert_string_equal(out, each[i].said);
		free(c);
	}
}

/* --- hours --- */

static const int64_t monday = (int64_t)20773 * DAY_S; /* 2026-11-16 */

/* The tiny site's desk, open on Mondays from nine to five only. */
static struct content *mondays(const char *closed)
{
	struct tiny *t = tiny_open();

	tiny_edit(t, "hours:\n", "[\"09:00-12:00\", \"13:00-17:00\"]", "[\"09:00-17:00\"]");
	tiny_edit(t, "tue: ", "[\"09:00-17:00\"]", "[]");
	tiny_edit(t, "sun: ", "[\"00:00-24:00\"]", "[]");
	tiny_edit(t, "hours:\n", "[2026-12-25]", closed);
	return content_of(t);
}

static void who_opens_in_more_than_a_fortnight_opens_at_no_time_that_is_told(void **state)
{
	struct content *open = mondays("[]");
	struct content *two_closed = mondays("[2026-11-16, 2026-11-23]");
	struct content *three_closed = mondays("[2026-11-16, 2026-11-23, 2026-11-30]");
	uint16_t desk = 0;

	(void)state;
	assert_int_equal(content_opens_at(open, desk, monday + 8 * HOUR_S), monday + 9 * HOUR_S);
	assert_int_equal(content_opens_at(open, desk, monday + 9 * HOUR_S), monday + 7 * DAY_S + 9 * HOUR_S);
	/* fourteen days to the minute, and one minute more */
	assert_int_equal(content_opens_at(two_closed, desk, monday + 9 * HOUR_S), monday + 14 * DAY_S + 9 * HOUR_S);
	assert_int_equal(content_opens_at(two_closed, desk, monday + 9 * HOUR_S - MINUTE_S), 0);
	assert_int_equal(content_opens_at(three_closed, desk, monday + 9 * HOUR_S), 0);
	free(open);
	free(two_closed);
	free(three_closed);
}

static void a_desk_closes_when_its_present_hours_end(void **state)
{
	struct content *c = content_of(tiny_open());

	(void)state;
	assert_int_equal(content_closes_at(c, 0, monday + 9 * HOUR_S), monday + 12 * HOUR_S);
	assert_int_equal(content_closes_at(c, 0, monday + 16 * HOUR_S), monday + 17 * HOUR_S);
	assert_int_equal(content_closes_at(c, 0, monday + 12 * HOUR_S), 0);
	assert_int_equal(content_closes_at(c, 0, monday - HOUR_S), monday); /* Sunday: open until midnight */
	assert_int_equal(content_closes_at(c, 0, 0), 0);
	free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_damaged_list_of_values_ends_where_its_last_whole_value_ends),
		cmocka_unit_test(a_value_for_which_no_room_is_left_is_not_there),
		cmocka_unit_test(a_name_too_long_to_be_one_has_no_value),
		cmocka_unit_test(no_text_has_one_wording_that_says_nothing),
		cmocka_unit_test(one_remark_stands_for_a_sentences_own_values_up_to_the_last),
		cmocka_unit_test(who_opens_in_more_than_a_fortnight_opens_at_no_time_that_is_told),
		cmocka_unit_test(a_desk_closes_when_its_present_hours_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
