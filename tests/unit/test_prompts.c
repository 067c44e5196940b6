#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_file.h"
#include "line/prompts.h"
#include "memory_help.h"
#include "port/audio.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TONE_HZ = 500, TONE_LEVEL = 8000, SAID_MAX = 64 };

/* Speaks one tone of a hundred samples a character; "xx" is a language that it does not have. */
struct tone_voice {
	int16_t samples[AUDIO_RATE_HZ];
	char said[SAID_MAX][32];
	unsigned count;
	unsigned forgotten;
};

static struct tone_voice tone;
static struct prompts *prompts;

static enum err speak(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	struct tone_voice *voice = self;

	assert_in_range(rate_pct, 80, 120);
	if (strcmp(language, "xx") == 0)
		return ERR_NOT_FOUND;
	snprintf(voice->said[voice->count++ % SAID_MAX], sizeof(voice->said[0]), "%s", text);
	*out = (struct speech){voice->samples, 100 * strlen(text)};
	return ERR_NONE;
}

static void forget(void *self)
{
	((struct tone_voice *)self)->forgotten++;
}

static const struct voice_ops tone_ops = {.speak = speak, .forget = forget};

static void open_with(size_t bytes_max, const char *recordings, bool by_hand)
{
	const struct prompts_options options = {
		.voice = {&tone_ops, &tone},
		.bytes_max = bytes_max,
		.recordings = recordings,
		.by_hand = by_hand,
	};

	tone.count = 0;
	tone.forgotten = 0;
	for (int i = 0; i < AUDIO_RATE_HZ; i++)
		tone.samples[i] = (int16_t)(TONE_LEVEL * sin(2 * M_PI * TONE_HZ / AUDIO_RATE_HZ * i));
	assert_int_equal(prompts_open(&prompts, &options), ERR_NONE);
}

static int begin(void **state)
{
	(void)state;
	open_with(1 << 20, NULL, true);
	return 0;
}

static int end(void **state)
{
	(void)state;
	prompts_close(prompts);
	return 0;
}

static size_t frames_of(const struct line_prompt *prompt)
{
	size_t count = 0;

	while (prompt_frame(prompt, count))
		count++;
	return count;
}

static struct line_prompt *get(const char *text)
{
	return prompts_get(prompts, CODEC_PCMA, "en", text, false);
}

static void work_all(void)
{
	while (prompts_work(prompts))
		;
}

static int level_of(const struct line_prompt *prompt)
{
	struct codec_state *coder;
	double sum = 0;
	size_t all = 0;

	assert_int_equal(codec_open(&coder, prompt_codec(prompt)), ERR_NONE);
	for (size_t at = 0; at + 1 < frames_of(prompt); at++) {
		int16_t samples[320];
		size_t count = codec_decode(coder, prompt_frame(prompt, at), CODEC_FRAME_BYTES, samples);

		for (size_t i = 0; i < count && at > 1; i++, all++)
			sum += samples[i] * (double)samples[i];
	}
	codec_close(coder);
	return (int)sqrt(sum / (double)all);
}

static void a_prompt_is_as_long_and_as_loud_as_what_the_voice_said(void **state)
{
	(void)state;
	for (int codec = 0; codec < CODEC_COUNT; codec++) {
		/* 5000 samples of 16 kHz: 15 frames and 200 samples more */
		struct line_prompt *prompt = prompts_get(
			prompts, (enum codec)codec, "en", "fifty characters, neither more of them nor fewer.", false);

		assert_false(prompt_ready(prompt));
		assert_true(prompts_work(prompts));
		assert_true(prompt_ready(prompt));
		assert_int_equal(prompt_codec(prompt), codec);
		assert_int_equal(frames_of(prompt), 16);
		assert_in_range(level_of(prompt), TONE_LEVEL / 1.4142 * 0.95, TONE_LEVEL / 1.4142 * 1.05);
		prompt_drop(prompt);
	}
}

static void the_last_frame_ends_with_the_codecs_silence(void **state)
{
	static const uint8_t silence[] = {[CODEC_PCMU] = 0xff, [CODEC_PCMA] = 0xd5};

	(void)state;
	for (int codec = CODEC_PCMU; codec <= CODEC_PCMA; codec++) {
		struct line_prompt *prompt = prompts_get(prompts, (enum codec)codec, "en", "1234", false);

		work_all();
		assert_int_equal(frames_of(prompt), 2);
		assert_int_equal(prompt_frame(prompt, 1)[CODEC_FRAME_BYTES - 1], silence[codec]);
		assert_int_not_equal(prompt_frame(prompt, 1)[10], silence[codec]);
		prompt_drop(prompt);
	}
}

static void the_same_text_is_made_once_whether_it_waits_or_is_kept(void **state)
{
	struct line_prompt *first = get("hello");
	struct line_prompt *second = get("hello");
	struct line_prompt *third;

	(void)state;
	assert_ptr_equal(first, second);
	work_all();
	third = get("hello");
	assert_ptr_equal(first, third);
	assert_true(prompt_ready(third));
	assert_int_equal(tone.count, 1);
	prompt_drop(first);
	prompt_drop(second);
	prompt_drop(third);
}

static void another_codec_or_language_is_another_prompt(void **state)
{
	struct line_prompt *list[] = {get("hello"), prompts_get(prompts, CODEC_PCMU, "en", "hello", false),
		prompts_get(prompts, CODEC_PCMA, "de", "hello", false)};

	(void)state;
	work_all();
	assert_int_equal(tone.count, 3);
	for (unsigned i = 0; i < 3; i++)
		prompt_drop(list[i]);
}

static void what_is_personal_is_shared_with_nobody_and_forgotten(void **state)
{
	struct line_prompt *first = prompts_get(prompts, CODEC_PCMA, "en", "Dear Ms Roe", true);
	struct line_prompt *second = prompts_get(prompts, CODEC_PCMA, "en", "Dear Ms Roe", true);
	struct line_prompt *general;

	(void)state;
	assert_ptr_not_equal(first, second);
	work_all();
	assert_int_equal(tone.count, 2);
	assert_int_equal(tone.forgotten, 2);
	assert_int_equal(frames_of(first), frames_of(second));
	general = get("Dear Ms Roe");
	assert_false(prompt_ready(general));
	prompt_drop(first);
	prompt_drop(second);
	prompt_drop(general);
}

/* "said to nobody but Ms Roe", hidden. */
static const char hidden[] = {0x53, 0x41, 0x49, 0x44, 0x00, 0x54, 0x4f, 0x00, 0x4e, 0x4f, 0x42, 0x4f, 0x44, 0x59, 0x00,
	0x42, 0x55, 0x54, 0x00, 0x6d, 0x53, 0x00, 0x72, 0x4f, 0x45};

static void its_frames_are_wiped_with_the_last_hold(void **state)
{
	struct line_prompt *prompt = prompt_new(CODEC_PCMA);
	uint8_t *frames = calloc(3, CODEC_FRAME_BYTES);

	(void)state;
	assert_non_null(frames);
	for (size_t i = 0; i < sizeof(hidden); i++)
		frames[200 + i] = (uint8_t)(hidden[i] ^ HIDE);
	prompt_finish(prompt, frames, 3);
	prompt_drop(prompt_keep(prompt));
	assert_true(is_in_memory(hidden, sizeof(hidden)));
	prompt_drop(prompt);
	assert_false(is_in_memory(hidden, sizeof(hidden)));
}

static void what_was_not_wanted_for_longest_gives_way_but_not_to_who_holds_it(void **state)
{
	struct line_prompt *held;

	(void)state;
	prompts_close(prompts);
	open_with(3 * CODEC_FRAME_BYTES, NULL, true); /* three texts of three characters */
	held = get("one");
	prompt_drop(get("two"));
	prompt_drop(get("six"));
	work_all();
	prompt_drop(get("two")); /* wanted again: "one" is the oldest now */
	prompt_drop(get("ten"));
	work_all();
	assert_int_equal(tone.count, 4);
	prompt_drop(get("two"));
	prompt_drop(get("six"));
	prompt_drop(get("ten"));
	assert_false(prompts_work(prompts));
	prompt_drop(get("one"));
	assert_true(prompts_work(prompts));
	assert_int_equal(frames_of(held), 1);
	prompt_drop(held);
}

static void a_text_too_long_to_keep_is_spoken_all_the_same(void **state)
{
	struct line_prompt *prompt;

	(void)state;
	prompts_close(prompts);
	open_with(100, NULL, true);
	prompt = get("a whole sentence");
	work_all();
	assert_int_equal(frames_of(prompt), 5);
	prompt_drop(prompt);
}

static void what_somebody_waits_for_is_made_before_what_is_foreseen(void **state)
{
	struct line_prompt *prompt;

	(void)state;
	prompts_foresee(prompts, CODEC_PCMA, "en", "later");
	prompts_foresee(prompts, CODEC_PCMA, "en", "now or never");
	prompts_foresee(prompts, CODEC_PCMA, "en", "later");
	prompt_drop(get("at once"));
	prompt = get("now or never");
	work_all();
	assert_int_equal(tone.count, 3);
	assert_string_equal(tone.said[0], "at once");
	assert_string_equal(tone.said[1], "now or never");
	assert_string_equal(tone.said[2], "later");
	assert_true(prompt_ready(prompt));
	prompt_drop(prompt);
	prompt = get("later");
	assert_true(prompt_ready(prompt));
	prompt_drop(prompt);
}

static void what_cannot_be_spoken_is_silent_and_tried_again(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct line_prompt *prompt = prompts_get(prompts, CODEC_G722, "xx", "hello", false);

		assert_false(prompt_ready(prompt));
		assert_true(prompts_work(prompts));
		assert_true(prompt_ready(prompt));
		assert_null(prompt_frame(prompt, 0));
		prompt_drop(prompt);
	}
}

static void who_holds_a_prompt_keeps_it_when_all_is_closed(void **state)
{
	struct line_prompt *made = get("made");
	struct line_prompt *waiting;

	(void)state;
	work_all();
	waiting = get("never made");
	prompts_close(prompts);
	assert_int_equal(frames_of(made), 2);
	assert_true(prompt_ready(waiting));
	assert_null(prompt_frame(waiting, 0));
	prompt_drop(made);
	prompt_drop(waiting);
	prompt_drop(NULL);
	begin(state);
}

static void write_recording(const char *path, const int16_t *samples, size_t count)
{
	struct audio_why why;
	struct audio audio;

	assert_int_equal(audio_file_open(&audio, NULL, path, &why), ERR_NONE);
	assert_int_equal(audio.ops->play(audio.self, samples, count), ERR_NONE);
	audio.ops->close(audio.self);
}

static void a_recording_stands_for_its_text_and_a_broken_one_does_not(void **state)
{
	char folder[] = "/tmp/foyer-prompts-XXXXXX";
	char path[200], broken[200];
	struct line_prompt *recorded, *spoken;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	prompts_close(prompts);
	open_with(1 << 20, folder, true);
	assert_true(prompts_recording(folder, "en", "hello", path, sizeof(path)));
	write_recording(path, tone.samples, 3200);
	assert_true(prompts_recording(folder, "en", "broken", broken, sizeof(broken)));
	file = fopen(broken, "w");
	assert_non_null(file);
	fputs("no sound", file);
	fclose(file);
	recorded = get("hello");
	spoken = get("broken");
	work_all();
	assert_int_equal(frames_of(recorded), 10);
	assert_int_equal(frames_of(spoken), 2);
	assert_int_equal(tone.count, 1);
	assert_false(prompts_recording(folder, "en", "hello", path, 20));
	prompt_drop(recorded);
	prompt_drop(spoken);
	unlink(path);
	unlink(broken);
	assert_true(prompts_recording(folder, "en", "hello", path, sizeof(path)));
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
}

static void *ask_often(void *self)
{
	(void)self;
	for (unsigned i = 0; i < 200; i++) {
		char text[32];
		struct line_prompt *prompt;

		snprintf(text, sizeof(text), "text number %u", i % 17);
		prompt = prompts_get(prompts, CODEC_PCMU, "en", text, i % 3 == 0);
		while (!prompt_ready(prompt))
			sched_yield();
		if (frames_of(prompt) == 0)
			return NULL;
		prompt_drop(prompt);
	}
	return prompts;
}

static void several_who_ask_at_once_get_all_they_asked_for(void **state)
{
	pthread_t threads[4];

	(void)state;
	prompts_close(prompts);
	open_with(2000, NULL, false);
	for (unsigned i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask_often, NULL), 0);
	for (unsigned i = 0; i < 4; i++) {
		void *result;

		pthread_join(threads[i], &result);
		assert_non_null(result);
	}
	prompt_drop(get("closed while it waits"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_prompt_is_as_long_and_as_loud_as_what_the_voice_said, begin, end),
		cmocka_unit_test_setup_teardown(the_last_frame_ends_with_the_codecs_silence, begin, end),
		cmocka_unit_test_setup_teardown(the_same_text_is_made_once_whether_it_waits_or_is_kept, begin, end),
		cmocka_unit_test_setup_teardown(another_codec_or_language_is_another_prompt, begin, end),
		cmocka_unit_test_setup_teardown(what_is_personal_is_shared_with_nobody_and_forgotten, begin, end),
		cmocka_unit_test_setup_teardown(its_frames_are_wiped_with_the_last_hold, begin, end),
		cmocka_unit_test_setup_teardown(
			what_was_not_wanted_for_longest_gives_way_but_not_to_who_holds_it, begin, end),
		cmocka_unit_test_setup_teardown(a_text_too_long_to_keep_is_spoken_all_the_same, begin, end),
		cmocka_unit_test_setup_teardown(what_somebody_waits_for_is_made_before_what_is_foreseen, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_spoken_is_silent_and_tried_again, begin, end),
		cmocka_unit_test_setup_teardown(who_holds_a_prompt_keeps_it_when_all_is_closed, begin, end),
		cmocka_unit_test_setup_teardown(a_recording_stands_for_its_text_and_a_broken_one_does_not, begin, end),
		cmocka_unit_test_setup_teardown(several_who_ask_at_once_get_all_they_asked_for, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
