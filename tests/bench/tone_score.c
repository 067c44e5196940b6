#include "tone_score.h"

#include "adapter/audio_file.h"
#include "line/codec.h"
#include "speech/resample.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	RATE_HZ = 8000,
	FRAME = RATE_HZ * CODEC_FRAME_MS / 1000,
	LEAD_MS = 60, /* before and behind a key */
	KEY_SAMPLES_MAX = RATE_HZ,
	PATH_BYTES = 600,
	RECORDING_SAMPLES_MAX = 60 * AUDIO_RATE_HZ,
};

static const char key_names[] = "123A456B789C*0#D";
static const double rows_hz[] = {697, 770, 852, 941};
static const double columns_hz[] = {1209, 1336, 1477, 1633};

/* --- made keys --- */

static double amplitude_of(double dbm0)
{
	return 32767 * pow(10, (dbm0 - 3.14) / 20);
}

static double uniform(struct rng *rng)
{
	return (rng_below(rng, 1u << 24) + 1.0) / (1u << 24);
}

static double gauss(struct rng *rng)
{
	return sqrt(-2 * log(uniform(rng))) * cos(2 * M_PI * uniform(rng));
}

static int pick(struct rng *rng, const int *list, size_t count)
{
	return list[rng_below(rng, (uint32_t)count)];
}

struct tone_key tone_draw_good(struct rng *rng)
{
	static const int row_dbm0[] = {-4, -10, -18, -25, -29};
	static const int twist_db[] = {-8, -4, 0, 4};
	static const int off_permille[] = {-15, 0, 15};
	static const unsigned ms[] = {40, 50, 100, 300};

	return (struct tone_key){
		.key = key_names[rng_below(rng, 16)],
		.ms = ms[rng_below(rng, 4)],
		.row_dbm0 = pick(rng, row_dbm0, 5),
		.twist_db = pick(rng, twist_db, 4),
		.row_off_permille = pick(rng, off_permille, 3),
		.column_off_permille = pick(rng, off_permille, 3),
		.snr_db = 15,
	};
}

struct tone_key tone_draw_off(struct rng *rng)
{
	static const int sign[] = {-35, 35};
	struct tone_key key = tone_draw_good(rng);
	uint32_t which = rng_below(rng, 3);

	key.row_off_permille = which == 0 ? 0 : pick(rng, sign, 2);
	key.column_off_permille = which == 1 ? 0 : pick(rng, sign, 2);
	return key;
}

/* Silence with the line's noise, the key from a sample that is no frame's border, silence. Returns how many. */
static size_t make_key(struct rng *rng, const struct tone_key *key, int16_t *samples)
{
	const size_t place = (size_t)(strchr(key_names, key->key) - key_names);
	const double row = amplitude_of(key->row_dbm0);
	const double column = amplitude_of(key->row_dbm0 + key->twist_db);
	const double row_turn = 2 * M_PI / RATE_HZ * rows_hz[place / 4] * (1 + key->row_off_permille / 1000.0);
	const double column_turn = 2 * M_PI / RATE_HZ * columns_hz[place % 4] * (1 + key->column_off_permille / 1000.0);
	const double noise = sqrt((row * row + column * column) / 2 * pow(10, -key->snr_db / 10.0));
	const size_t from = LEAD_MS * RATE_HZ / 1000 + rng_below(rng, FRAME);
	const size_t until = from + (size_t)key->ms * RATE_HZ / 1000;
	const size_t count = (until + LEAD_MS * RATE_HZ / 1000) / FRAME * FRAME;
	const double phase = uniform(rng) * 2 * M_PI;

	for (size_t i = 0; i < count; i++) {
		double sample = noise * gauss(rng);

		if (i >= from && i < until)
			sample += row * sin(row_turn * (double)i) + column * sin(column_turn * (double)i + phase);
		samples[i] = (int16_t)fmax(-32768, fmin(32767, sample));
	}
	return count;
}

/* The frame as the other side of the line has it. */
static void through_line(struct codec_state *coder, const int16_t *frame, int16_t *out)
{
	uint8_t bytes[CODEC_FRAME_BYTES];

	codec_encode(coder, frame, bytes);
	codec_decode(coder, bytes, sizeof(bytes), out);
}

static char hear_tones(void *tones, const int16_t *samples, size_t count)
{
	return tones_hear(tones, samples, count);
}

struct tone_ear tone_ear_of(struct tones *tones)
{
	return (struct tone_ear){hear_tones, tones};
}

void tone_try(const struct tone_ear *ear, struct rng *rng, const struct tone_key *key, struct tone_tally *tally)
{
	static int16_t samples[KEY_SAMPLES_MAX];
	struct codec_state *coder;
	const size_t count = make_key(rng, key, samples);
	unsigned heard = 0;
	bool same = true;

	if (codec_open(&coder, rng_chance(rng, 500) ? CODEC_PCMA : CODEC_PCMU))
		return;
	for (size_t at = 0; at < count; at += FRAME) {
		int16_t frame[FRAME];
		char began;

		through_line(coder, samples + at, frame);
		began = ear->hear(ear->self, frame, FRAME);
		heard += began != '\0';
		same = same && (!began || began == key->key);
	}
	codec_close(coder);
	tally->keys++;
	tally->right += heard == 1 && same;
	tally->wrong += heard > 1 || !same;
}

/* --- speech --- */

struct speech_ears {
	struct tones *tones;
	struct hangup_tone *hangups; /* one of each country */
	size_t hangups_count;
};

static bool ears_open(struct speech_ears *ears)
{
	const struct hangup_country *countries = hangup_countries(&ears->hangups_count);

	ears->hangups = calloc(ears->hangups_count, sizeof(*ears->hangups));
	for (size_t i = 0; ears->hangups && i < ears->hangups_count; i++)
		hangup_tone_begin(&ears->hangups[i], &countries[i]);
	return !tones_open(&ears->tones) && ears->hangups;
}

static void ears_close(struct speech_ears *ears)
{
	tones_close(ears->tones);
	free(ears->hangups);
}

static void ears_hear(struct speech_ears *ears, const int16_t *frame, struct speech_tally *tally)
{
	tally->false_keys += tones_hear(ears->tones, frame, FRAME) != '\0';
	for (size_t i = 0; i < ears->hangups_count; i++)
		tally->false_hangups += hangup_tone_hear(&ears->hangups[i], frame, FRAME);
}

static void hear_speech(const struct sound *sound, struct speech_tally *tally)
{
	struct speech_ears ears = {0};
	struct codec_state *coder;

	if (!ears_open(&ears) || codec_open(&coder, tally->files % 2 ? CODEC_PCMA : CODEC_PCMU)) {
		ears_close(&ears);
		return;
	}
	for (size_t at = 0; at + FRAME <= sound->count; at += FRAME) {
		int16_t frame[FRAME];

		through_line(coder, sound->samples + at, frame);
		ears_hear(&ears, frame, tally);
	}
	tally->files++;
	tally->samples += sound->count;
	codec_close(coder);
	ears_close(&ears);
}

static void hear_as_telephone(int16_t *samples, size_t count, struct speech_tally *tally)
{
	struct sound wide = {samples, count, AUDIO_RATE_HZ};
	struct sound narrow;

	if (resample(&wide, RATE_HZ, &narrow))
		return;
	hear_speech(&narrow, tally);
	sound_free(&narrow);
}

static void hear_recording(const char *path, struct speech_tally *tally)
{
	static int16_t samples[RECORDING_SAMPLES_MAX];
	struct audio_why why;
	struct audio audio;
	size_t count;

	if (audio_file_open(&audio, path, NULL, &why)) {
		fprintf(stderr, "%s: %s\n", path, why.text);
		return;
	}
	while ((count = audio.ops->record(audio.self, samples, RECORDING_SAMPLES_MAX)) > 0)
		hear_as_telephone(samples, count, tally);
	audio.ops->close(audio.self);
}

static bool is_recording(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (strcmp(dot, ".flac") == 0 || strcmp(dot, ".wav") == 0);
}

bool speech_of_folder(const char *path, struct speech_tally *tally)
{
	struct dirent **names;
	int count = scandir(path, &names, NULL, alphasort);

	if (count < 0)
		return false;
	for (int i = 0; i < count; i++) {
		char inside[PATH_BYTES];

		snprintf(inside, sizeof(inside), "%s/%s", path, names[i]->d_name);
		if (is_recording(names[i]->d_name))
			hear_recording(inside, tally);
		else if (names[i]->d_name[0] != '.' && names[i]->d_type == DT_DIR)
			speech_of_folder(inside, tally);
		free(names[i]);
	}
	free(names);
	return true;
}

static const char *const voices[] = {"en", "en-us", "de", "fr", "es", "it", "pl", "en+f2", "en+m3", "de+f4", "fr+f1",
	"es+m7", "it+f5", "en+f5", "en+m7", "tr", "ru", "pt"};
static const char *const words[] = {"account", "seventy", "Saturday", "invoice", "umbrella", "who", "you", "Louisiana",
	"balance", "yellow", "eleven", "blue moon", "I would", "please", "and then", "mortgage", "onion", "will",
	"nobody", "transfer", "three hundred", "wonderful", "Missouri", "why", "really", "oh", "eight", "morning",
	"lost my card"};

/* Sentences that nobody says, in many voices: what counts is the sound. */
void speech_of_voice(const struct voice *voice, uint64_t samples, struct speech_tally *tally)
{
	const uint64_t until = tally->samples + samples;
	struct rng rng = {.state = 4733};

	while (tally->samples < until) {
		struct speech speech;
		char text[PATH_BYTES] = "";
		const char *name = voices[rng_below(&rng, sizeof(voices) / sizeof(*voices))];
		unsigned rate_pct = 70 + rng_below(&rng, 80);

		for (unsigned i = 0; i < 24; i++) {
			strcat(text, words[rng_below(&rng, sizeof(words) / sizeof(*words))]);
			strcat(text, i % 8 == 7 ? ". " : " ");
		}
		if (voice->ops->speak(voice->self, name, rate_pct, text, &speech) == ERR_NONE)
			hear_as_telephone((int16_t *)(uintptr_t)speech.samples, speech.count, tally);
		else
			tally->samples++;
	}
}
