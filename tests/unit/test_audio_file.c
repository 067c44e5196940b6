#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = FOYER_BUILD_DIR "/audio.XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char line[400];

	(void)state;
	snprintf(line, sizeof(line), "rm -r '%s'", folder);
	return system(line);
}

static const char *in_folder(const char *name)
{
	static char path[400];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void put_32(FILE *file, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		fputc((int)(value >> (8 * i) & 0xff), file);
}

struct wav {
	uint32_t rate_hz;
	uint32_t channels;
	uint32_t bytes; /* of a sample */
	uint32_t frames;
	uint32_t missing_bytes; /* cut off at the end */
};

/* A square wave of 200 Hz, a quarter of full scale, in the first channel; the others are silent. */
static const char *write_wav(const char *name, const struct wav *wav)
{
	const char *path = in_folder(name);
	uint32_t data = wav->frames * wav->channels * wav->bytes;
	uint32_t shift = 8 * (wav->bytes - 1);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs("RIFF", file);
	put_32(file, 36 + data, 4);
	fputs("WAVEfmt ", file);
	put_32(file, 16, 4);
	put_32(file, 1, 2);
	put_32(file, wav->channels, 2);
	put_32(file, wav->rate_hz, 4);
	put_32(file, wav->rate_hz * wav->channels * wav->bytes, 4);
	put_32(file, wav->channels * wav->bytes, 2);
	put_32(file, 8 * wav->bytes, 2);
	fputs("data", file);
	put_32(file, data, 4);
	for (uint32_t i = 0; i < wav->frames; i++) {
		int32_t level = i * 400 / wav->rate_hz % 2 ? 32 : -32;

		put_32(file, (uint32_t)level << shift, (int)wav->bytes);
		for (uint32_t channel = 1; channel < wav->channels; channel++)
			put_32(file, 0, (int)wav->bytes);
	}
	fclose(file);
	if (wav->missing_bytes)
		assert_int_equal(truncate(path, 44 + data - wav->missing_bytes), 0);
	return path;
}

static size_t record_all(const char *path, int *loudest)
{
	struct audio_why why;
	struct audio audio;
	int16_t samples[1000];
	size_t count = 0;
	size_t got;

	if (audio_file_open(&audio, path, NULL, &why))
		fail_msg("%s: %s", path, why.text);
	*loudest = 0;
	while ((got = audio.ops->record(audio.self, samples, 1000)) > 0) {
		for (size_t i = 0; i < got; i++)
			*loudest = abs(samples[i]) > *loudest ? abs(samples[i]) : *loudest;
		count += got;
	}
	assert_true(audio.ops->ended(audio.self));
	audio.ops->close(audio.self);
	return count;
}

static void refused(const char *path, enum err expected, const char *reason)
{
	struct audio_why why;
	struct audio audio;

	assert_int_equal(audio_file_open(&audio, path, NULL, &why), expected);
	assert_null(audio.ops);
	if (!strstr(why.text, reason))
		fail_msg("\"%s\" does not say \"%s\"", why.text, reason);
	assert_non_null(strchr(why.text, ':')); /* what: what to do */
	assert_null(strchr(why.text, '\n'));
}

static void stereo_of_24_bits_at_44100_becomes_mono_at_16000(void **state)
{
	const struct wav wav = {.rate_hz = 44100, .channels = 2, .bytes = 3, .frames = 44100};
	int loudest;
	size_t count = record_all(write_wav("stereo24.wav", &wav), &loudest);

	(void)state;
	assert_in_range(count, AUDIO_RATE_HZ - 20, AUDIO_RATE_HZ + 20);
	/* Mixed with a silent channel: an eighth of full scale; a square wave overshoots. */
	assert_in_range(loudest, 4000, 6000);
}

static void a_telephone_recording_becomes_16000(void **state)
{
	const struct wav wav = {.rate_hz = 8000, .channels = 1, .bytes = 2, .frames = 4000};
	int loudest;

	(void)state;
	assert_in_range(record_all(write_wav("phone.wav", &wav), &loudest), 7980, 8020);
	assert_in_range(loudest, 8000, 11000);
}

static void what_was_played_can_be_recorded_again(void **state)
{
	int16_t samples[AUDIO_RATE_HZ];
	struct audio_why why;
	struct audio audio;
	int loudest;

	(void)state;
	for (int i = 0; i < AUDIO_RATE_HZ; i++)
		samples[i] = (int16_t)(i % 1234);
	assert_int_equal(audio_file_open(&audio, NULL, in_folder("said.wav"), &why), ERR_NONE);
	assert_true(audio.ops->ended(audio.self));
	assert_int_equal(audio.ops->play(audio.self, samples, AUDIO_RATE_HZ), ERR_NONE);
	assert_int_equal(audio.ops->queued(audio.self), 0);
	audio.ops->stop(audio.self);
	audio.ops->close(audio.self);
	assert_int_equal(record_all(in_folder("said.wav"), &loudest), AUDIO_RATE_HZ);
	assert_int_equal(loudest, 1233);
}

static void a_truncated_wav_is_refused(void **state)
{
	const struct wav wav = {.rate_hz = 16000, .channels = 1, .bytes = 2, .frames = 16000, .missing_bytes = 20000};

	(void)state;
	refused(write_wav("cut.wav", &wav), ERR_FORMAT, "truncated");
}

static void a_wav_without_sound_is_refused(void **state)
{
	const struct wav wav = {.rate_hz = 16000, .channels = 1, .bytes = 2};

	(void)state;
	refused(write_wav("silent.wav", &wav), ERR_FORMAT, "no sound");
}

static void what_is_no_sound_is_refused(void **state)
{
	FILE *file = fopen(in_folder("letter.wav"), "w");

	(void)state;
	assert_non_null(file);
	fputs("Dear customer, this is a letter and not a recording.\n", file);
	fclose(file);
	refused(in_folder("letter.wav"), ERR_FORMAT, "not a sound file");

	file = fopen(in_folder("empty.wav"), "w");
	assert_non_null(file);
	fclose(file);
	refused(in_folder("empty.wav"), ERR_FORMAT, "empty");
	refused(in_folder("nowhere.wav"), ERR_NOT_FOUND, "No such file");
	refused(folder, ERR_FORMAT, "not a file");
}

static void a_place_that_cannot_be_written_is_refused(void **state)
{
	struct audio_why why;
	struct audio audio;

	(void)state;
	assert_int_equal(audio_file_open(&audio, NULL, in_folder("no/such/place.wav"), &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "choose another place"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stereo_of_24_bits_at_44100_becomes_mono_at_16000),
		cmocka_unit_test(a_telephone_recording_becomes_16000),
		cmocka_unit_test(what_was_played_can_be_recorded_again),
		cmocka_unit_test(a_truncated_wav_is_refused),
		cmocka_unit_test(a_wav_without_sound_is_refused),
		cmocka_unit_test(what_is_no_sound_is_refused),
		cmocka_unit_test(a_place_that_cannot_be_written_is_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
