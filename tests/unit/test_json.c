#include "json.h"
#include "json_write.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct json *parsed(const char *text)
{
	struct json *root;
	enum err err = json_parse(text, strlen(text), &root, NULL);

	assert_int_equal(err, ERR_NONE);
	assert_non_null(root);
	return root;
}

static enum err refused_at(const char *text, size_t bytes, unsigned *line)
{
	struct json *root;
	enum err err = json_parse(text, bytes, &root, line);

	assert_null(root);
	return err;
}

static void values_are_read_as_they_were_written(void **state)
{
	struct json *root = parsed("{\"a\": \"caff\\u00e8\", \"b\": [1, -2, true, false, 2.5], \"c\": null}");
	const struct json *list = json_member(root, "b");
	int64_t whole = 0;

	(void)state;
	assert_string_equal(json_text(json_member(root, "a")), "caffè");
	assert_int_equal(json_count(root), 3);
	assert_int_equal(json_count(list), 5);
	assert_true(json_whole(json_item(list, 1), &whole));
	assert_int_equal(whole, -2);
	assert_true(json_flag(json_item(list, 2)));
	assert_false(json_flag(json_item(list, 3)));
	assert_false(json_whole(json_item(list, 4), &whole));
	json_close(root);
}

static void what_is_not_there_is_nothing_and_does_not_crash(void **state)
{
	struct json *root = parsed("[\"text\"]");
	int64_t whole;

	(void)state;
	assert_null(json_member(root, "a"));
	assert_null(json_text(json_member(json_item(root, 0), "a")));
	assert_null(json_item(root, 1));
	assert_null(json_text(NULL));
	assert_false(json_whole(json_item(root, 0), &whole));
	assert_false(json_flag(NULL));
	assert_int_equal(json_count(json_item(root, 0)), 0);
	json_close(root);
	json_close(NULL);
}

static void a_mistake_is_named_with_its_line(void **state)
{
	static const char text[] = "{\n\"a\": 1,\n\"b\": x\n}";
	unsigned line = 0;

	(void)state;
	assert_int_equal(refused_at(text, strlen(text), &line), ERR_FORMAT);
	assert_int_equal(line, 3);
}

static void a_name_twice_a_broken_text_and_a_tail_are_refused(void **state)
{
	static const char *const bad[] = {
		"{\"a\":1,\"a\":2}", "{\"a\":\"\xff\"}", "{} {}", "", "{\"a\":\"\\u0000\"}", "{\"a\":1,}", "'a'"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(refused_at(bad[i], strlen(bad[i]), NULL), ERR_FORMAT);
}

static void nested(char *out, unsigned depth)
{
	memset(out, '[', depth);
	memset(out + depth, ']', depth);
}

static void nesting_is_taken_to_its_limit_and_no_deeper(void **state)
{
	static char text[200000];
	struct json *root;

	(void)state;
	nested(text, JSON_DEPTH_MAX);
	assert_int_equal(json_parse(text, JSON_DEPTH_MAX * 2, &root, NULL), ERR_NONE);
	json_close(root);
	nested(text, JSON_DEPTH_MAX + 1);
	assert_int_equal(refused_at(text, JSON_DEPTH_MAX * 2 + 2, NULL), ERR_FORMAT);
	nested(text, sizeof(text) / 2);
	assert_int_equal(refused_at(text, sizeof(text), NULL), ERR_FORMAT);
}

static void brackets_inside_a_text_are_not_nesting(void **state)
{
	char text[200] = "[\"\\\"";
	struct json *root;

	(void)state;
	memset(text + 4, '[', 100);
	strcpy(text + 104, "\"]");
	assert_int_equal(json_parse(text, strlen(text), &root, NULL), ERR_NONE);
	json_close(root);
}

static void too_much_text_is_refused_before_it_is_read(void **state)
{
	char *text = malloc(JSON_BYTES_MAX + 1);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', JSON_BYTES_MAX + 1);
	assert_int_equal(refused_at(text, JSON_BYTES_MAX + 1, NULL), ERR_NO_SPACE);
	free(text);
}

static const char sample[] =
	"{\"key\":\"desk-17\",\"ask\":false,\"n\":-12,\"inputs\":{\"a\":\"\\u00e8\\n\\\"\",\"b\":[1,2,{}]}}";

static void a_text_cut_anywhere_is_refused(void **state)
{
	(void)state;
	for (size_t bytes = 0; bytes < sizeof(sample) - 1; bytes++)
		assert_int_equal(refused_at(sample, bytes, NULL), ERR_FORMAT);
}

static void ten_thousand_mutations_are_taken_or_refused(void **state)
{
	struct rng rng = {17};
	unsigned taken = 0;

	(void)state;
	for (unsigned round = 0; round < 10000; round++) {
		char text[sizeof(sample)];
		struct json *root;
		enum err err;

		memcpy(text, sample, sizeof(sample));
		for (uint32_t changes = 1 + rng_below(&rng, 4); changes > 0; changes--)
			text[rng_below(&rng, sizeof(sample) - 1)] = (char)rng_below(&rng, 256);
		err = json_parse(text, sizeof(sample) - 1, &root, NULL);
		assert_true(err == ERR_NONE ? root != NULL : root == NULL);
		taken += err == ERR_NONE;
		json_close(root);
	}
	assert_in_range(taken, 1, 9999);
}

static void what_is_written_is_read_back_the_same(void **state)
{
	static const char nasty[] = "a \"b\" \\ \n\r\t\x01\x7f è € 𝄞 </script>";
	char text[400];
	struct json_out out;
	struct json *root;
	int64_t whole = 0;

	(void)state;
	json_to_buffer(&out, text, sizeof(text));
	json_put_map(&out, NULL);
	json_put_text(&out, "t", nasty);
	json_put_text(&out, "null", NULL);
	json_put_list(&out, "l");
	json_put_whole(&out, NULL, INT64_MIN);
	json_put_flag(&out, NULL, true);
	json_put_map(&out, NULL);
	json_put_end(&out);
	json_put_end(&out);
	json_put_end(&out);
	assert_false(out.full);

	root = parsed(text);
	assert_string_equal(json_text(json_member(root, "t")), nasty);
	assert_int_equal(json_count(root), 3);
	assert_true(json_whole(json_item(json_member(root, "l"), 0), &whole));
	assert_true(whole == INT64_MIN);
	assert_int_equal(json_count(json_member(root, "l")), 3);
	json_close(root);
}

static void broken_bytes_are_written_as_replacement_characters(void **state)
{
	char text[40];
	struct json_out out;

	(void)state;
	json_to_buffer(&out, text, sizeof(text));
	json_put_text(&out, NULL, "a\xff\xc3");
	assert_string_equal(text, "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void a_full_buffer_is_said_and_never_overrun(void **state)
{
	(void)state;
	for (size_t room = 1; room < 24; room++) {
		char text[32];
		struct json_out out;

		memset(text, '#', sizeof(text));
		json_to_buffer(&out, text, room);
		json_put_map(&out, NULL);
		json_put_text(&out, "name", "0123456789ab");
		json_put_end(&out);
		assert_true(out.full);
		assert_true(strlen(text) < room);
		assert_int_equal(text[room], '#');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_read_as_they_were_written),
		cmocka_unit_test(what_is_not_there_is_nothing_and_does_not_crash),
		cmocka_unit_test(a_mistake_is_named_with_its_line),
		cmocka_unit_test(a_name_twice_a_broken_text_and_a_tail_are_refused),
		cmocka_unit_test(nesting_is_taken_to_its_limit_and_no_deeper),
		cmocka_unit_test(brackets_inside_a_text_are_not_nesting),
		cmocka_unit_test(too_much_text_is_refused_before_it_is_read),
		cmocka_unit_test(a_text_cut_anywhere_is_refused),
		cmocka_unit_test(ten_thousand_mutations_are_taken_or_refused),
		cmocka_unit_test(what_is_written_is_read_back_the_same),
		cmocka_unit_test(broken_bytes_are_written_as_replacement_characters),
		cmocka_unit_test(a_full_buffer_is_said_and_never_overrun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
