#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../bench/hangup_score.h"

#include <string.h>

enum { TRIES = 40, HEARD_WITHIN_MS = 9000 };

static void every_country_s_tones_are_heard(void **state)
{
	struct rng rng = {.state = 180};
	size_t count;
	const struct hangup_country *countries = hangup_countries(&count);

	(void)state;
	assert_true(count >= 25);
	for (size_t i = 0; i < count; i++)
		for (unsigned cadence = 0; cadence < HANGUP_TONE_CADENCES; cadence++)
			for (unsigned try = 0; try < TRIES && countries[i].cadence_ms[cadence][0]; try++) {
				struct hangup_made made = hangup_draw(&rng, &countries[i], cadence);
				uint32_t ms = hangup_heard_ms(&hangup_ear, &rng, &made);

				if (ms == 0 || ms > HEARD_WITHIN_MS)
					fail_msg("%s, cadence %u, %d dBm0, %d permille off: %u ms", countries[i].code,
						cadence, made.dbm0, made.off_permille, ms);
			}
}

static void a_dial_tone_is_heard_when_it_stays(void **state)
{
	struct rng rng = {.state = 1};
	size_t count;
	const struct hangup_country *countries = hangup_countries(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const struct hangup_made made = {.country = &countries[i], .dials = true, .dbm0 = -12, .snr_db = 25};
		uint32_t ms = hangup_heard_ms(&hangup_ear, &rng, &made);

		assert_in_range(ms, HANGUP_TONE_STEADY_MS, HANGUP_TONE_STEADY_MS + 500);
	}
}

/* Ringing, a waiting call's beep, a machine's one: none says that anybody has gone. */
static void other_cadences_are_not_heard(void **state)
{
	static const uint16_t others_ms[][HANGUP_TONE_RUNS] = {
		{1000, 4000}, {400, 200, 400, 2000}, {100, 900}, {1000, 1000}, {60, 60}, {200, 3000}, {500, 1500}};
	struct rng rng = {.state = 2};

	(void)state;
	for (size_t i = 0; i < sizeof(others_ms) / sizeof(others_ms[0]); i++) {
		const struct hangup_made made = {
			.country = hangup_country("it"), .cadence_ms = others_ms[i], .dbm0 = -12, .snr_db = 25};

		assert_int_equal(hangup_heard_ms(&hangup_ear, &rng, &made), 0);
	}
}

static void other_frequencies_are_not_heard(void **state)
{
	static const uint16_t busy_ms[HANGUP_TONE_RUNS] = {500, 500};
	struct rng rng = {.state = 3};

	(void)state;
	for (int permille = 150; permille < 1000; permille += 50) {
		const struct hangup_made made = {.country = hangup_country("it"),
			.cadence_ms = busy_ms,
			.off_permille = permille,
			.dbm0 = -12,
			.snr_db = 25};

		assert_int_equal(hangup_heard_ms(&hangup_ear, &rng, &made), 0);
	}
}

static void two_times_are_not_enough(void **state)
{
	const struct hangup_country *it = hangup_country("it");
	struct hangup_tone tone;
	int16_t frame[HANGUP_TONE_FRAME];

	(void)state;
	hangup_tone_begin(&tone, it);
	for (uint32_t at = 0; at < 10 * 50; at++) { /* twice, and then the silence of somebody who listens */
		memset(frame, 0, sizeof(frame));
		if (at < 100 && at % 50 < 25)
			hangup_make(it->hz, 8000, (size_t)at * HANGUP_TONE_FRAME, frame);
		assert_false(hangup_tone_hear(&tone, frame, HANGUP_TONE_FRAME));
	}
}

static void packets_of_any_length_will_do(void **state)
{
	const struct hangup_country *us = hangup_country("us");
	int16_t frame[HANGUP_TONE_FRAME];

	(void)state;
	for (size_t part = 1; part <= HANGUP_TONE_FRAME; part += 53) {
		struct hangup_tone tone;
		bool gone = false;

		hangup_tone_begin(&tone, us);
		for (size_t at = 0; at < 8 * 50 && !gone; at++) {
			memset(frame, 0, sizeof(frame));
			if (at % 50 < 25)
				hangup_make(us->hz, 8000, at * HANGUP_TONE_FRAME, frame);
			for (size_t from = 0; from < HANGUP_TONE_FRAME; from += part) {
				size_t count = HANGUP_TONE_FRAME - from < part ? HANGUP_TONE_FRAME - from : part;

				gone = hangup_tone_hear(&tone, frame + from, count) || gone;
			}
		}
		assert_true(gone);
	}
}

static void nothing_is_heard_where_nothing_is_listened_for(void **state)
{
	const struct hangup_made made = {.country = NULL, .dbm0 = -12, .snr_db = 25};
	struct rng rng = {.state = 4};

	(void)state;
	assert_int_equal(hangup_heard_ms(&hangup_ear, &rng, &made), 0);
	assert_null(hangup_country("xx"));
	assert_null(hangup_country(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_country_s_tones_are_heard),
		cmocka_unit_test(a_dial_tone_is_heard_when_it_stays),
		cmocka_unit_test(other_cadences_are_not_heard),
		cmocka_unit_test(other_frequencies_are_not_heard),
		cmocka_unit_test(two_times_are_not_enough),
		cmocka_unit_test(packets_of_any_length_will_do),
		cmocka_unit_test(nothing_is_heard_where_nothing_is_listened_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
