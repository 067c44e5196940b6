/* Recordings as a microphone, a WAV as a loudspeaker, through libsndfile. */
#include "adapter/audio_file.h"

#include "speech/resample.h"

#include <errno.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CHANNELS_MAX = 32, READ_FRAMES = 4096, RIFF_HEADER_BYTES = 12 };

struct audio_file {
	struct sound recording;
	size_t recording_at;
	SNDFILE *playing;
};

__attribute__((format(printf, 3, 4))) static enum err because(
	struct audio_why *why, enum err err, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(why->text, sizeof(why->text), format, arguments);
	va_end(arguments);
	return err;
}

static uint32_t little_endian_32(const uint8_t *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* libsndfile reads what is left of a cut-off WAV without a word. Its header says how long it should be; 0 and all ones
 * are what a recorder writes that could not know. */
static enum err judge_riff(const uint8_t *header, uint64_t bytes, struct audio_why *why)
{
	uint32_t said = little_endian_32(header + 4);

	if (memcmp(header, "RIFF", 4) != 0 || memcmp(header + 8, "WAVE", 4) != 0)
		return ERR_NONE;
	if (said == 0 || said >= INT32_MAX || (uint64_t)said + 8 <= bytes)
		return ERR_NONE;
	return because(why, ERR_FORMAT, "truncated, %llu of %llu bytes are there: copy it again",
		(unsigned long long)bytes, (unsigned long long)said + 8);
}

static enum err judge_file(const char *path, struct audio_why *why)
{
	uint8_t header[RIFF_HEADER_BYTES] = {0};
	struct stat status;
	size_t got;
	FILE *file;

	if (stat(path, &status) != 0)
		return because(
			why, errno == EACCES ? ERR_DENIED : ERR_NOT_FOUND, "%s: check the name", strerror(errno));
	if (!S_ISREG(status.st_mode))
		return because(why, ERR_FORMAT, "not a file: give a WAV or FLAC file");
	if (status.st_size == 0)
		return because(why, ERR_FORMAT, "empty: record it again");
	file = fopen(path, "rb");
	if (!file)
		return because(why, ERR_DENIED, "%s: let this account read it", strerror(errno));
	got = fread(header, 1, sizeof(header), file);
	fclose(file);
	return got == sizeof(header) ? judge_riff(header, (uint64_t)status.st_size, why) : ERR_NONE;
}

static void mix_to_mono(const int16_t *frames, sf_count_t count, int channels, int16_t *out)
{
	for (sf_count_t i = 0; i < count; i++) {
		int32_t sum = 0;

		for (int channel = 0; channel < channels; channel++)
			sum += frames[i * channels + channel];
		out[i] = (int16_t)(sum / channels);
	}
}

static sf_count_t read_mono(SNDFILE *file, const SF_INFO *info, int16_t *out)
{
	int16_t *frames = malloc((size_t)READ_FRAMES * (size_t)info->channels * sizeof(*frames));
	sf_count_t count = 0;

	while (frames && count < info->frames) {
		sf_count_t want = info->frames - count < READ_FRAMES ? info->frames - count : READ_FRAMES;
		sf_count_t got = sf_readf_short(file, frames, want);

		if (got <= 0)
			break;
		mix_to_mono(frames, got, info->channels, out + count);
		count += got;
	}
	free(frames);
	return count;
}

static enum err judge_info(const SF_INFO *info, struct audio_why *why)
{
	if (info->frames <= 0)
		return because(why, ERR_FORMAT, "no sound in it: record it again");
	if (info->channels > CHANNELS_MAX)
		return because(why, ERR_FORMAT, "%d channels: give at most %d", info->channels, CHANNELS_MAX);
	if (info->samplerate < RESAMPLE_RATE_HZ_MIN || info->samplerate > RESAMPLE_RATE_HZ_MAX)
		return because(why, ERR_FORMAT, "%d Hz: give %d to %d Hz", info->samplerate, RESAMPLE_RATE_HZ_MIN,
			RESAMPLE_RATE_HZ_MAX);
	if (info->frames / info->samplerate >= AUDIO_FILE_SECONDS_MAX)
		return because(why, ERR_NO_SPACE, "longer than %d s: cut it", AUDIO_FILE_SECONDS_MAX);
	return ERR_NONE;
}

static enum err read_sound(SNDFILE *file, const SF_INFO *info, struct sound *out, struct audio_why *why)
{
	struct sound mono = {.rate_hz = (uint32_t)info->samplerate};
	enum err err = judge_info(info, why);

	if (err)
		return err;
	mono.samples = malloc((size_t)info->frames * sizeof(*mono.samples));
	if (!mono.samples)
		return because(why, ERR_NO_SPACE, "no memory for it: cut it");
	mono.count = (size_t)read_mono(file, info, mono.samples);
	if (mono.count < (size_t)info->frames)
		err = because(why, ERR_FORMAT, "broken after %zu of %lld samples: copy it again", mono.count,
			(long long)info->frames);
	else if (resample(&mono, AUDIO_RATE_HZ, out))
		err = because(why, ERR_NO_SPACE, "no memory for it: cut it");
	sound_free(&mono);
	return err;
}

static enum err recording_open(struct audio_file *self, const char *path, struct audio_why *why)
{
	SF_INFO info = {0};
	SNDFILE *file;
	enum err err = judge_file(path, why);

	if (err)
		return err;
	file = sf_open(path, SFM_READ, &info);
	if (!file)
		return because(why, ERR_FORMAT, "not a sound file: give a WAV or FLAC file");
	/* Floating-point files hold -1..1. */
	sf_command(file, SFC_SET_SCALE_FLOAT_INT_READ, NULL, SF_TRUE);
	err = read_sound(file, &info, &self->recording, why);
	sf_close(file);
	return err;
}

static enum err playing_open(struct audio_file *self, const char *path, struct audio_why *why)
{
	SF_INFO info = {.samplerate = AUDIO_RATE_HZ, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};

	self->playing = sf_open(path, SFM_WRITE, &info);
	if (!self->playing)
		return because(why, ERR_DENIED, "cannot be written (%s): choose another place", sf_strerror(NULL));
	return ERR_NONE;
}

static enum err audio_play(void *as_file, const int16_t *samples, size_t count)
{
	struct audio_file *self = as_file;

	if (!self->playing)
		return ERR_NONE;
	return sf_write_short(self->playing, samples, (sf_count_t)count) == (sf_count_t)count ? ERR_NONE : ERR_IO;
}

static void audio_stop(void *as_file)
{
	(void)as_file; /* nothing is ever queued */
}

static size_t audio_queued(void *as_file)
{
	(void)as_file;
	return 0;
}

static size_t audio_record(void *as_file, int16_t *samples, size_t count)
{
	struct audio_file *self = as_file;
	size_t left = self->recording.count - self->recording_at;

	if (count > left)
		count = left;
	if (count)
		memcpy(samples, self->recording.samples + self->recording_at, count * sizeof(*samples));
	self->recording_at += count;
	return count;
}

static bool audio_ended(void *as_file)
{
	struct audio_file *self = as_file;

	return self->recording_at == self->recording.count;
}

static void audio_close(void *as_file)
{
	struct audio_file *self = as_file;

	if (!self)
		return;
	if (self->playing)
		sf_close(self->playing);
	sound_free(&self->recording);
	free(self);
}

enum err audio_file_open(struct audio *out, const char *in_path, const char *out_path, struct audio_why *why)
{
	static const struct audio_ops ops = {
		.play = audio_play,
		.stop = audio_stop,
		.queued = audio_queued,
		.record = audio_record,
		.ended = audio_ended,
		.close = audio_close,
	};
	struct audio_file *self = calloc(1, sizeof(*self));
	enum err err = ERR_NONE;

	*out = (struct audio){0};
	why->text[0] = 0;
	if (!self)
		return because(why, ERR_NO_SPACE, "no memory");
	if (in_path)
		err = recording_open(self, in_path, why);
	if (!err && out_path)
		err = playing_open(self, out_path, why);
	if (err) {
		audio_close(self);
		return err;
	}
	*out = (struct audio){&ops, self};
	return ERR_NONE;
}

enum err audio_file_stereo(const char *path, const struct audio_stereo *sound, struct audio_why *why)
{
	SF_INFO info = {.samplerate = (int)sound->rate_hz, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
	SNDFILE *file = sf_open(path, SFM_WRITE, &info);
	bool good = file != NULL;

	for (size_t i = 0; good && i < sound->count; i++) {
		const int16_t both[2] = {sound->left[i], sound->right[i]};

		good = sf_writef_short(file, both, 1) == 1;
	}
	if (file)
		good = sf_close(file) == 0 && good;
	return good ? ERR_NONE : because(why, ERR_DENIED, "cannot be written: choose another place");
}
