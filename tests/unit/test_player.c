/* What one call hears, and whose sound belongs to it. */
#include "line/latch.h"
#include "line/player.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct player player;

static int begin(void **state)
{
	(void)state;
	player_begin(&player);
	return 0;
}

static int end(void **state)
{
	(void)state;
	player_stop(&player); /* the leak checker sees a hold that is left */
	return 0;
}

/* Frames of which every byte is `value`. */
static struct line_prompt *made_of(uint8_t value, size_t frames_count)
{
	struct line_prompt *prompt = prompt_new(CODEC_PCMA);
	uint8_t *frames = malloc(frames_count * CODEC_FRAME_BYTES);

	assert_non_null(prompt);
	assert_non_null(frames);
	memset(frames, value, frames_count * CODEC_FRAME_BYTES);
	prompt_finish(prompt, frames, frames_count);
	return prompt;
}

static void play(uint8_t value, size_t frames_count, bool firm)
{
	struct line_prompt *prompt = made_of(value, frames_count);
	const struct player_prompt what = {prompt, value, firm};

	assert_int_equal(player_play(&player, &what), ERR_NONE);
	prompt_drop(prompt);
}

static void hears(uint8_t value)
{
	const uint8_t *frame = player_frame(&player);

	assert_non_null(frame);
	assert_int_equal(frame[0], value);
	assert_int_equal(frame[CODEC_FRAME_BYTES - 1], value);
}

static void prompts_are_heard_whole_and_in_turn(void **state)
{
	uint32_t mark = 0;

	(void)state;
	assert_false(player_is_done(&player, &mark));
	play(1, 2, false);
	play(2, 1, false);
	hears(1);
	hears(1);
	assert_false(player_is_done(&player, &mark));
	hears(2);
	assert_null(player_frame(&player));
	assert_true(player_is_done(&player, &mark));
	assert_int_equal(mark, 2);
	assert_false(player_is_done(&player, &mark)); /* told once */
}

static void an_interruption_leaves_what_is_firm(void **state)
{
	uint32_t mark;

	(void)state;
	play(1, 5, false);
	play(2, 2, true);
	play(3, 5, false);
	hears(1);
	player_interrupt(&player);
	hears(2); /* from its beginning */
	player_interrupt(&player);
	hears(2);
	assert_null(player_frame(&player));
	assert_true(player_is_done(&player, &mark));
	assert_int_equal(mark, 3);
}

static void what_is_stopped_is_not_reported(void **state)
{
	uint32_t mark;

	(void)state;
	play(1, 5, true);
	hears(1);
	player_stop(&player);
	assert_null(player_frame(&player));
	assert_false(player_is_done(&player, &mark));
}

/* The order stands, however long the first one takes to be made. */
static void what_is_not_made_yet_is_waited_for(void **state)
{
	struct line_prompt *slow = prompt_new(CODEC_PCMA);
	const struct player_prompt what = {slow, 1, false};
	uint8_t *frame = malloc(CODEC_FRAME_BYTES);
	uint32_t mark;

	(void)state;
	assert_int_equal(player_play(&player, &what), ERR_NONE);
	play(2, 1, false);
	assert_null(player_frame(&player));
	assert_false(player_is_done(&player, &mark));
	memset(frame, 1, CODEC_FRAME_BYTES);
	prompt_finish(slow, frame, 1);
	prompt_drop(slow);
	hears(1);
	hears(2);
}

static void a_prompt_that_could_not_be_made_holds_nobody_up(void **state)
{
	struct line_prompt *silent = prompt_new(CODEC_PCMA);
	const struct player_prompt what = {silent, 1, true};

	(void)state;
	prompt_finish(silent, NULL, 0);
	assert_int_equal(player_play(&player, &what), ERR_NONE);
	prompt_drop(silent);
	play(2, 1, false);
	hears(2);
}

static void too_many_are_refused_and_the_first_stay(void **state)
{
	struct line_prompt *prompt = made_of(9, 1);
	const struct player_prompt what = {prompt, 9, false};

	(void)state;
	for (uint8_t i = 0; i < PLAYER_PROMPTS_MAX; i++)
		play(i, 1, false);
	assert_int_equal(player_play(&player, &what), ERR_NO_SPACE);
	prompt_drop(prompt);
	for (uint8_t i = 0; i < PLAYER_PROMPTS_MAX; i++)
		hears(i);
	assert_null(player_frame(&player));
}

/* --- whose sound --- */

static struct latch_address address(uint8_t last, uint16_t port)
{
	return (struct latch_address){.ip = {[10] = 0xff, [11] = 0xff, 192, 0, 2, last}, .port = port};
}

static void who_was_signalled_is_heard_at_once_and_nobody_else(void **state)
{
	const struct latch_address signalled = address(1, 4000);
	const struct latch_address stranger = address(9, 4000);
	struct latch latch;

	(void)state;
	latch_begin(&latch, &signalled);
	assert_true(latch_hears(&latch, &signalled));
	for (unsigned i = 0; i < 100; i++)
		assert_false(latch_hears(&latch, &stranger));
	assert_true(latch_hears(&latch, &signalled));
	assert_int_equal(latch_to(&latch)->ip[15], 1);
}

static void behind_a_translation_the_first_steady_source_is_chosen(void **state)
{
	const struct latch_address signalled = address(1, 4000);
	const struct latch_address other = address(7, 5000);
	const struct latch_address same_host = address(7, 5001);
	struct latch latch;

	(void)state;
	latch_begin(&latch, &signalled);
	for (unsigned i = 0; i < 3; i++) { /* two that take turns are not steady */
		assert_false(latch_hears(&latch, &other));
		assert_false(latch_hears(&latch, &same_host));
	}
	for (unsigned i = 0; i < LATCH_STEADY_PACKETS - 1; i++)
		assert_false(latch_hears(&latch, &other));
	assert_int_equal(latch_to(&latch)->port, 4000);
	assert_true(latch_hears(&latch, &other));
	assert_int_equal(latch_to(&latch)->port, 5000);
	assert_false(latch_hears(&latch, &signalled)); /* chosen once */
	latch_begin(&latch, &signalled);               /* signalled anew */
	assert_true(latch_hears(&latch, &signalled));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(prompts_are_heard_whole_and_in_turn, begin, end),
		cmocka_unit_test_setup_teardown(an_interruption_leaves_what_is_firm, begin, end),
		cmocka_unit_test_setup_teardown(what_is_stopped_is_not_reported, begin, end),
		cmocka_unit_test_setup_teardown(what_is_not_made_yet_is_waited_for, begin, end),
		cmocka_unit_test_setup_teardown(a_prompt_that_could_not_be_made_holds_nobody_up, begin, end),
		cmocka_unit_test_setup_teardown(too_many_are_refused_and_the_first_stay, begin, end),
		cmocka_unit_test(who_was_signalled_is_heard_at_once_and_nobody_else),
		cmocka_unit_test(behind_a_translation_the_first_steady_source_is_chosen),
	};

	return cmocka_run_group_tests_name("player", tests, NULL, NULL);
}
