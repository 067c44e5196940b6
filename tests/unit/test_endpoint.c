#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_file.h"
#include "base/rng.h"
#include "speech/endpoint.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define SPEECH FOYER_SOURCE_DIR "/../shared/data/speech"

enum { SECOND = AUDIO_RATE_HZ, TAKE_MAX = 30 * SECOND, AROUND = 3 * SECOND / 2, UTTERANCES_MAX = 8 };

struct take {
	int16_t samples[TAKE_MAX];
	size_t count;
	struct rng rng;
};

struct utterances {
	unsigned count;
	struct {
		uint64_t start;
		uint64_t end;
	} list[UTTERANCES_MAX];
	bool speaking; /* at the end */
};

static struct take take;

static void take_begin(void)
{
	take.count = 0;
	take.rng = (struct rng){.state = 7};
}

static void take_add_noise(size_t count, int level)
{
	for (size_t i = 0; i < count && take.count < TAKE_MAX; i++)
		take.samples[take.count++] = (int16_t)((int)rng_below(&take.rng, (uint32_t)(2 * level + 1)) - level);
}

/* A room hums on while somebody speaks in it. */
static void take_add_file(const char *path, int level)
{
	struct audio_why why;
	struct audio audio;
	int16_t samples[AUDIO_FRAME_SAMPLES];
	size_t count;

	if (audio_file_open(&audio, path, NULL, &why))
		fail_msg("%s: %s", path, why.text);
	while ((count = audio.ops->record(audio.self, samples, AUDIO_FRAME_SAMPLES)) > 0) {
		size_t at = take.count;

		take_add_noise(count, level);
		for (size_t i = 0; i < count && at + i < take.count; i++)
			take.samples[at + i] = (int16_t)(take.samples[at + i] / 2 + samples[i] / 2);
	}
	audio.ops->close(audio.self);
}

static struct utterances listen_to_take(void)
{
	static struct utterances heard;
	struct endpoint endpoint;
	enum endpoint_says says = ENDPOINT_NOBODY;

	memset(&heard, 0, sizeof(heard));
	endpoint_begin(&endpoint, 0);
	for (size_t at = 0; at + AUDIO_FRAME_SAMPLES <= take.count; at += AUDIO_FRAME_SAMPLES) {
		says = endpoint_frame(&endpoint, take.samples + at);
		if (says != ENDPOINT_SPOKEN || heard.count == UTTERANCES_MAX)
			continue;
		heard.list[heard.count].start = endpoint.start_sample;
		heard.list[heard.count].end = endpoint.end_sample;
		heard.count++;
	}
	heard.speaking = says == ENDPOINT_SPEAKING;
	return heard;
}

static void take_add_voice(size_t count)
{
	for (size_t i = 0; i < count && take.count < TAKE_MAX; i++)
		take.samples[take.count++] = (int16_t)(i / 40 % 2 ? 4000 : -4000);
}

static void a_quiet_room_says_nothing(void **state)
{
	(void)state;
	take_begin();
	take_add_noise(20 * SECOND, 30);
	assert_int_equal(listen_to_take().count, 0);
	take_begin();
	take_add_noise(20 * SECOND, 900);
	assert_int_equal(listen_to_take().count, 0);
	take_begin();
	take_add_noise(20 * SECOND, 0);
	assert_int_equal(listen_to_take().count, 0);
}

static void a_click_is_not_speech(void **state)
{
	struct utterances heard;

	(void)state;
	take_begin();
	take_add_noise(SECOND, 30);
	take_add_voice(SECOND / 25);
	take_add_noise(2 * SECOND, 30);
	heard = listen_to_take();
	assert_int_equal(heard.count, 0);
	assert_false(heard.speaking);
}

static void a_voice_begins_with_some_quiet_before_it_and_ends_with_some_after(void **state)
{
	struct utterances heard;

	(void)state;
	take_begin();
	take_add_noise(2 * SECOND, 30);
	take_add_voice(SECOND);
	take_add_noise(2 * SECOND, 30);
	heard = listen_to_take();
	assert_int_equal(heard.count, 1);
	assert_in_range(heard.list[0].start, 2 * SECOND - SECOND * 2 / 5, 2 * SECOND - SECOND / 5);
	assert_in_range(heard.list[0].end, 3 * SECOND + SECOND / 5, 3 * SECOND + SECOND * 2 / 5);
}

static void two_sentences_with_a_second_between_them_are_two(void **state)
{
	struct utterances heard;

	(void)state;
	take_begin();
	for (int i = 0; i < 2; i++) {
		take_add_noise(SECOND, 30);
		take_add_voice(SECOND);
	}
	take_add_noise(SECOND, 30);
	heard = listen_to_take();
	assert_int_equal(heard.count, 2);
	assert_true(heard.list[1].start >= heard.list[0].end);
}

static void a_short_breath_does_not_end_a_sentence(void **state)
{
	(void)state;
	take_begin();
	take_add_noise(SECOND, 30);
	take_add_voice(SECOND);
	take_add_noise(SECOND / 2, 30);
	take_add_voice(SECOND);
	take_add_noise(SECOND, 30);
	assert_int_equal(listen_to_take().count, 1);
}

static void somebody_who_speaks_from_the_first_moment_is_heard(void **state)
{
	struct utterances heard;

	(void)state;
	take_begin();
	take_add_voice(SECOND);
	take_add_noise(SECOND, 30);
	heard = listen_to_take();
	assert_int_equal(heard.count, 1);
	assert_int_equal(heard.list[0].start, 0);
}

static void endless_noise_is_cut_and_the_room_is_learned(void **state)
{
	struct utterances heard;

	(void)state;
	take_begin();
	take_add_noise(SECOND, 30);
	take_add_noise(29 * SECOND, 3000);
	heard = listen_to_take();
	assert_int_equal(heard.count, 1);
	assert_in_range(heard.list[0].end, 20 * SECOND, 22 * SECOND);
}

/* Real people, each clip with a second and a half of room around it. */
static void judge_folder(const char *folder, unsigned every, unsigned *clips, unsigned *good)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	char path[400];
	unsigned at = 0;

	*clips = *good = 0;
	if (!directory)
		skip();
	while ((entry = readdir(directory))) {
		struct utterances heard;
		size_t end;

		if (!strstr(entry->d_name, ".flac") || strstr(entry->d_name, "noise") || at++ % every)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		take_begin();
		take_add_noise(AROUND, 20);
		take_add_file(path, 20);
		end = take.count;
		take_add_noise(AROUND, 20);
		heard = listen_to_take();
		++*clips;
		*good += heard.count >= 1 && !heard.speaking && heard.list[0].start >= SECOND &&
			 heard.list[heard.count - 1].end <= end + SECOND / 2;
	}
	closedir(directory);
}

static void real_digits_are_found_where_they_are(void **state)
{
	unsigned clips;
	unsigned good;

	(void)state;
	judge_folder(SPEECH "/digits", 9, &clips, &good);
	print_message("digits: %u of %u\n", good, clips);
	assert_true(good * 100 >= clips * 97);
}

static void real_orders_are_found_where_they_are(void **state)
{
	unsigned clips;
	unsigned good;

	(void)state;
	judge_folder(SPEECH "/orders", 5, &clips, &good);
	print_message("orders: %u of %u\n", good, clips);
	assert_true(good * 100 >= clips * 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quiet_room_says_nothing),
		cmocka_unit_test(a_click_is_not_speech),
		cmocka_unit_test(a_voice_begins_with_some_quiet_before_it_and_ends_with_some_after),
		cmocka_unit_test(two_sentences_with_a_second_between_them_are_two),
		cmocka_unit_test(a_short_breath_does_not_end_a_sentence),
		cmocka_unit_test(somebody_who_speaks_from_the_first_moment_is_heard),
		cmocka_unit_test(endless_noise_is_cut_and_the_room_is_learned),
		cmocka_unit_test(real_digits_are_found_where_they_are),
		cmocka_unit_test(real_orders_are_found_where_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
