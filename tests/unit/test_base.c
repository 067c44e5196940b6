/* What everything stands on: UTF-8, letters, memory that is taken once, and beliefs that stop the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static uint32_t first_of(const char *bytes, size_t *length)
{
	const char *at = bytes;
	uint32_t point = text_next(&at, bytes + strlen(bytes));

	*length = (size_t)(at - bytes);
	return point;
}

/* --- UTF-8 --- */

static void what_is_no_utf8_is_one_replacement_a_byte(void **state)
{
	static const char *const broken[] = {
		"\x80",             /* goes on, but nothing began */
		"\xc0\x80",         /* overlong */
		"\xe0\x80\x80",     /* the same with three bytes */
		"\xf0\x80\x80\x80", /* and four */
		"\xed\xa0\x80",     /* half a UTF-16 pair */
		"\xf4\x90\x80\x80", /* beyond the last code point */
		"\xf5\x80\x80\x80", /* no lead byte */
		"\xe2\x82",         /* cut */
		"\xe2\x28\xa1",     /* not continued */
	};
	size_t length;

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		assert_int_equal(first_of(broken[i], &length), 0xfffd);
		assert_int_equal(length, 1);
		assert_false(text_is_utf8(text_of(broken[i])));
	}
}

static void the_edges_of_utf8_are_read_and_written(void **state)
{
	static const struct {
		uint32_t point;
		const char *bytes;
	} edges[] = {{0x7f, "\x7f"}, {0x80, "\xc2\x80"}, {0x7ff, "\xdf\xbf"}, {0x800, "\xe0\xa0\x80"},
		{0xd7ff, "\xed\x9f\xbf"}, {0xe000, "\xee\x80\x80"}, {0xffff, "\xef\xbf\xbf"},
		{0x10000, "\xf0\x90\x80\x80"}, {0x10ffff, "\xf4\x8f\xbf\xbf"}};
	size_t length;
	char out[5];

	(void)state;
	for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
		assert_int_equal(first_of(edges[i].bytes, &length), edges[i].point);
		assert_int_equal(length, strlen(edges[i].bytes));
		assert_int_equal(text_put(out, sizeof(out), edges[i].point), length);
		assert_memory_equal(out, edges[i].bytes, length);
		assert_int_equal(text_put(out, length - 1, edges[i].point), 0);
		assert_true(text_is_utf8(text_of(edges[i].bytes)));
	}
}

static void a_replacement_that_was_written_is_utf8_and_a_nul_is_no_text(void **state)
{
	(void)state;
	assert_true(text_is_utf8(TEXT("a\xef\xbf\xbd"
				      "b")));
	assert_false(text_is_utf8((struct text){"a\0b", 3}));
	assert_int_equal(text_chars(TEXT("\xc3\xa8 l\xc3\xac")), 4);
}

static void a_copy_is_cut_between_two_characters(void **state)
{
	char out[8] = "unhurt";

	(void)state;
	assert_int_equal(text_copy(out, 0, TEXT("words")), 0);
	assert_string_equal(out, "unhurt");
	assert_int_equal(text_copy(out, 4, TEXT("ab\xc3\xa8")), 2);
	assert_string_equal(out, "ab");
	assert_int_equal(text_copy(out, 2, TEXT("\xe2\x82\xac")), 0);
	assert_string_equal(out, "");
	assert_int_equal(text_copy(out, 3, (struct text){"\x80\x80\x80", 3}), 0); /* nothing but the rest of one */
	assert_string_equal(out, "");
	assert_int_equal(text_copy(out, sizeof(out), TEXT("abc")), 3);
	assert_string_equal(out, "abc");
}

static void texts_are_equal_byte_by_byte(void **state)
{
	(void)state;
	assert_true(text_equal(TEXT("card"), TEXT("card")));
	assert_false(text_equal(TEXT("card"), TEXT("care")));
	assert_false(text_equal(TEXT("card"), TEXT("cards")));
	assert_true(text_equal((struct text){NULL, 0}, TEXT("")));
}

/* --- letters --- */

static void capitals_have_their_small_letter(void **state)
{
	static const uint32_t pairs[][2] = {{'A', 'a'}, {'Z', 'z'}, {'[', '['}, {'@', '@'}, {0xa9, 0xa9}, {0xc0, 0xe0},
		{0xde, 0xfe}, {0xd7, 0xd7}, {0xdf, 0xdf}, {0xff, 0xff}, {0x100, 0x101}, {0x101, 0x101}, {0x130, 0x130},
		{0x138, 0x138}, {0x139, 0x13a}, {0x13a, 0x13a}, {0x147, 0x148}, {0x148, 0x148}, {0x149, 0x149},
		{0x14a, 0x14b}, {0x178, 0xff}, {0x179, 0x17a}, {0x17d, 0x17e}, {0x17e, 0x17e}, {0x17f, 0x17f},
		{0x180, 0x180}, {0x390, 0x390}, {0x391, 0x3b1}, {0x3a9, 0x3c9}, {0x3aa, 0x3aa}, {0x3ff, 0x3ff},
		{0x400, 0x450}, {0x40f, 0x45f}, {0x410, 0x430}, {0x42f, 0x44f}, {0x430, 0x430}, {0x4e00, 0x4e00}};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_int_equal(text_lower(pairs[i][0]), pairs[i][1]);
}

static void letters_and_digits_make_words_and_signs_do_not(void **state)
{
	static const uint32_t words[] = {'0', '9', 'a', 'z', 'A', 'Z', 0xaa, 0xb5, 0xba, 0xc0, 0xd8, 0xf6, 0xf8, 0x17f,
		0x1fff, 0x2070, 0x209f, 0x2c00, 0x2fff, 0x3021, 0x4e00, 0xfeff, 0xff10, 0xff19, 0xff21, 0x1efff};
	static const uint32_t signs[] = {'/', ':', '@', '[', '`', '{', ' ', 0xa9, 0xbf, 0xd7, 0xf7, 0x2000, 0x2019,
		0x206f, 0x20a0, 0x20ac, 0x2bff, 0x3000, 0x3002, 0x3020, 0xff00, 0xff01, 0xff0f, 0xff1a, 0xff20, 0xfffd,
		0x1f000, 0x1f600};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_true(text_is_word(words[i]));
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		assert_false(text_is_word(signs[i]));
}

/* --- memory --- */

static void an_arena_gives_zeroed_and_aligned_memory_until_it_is_full(void **state)
{
	static _Alignas(max_align_t) uint8_t bytes[3 * sizeof(max_align_t) + 1];
	struct arena arena = {bytes, sizeof(bytes), 0};
	uint8_t *first;
	uint8_t *second;

	(void)state;
	memset(bytes, 0xff, sizeof(bytes));
	first = arena_take(&arena, 1);
	second = arena_take(&arena, sizeof(max_align_t));
	assert_ptr_equal(first, bytes);
	assert_int_equal((uintptr_t)second % _Alignof(max_align_t), 0);
	assert_true(second > first);
	for (size_t i = 0; i < sizeof(max_align_t); i++)
		assert_int_equal(second[i], 0);
	assert_null(arena_take(&arena, sizeof(bytes)));
	assert_non_null(arena_take(&arena, arena.size - arena.used));
	assert_null(arena_take(&arena, 1)); /* the next aligned place is behind its end */
}

static void every_error_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int err = 0; err < ERR_COUNT; err++) {
		assert_non_null(err_name((enum err)err));
		for (int other = 0; other < err; other++)
			assert_string_not_equal(err_name((enum err)err), err_name((enum err)other));
	}
}

/* --- broken beliefs --- */

static jmp_buf stopped;
static char what_stopped[64];

static void stops(const char *file, int line, const char *what)
{
	assert_non_null(strstr(file, "test_base.c"));
	assert_true(line > 0);
	snprintf(what_stopped, sizeof(what_stopped), "%s", what);
	longjmp(stopped, 1);
}

static void a_broken_belief_is_told_before_the_program_stops(void **state)
{
	volatile int one = 1;

	(void)state;
	check_set_hook(stops);
	if (setjmp(stopped) == 0) {
		CHECK(one == 2);
		fail_msg("it went on");
	}
	check_set_hook(NULL);
	assert_string_equal(what_stopped, "one == 2");
}

static sigjmp_buf trapped;

static void on_trap(int number)
{
	siglongjmp(trapped, number);
}

static void a_broken_belief_stops_the_program_also_when_nobody_is_told(void **state)
{
	static const int traps[] = {SIGILL, SIGTRAP, SIGABRT};
	struct sigaction before[3];
	const struct sigaction act = {.sa_handler = on_trap};
	volatile int one = 1;
	int number;

	(void)state;
	for (int i = 0; i < 3; i++)
		sigaction(traps[i], &act, &before[i]);
	number = sigsetjmp(trapped, 1);
	if (number == 0)
		CHECK(one == 2);
	for (int i = 0; i < 3; i++)
		sigaction(traps[i], &before[i], NULL);
	assert_int_not_equal(number, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_utf8_is_one_replacement_a_byte),
		cmocka_unit_test(the_edges_of_utf8_are_read_and_written),
		cmocka_unit_test(a_replacement_that_was_written_is_utf8_and_a_nul_is_no_text),
		cmocka_unit_test(a_copy_is_cut_between_two_characters),
		cmocka_unit_test(texts_are_equal_byte_by_byte),
		cmocka_unit_test(capitals_have_their_small_letter),
		cmocka_unit_test(letters_and_digits_make_words_and_signs_do_not),
		cmocka_unit_test(an_arena_gives_zeroed_and_aligned_memory_until_it_is_full),
		cmocka_unit_test(every_error_has_a_name_of_its_own),
		cmocka_unit_test(a_broken_belief_is_told_before_the_program_stops),
		cmocka_unit_test(a_broken_belief_stops_the_program_also_when_nobody_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
