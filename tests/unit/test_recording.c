/* What is kept of a call as sound: both sides, in the right place, and no key. */
#include "line/tape.h"

#include "line/tones.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	PATH_MAX_BYTES = 400,
	HEADER_BYTES = 58,
	FRAMES_MAX = 200,
	WAV_BYTES_MAX = HEADER_BYTES + FRAMES_MAX * 2 * CODEC_FRAME_BYTES,
	FRAME = CODEC_FRAME_BYTES,
	LOUD = 1000,
	KEEP_DAYS = 3
};

static char folder[] = "recording.XXXXXX";
static char kept[64];
static struct recorder *recorder;
static struct tape *tape;
static struct tones *tones;
static struct codec_state *encoder;
static uint8_t wav[WAV_BYTES_MAX];
static size_t wav_bytes;

static int begin(void **state)
{
	(void)state;
	strcpy(folder, "recording.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(kept, sizeof(kept), "%s/recordings", folder);
	if (recorder_open(&recorder, kept, KEEP_DAYS) || tones_open(&tones) || codec_open(&encoder, CODEC_PCMU))
		return -1;
	return tape_open(&tape, recording_begin(recorder, 7), CODEC_PCMU) ? -1 : 0;
}

static void close_all(void)
{
	tape_close(tape);
	recorder_close(recorder);
	tape = NULL;
	recorder = NULL;
}

static int end(void **state)
{
	char command[PATH_MAX_BYTES];

	(void)state;
	close_all();
	tones_close(tones);
	codec_close(encoder);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

/* The only one there is; its name. */
static void read_wav(char *path)
{
	DIR *dir = opendir(kept);
	const struct dirent *entry;
	FILE *file;

	assert_non_null(dir);
	path[0] = '\0';
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			snprintf(path, PATH_MAX_BYTES, "%s/%s", kept, entry->d_name);
	closedir(dir);
	file = fopen(path, "re");
	assert_non_null(file);
	wav_bytes = fread(wav, 1, sizeof(wav), file);
	fclose(file);
}

/* The loudest sample of that side (0: the caller) in that frame. */
static int loudest(unsigned side, unsigned frame)
{
	int most = 0;

	for (size_t i = 0; i < FRAME; i++) {
		int16_t sample;

		codec_pcma_decode(&wav[HEADER_BYTES + ((size_t)frame * FRAME + i) * 2 + side], 1, &sample);
		most = abs(sample) > most ? abs(sample) : most;
	}
	return most;
}

static unsigned frames(void)
{
	return (unsigned)((wav_bytes - HEADER_BYTES) / (2 * FRAME));
}

static unsigned loud_frames(unsigned side)
{
	unsigned count = 0;

	for (unsigned i = 0; i < frames(); i++)
		count += loudest(side, i) > LOUD;
	return count;
}

/* As the media thread does: the caller's sound, a key if there is one in it, and what the caller hears. */
static void passes(const int16_t *says, bool hears)
{
	int16_t prompt[FRAME];
	uint8_t heard[FRAME];
	char key;

	for (size_t i = 0; i < FRAME; i++)
		prompt[i] = (int16_t)(hears ? 6000 * sin(0.3 * (double)i) : 0);
	codec_encode(encoder, prompt, heard);
	tape_says(tape, says, FRAME, 8000);
	key = tones_hear(tones, says, FRAME);
	if (key || tones_held(tones))
		tape_keyed(tape);
	tape_frame(tape, heard);
}

static void speaks(unsigned count, bool hears)
{
	int16_t says[FRAME];

	for (unsigned n = 0; n < count; n++) {
		for (size_t i = 0; i < FRAME; i++)
			says[i] = (int16_t)(8000 * sin(0.2 * (double)(n * FRAME + i)));
		passes(says, hears);
	}
}

static void presses(char key, unsigned count)
{
	const struct tones_key pressed = {key, 8000, 6000};
	int16_t says[FRAME];

	for (unsigned n = 0; n < count; n++) {
		tones_make(&pressed, (size_t)n * FRAME, says, FRAME);
		passes(says, false);
	}
}

static void is_quiet(unsigned count)
{
	const int16_t says[FRAME] = {0};

	for (unsigned n = 0; n < count; n++)
		passes(says, false);
}

static void both_sides_are_kept_where_only_this_account_may_read(void **state)
{
	char path[PATH_MAX_BYTES];
	struct stat about;

	(void)state;
	speaks(50, false);
	is_quiet(10);
	for (unsigned n = 0; n < 40; n++)
		passes((int16_t[FRAME]){0}, true);
	close_all();
	read_wav(path);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(kept, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(frames(), 100);
	assert_memory_equal(wav, "RIFF", 4);
	assert_int_equal(wav[4] | wav[5] << 8 | wav[6] << 16, (int)wav_bytes - 8);
	assert_int_equal(wav[54] | wav[55] << 8 | wav[56] << 16, (int)wav_bytes - HEADER_BYTES);
	assert_in_range(loud_frames(0), 46, 52);
	assert_in_range(loud_frames(1), 36, 41);
}

/* Also their beginning, which was not known yet for a key. */
static void keys_that_came_as_sound_are_cut_out(void **state)
{
	char path[PATH_MAX_BYTES];

	(void)state;
	for (const char *key = "0123456789*#"; *key; key++) {
		is_quiet(4);
		presses(*key, 4);
	}
	is_quiet(20);
	close_all();
	read_wav(path);
	assert_int_equal(frames(), 12 * 8 + 20);
	assert_int_equal(loud_frames(0), 0);
}

static void speech_around_a_key_is_kept(void **state)
{
	char path[PATH_MAX_BYTES];

	(void)state;
	speaks(40, false);
	is_quiet(10);
	presses('5', 5);
	is_quiet(10);
	speaks(40, false);
	close_all();
	read_wav(path);
	assert_in_range(loud_frames(0), 70, 80);
}

static void while_it_is_muted_both_sides_are_silent(void **state)
{
	char path[PATH_MAX_BYTES];

	(void)state;
	speaks(20, true);
	tape_mute(tape, true);
	speaks(50, true);
	tape_mute(tape, false);
	speaks(20, true);
	close_all();
	read_wav(path);
	assert_int_equal(frames(), 90);
	for (unsigned i = 21; i < 70; i++) {
		assert_true(loudest(0, i) < LOUD);
		assert_true(loudest(1, i) < LOUD);
	}
	assert_true(loudest(1, 80) > LOUD);
}

static void what_is_too_old_goes_and_nothing_else(void **state)
{
	const struct timespec old[2] = {
		{.tv_sec = time(NULL) - (KEEP_DAYS + 1) * 86400L}, {.tv_sec = time(NULL) - (KEEP_DAYS + 1) * 86400L}};
	static const char *const names[] = {"old.wav", "old.txt", "new.wav"};
	char path[PATH_MAX_BYTES];

	(void)state;
	close_all();
	for (unsigned i = 0; i < 3; i++) {
		int file;

		snprintf(path, sizeof(path), "%s/%s", kept, names[i]);
		file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		assert_true(file >= 0);
		if (i < 2)
			assert_int_equal(futimens(file, old), 0);
		close(file);
	}
	assert_int_equal(recorder_open(&recorder, kept, KEEP_DAYS), ERR_NONE);
	close_all();
	for (unsigned i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", kept, names[i]);
		assert_int_equal(access(path, F_OK), i == 0 ? -1 : 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_sides_are_kept_where_only_this_account_may_read),
		TEST(keys_that_came_as_sound_are_cut_out),
		TEST(speech_around_a_key_is_kept),
		TEST(while_it_is_muted_both_sides_are_silent),
		TEST(what_is_too_old_goes_and_nothing_else),
	};

	return cmocka_run_group_tests_name("recording", tests, NULL, NULL);
}
