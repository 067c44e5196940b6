#include "learn/stats.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { BYTES_MAX = 1 << 16 };

static _Alignas(8) uint8_t image[BYTES_MAX];

static size_t three_rows(void)
{
	assert_true(stats_begin(image, sizeof(image), 8));
	assert_true(stats_add(image, sizeof(image), 1, "form:lost_card", 7, 7));
	assert_true(stats_add(image, sizeof(image), 0, "answer:card_fees", 3, 3));
	assert_true(stats_add(image, sizeof(image), 1, "answer:card_fees", 2, 2));
	return stats_end(image);
}

static void what_was_added_is_found_by_kind_and_id(void **state)
{
	size_t bytes = three_rows();

	(void)state;
	assert_int_equal(stats_sound(image, bytes), ERR_NONE);
	assert_int_equal(stats_find(image, 1, "form:lost_card")->times, 7);
	assert_int_equal(stats_find(image, 0, "answer:card_fees")->times, 3);
	assert_int_equal(stats_find(image, 1, "answer:card_fees")->times, 2);
	assert_null(stats_find(image, 0, "form:lost_card"));
	assert_string_equal(stats_id(image, stats_find(image, 1, "form:lost_card")), "form:lost_card");
}

static void a_full_image_says_so(void **state)
{
	(void)state;
	assert_true(stats_begin(image, sizeof(image), 1));
	assert_true(stats_add(image, sizeof(image), 0, "a", 1, 1));
	assert_false(stats_add(image, sizeof(image), 0, "b", 1, 1));
	assert_false(stats_begin(image, sizeof(struct stats), 1));
}

static void no_row_is_written_beyond_the_room(void **state)
{
	const size_t room = sizeof(struct stats) + 2 * sizeof(struct stat) + 1 + 4;

	(void)state;
	assert_true(stats_begin(image, room, 2));
	image[room] = '#';
	assert_false(stats_add(image, room, 0, "four", 1, 1)); /* with its end it has five bytes */
	assert_true(stats_add(image, room, 0, "for", 1, 1));
	assert_false(stats_add(image, room, 0, "", 1, 1));
	assert_int_equal(image[room], '#');
	assert_int_equal(stats_sound(image, stats_end(image)), ERR_NONE);
	assert_int_equal(stats_find(image, 0, "for")->times, 1);
	assert_false(stats_begin(image, SIZE_MAX, UINT32_MAX)); /* no image is so large */
}

static void an_image_without_strings_is_refused(void **state)
{
	struct stats *stats = (void *)image;
	size_t bytes = three_rows();

	(void)state;
	assert_int_equal(stats_sound(image, sizeof(struct stats) - 1), ERR_FORMAT);
	stats->strings.count = 0;
	assert_int_equal(stats_sound(image, bytes), ERR_FORMAT);
}

static void a_damaged_image_is_refused_or_read_safely(void **state)
{
	struct rng rng = {11};
	static _Alignas(8) uint8_t whole[BYTES_MAX];
	size_t bytes = three_rows();

	(void)state;
	memcpy(whole, image, bytes);
	for (int i = 0; i < 5000; i++) {
		memcpy(image, whole, bytes);
		image[rng_below(&rng, (uint32_t)bytes)] ^= (uint8_t)(1 + rng_below(&rng, 255));
		if (stats_sound(image, bytes) == ERR_NONE)
			stats_find(image, rng_below(&rng, 3), "form:lost_card");
	}
	assert_int_equal(stats_sound(whole, bytes - 1), ERR_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_added_is_found_by_kind_and_id),
		cmocka_unit_test(a_full_image_says_so),
		cmocka_unit_test(no_row_is_written_beyond_the_room),
		cmocka_unit_test(an_image_without_strings_is_refused),
		cmocka_unit_test(a_damaged_image_is_refused_or_read_safely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
