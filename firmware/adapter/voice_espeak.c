/* espeak-ng, to a buffer: synthesis is some 500 times faster than speech, so a whole text is made at once and kept. */
#include "adapter/voice_espeak.h"

#include "limits.h"
#include "log.h"
#include "port/audio.h"
#include "speech/phones.h"
#include "speech/resample.h"

#include <espeak-ng/speak_lib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGE_BYTES = 8, WORD_BYTES_MAX = 96, IPA_BYTES = 256 };

struct kept {
	char *text; /* NULL: free */
	char language[LANGUAGE_BYTES];
	unsigned rate_pct;
	struct sound sound;
	uint64_t used_at; /* of voice.uses: the smallest goes first */
};

struct voice_espeak {
	pthread_mutex_t mutex;
	struct kept cache[VOICE_CACHE_TEXTS_MAX];
	size_t cache_samples;
	uint64_t uses;
};

/* espeak-ng is one engine with global state: everything that calls it holds this. */
static pthread_mutex_t engine_mutex = PTHREAD_MUTEX_INITIALIZER;
static int engine_rate_hz;

/* What the synthesiser has said so far. Grows by doubling; `full` stops the engine. */
struct take {
	struct sound sound;
	size_t room;
	bool full;
	bool phones_only;
	char ipa[IPA_BYTES]; /* the phones, with spaces */
};

static bool take_grow(struct take *take, size_t count)
{
	size_t room = take->room ? take->room : 32768;
	int16_t *samples;

	while (room < count)
		room *= 2;
	if (count > VOICE_TEXT_SAMPLES_MAX)
		return false;
	if (room == take->room)
		return true;
	samples = realloc(take->sound.samples, room * sizeof(*samples));
	if (!samples)
		return false;
	take->sound.samples = samples;
	take->room = room;
	return true;
}

static void take_phones(struct take *take, const espeak_EVENT *events)
{
	for (; events->type != espeakEVENT_LIST_TERMINATED; events++) {
		size_t used = strlen(take->ipa);

		if (events->type == espeakEVENT_PHONEME)
			snprintf(take->ipa + used, sizeof(take->ipa) - used, "%.*s ", (int)sizeof(events->id.string),
				events->id.string);
	}
}

static int on_samples(short *samples, int count, espeak_EVENT *events)
{
	struct take *take = events->user_data;

	if (take && take->phones_only) {
		take_phones(take, events);
		return 0;
	}
	if (!samples || count <= 0 || !take)
		return 0;
	if (!take_grow(take, take->sound.count + (size_t)count)) {
		take->full = true;
		return 1;
	}
	memcpy(take->sound.samples + take->sound.count, samples, (size_t)count * sizeof(*samples));
	take->sound.count += (size_t)count;
	return 0;
}

/* Once, and for the program's life: espeak_Terminate() of 1.51 may wait for ever for its own thread
 * (github.com/espeak-ng/espeak-ng/issues/996, mended by pull request 1114 in 1.52), and a kiosk that should stop must.
 */
static enum err engine_open(void)
{
	enum err err = ERR_NONE;

	pthread_mutex_lock(&engine_mutex);
	if (engine_rate_hz <= 0) {
		engine_rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 60, NULL,
			espeakINITIALIZE_DONT_EXIT | espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA);
		if (engine_rate_hz <= 0)
			err = ERR_ABSENT;
		else
			espeak_SetSynthCallback(on_samples);
	}
	pthread_mutex_unlock(&engine_mutex);
	return err;
}

/* With the engine held. The code is checked: a name that espeak-ng does not know leaves the voice before in place. */
static enum err engine_language(const char *name)
{
	return espeak_SetVoiceByName(name) == EE_OK ? ERR_NONE : ERR_NOT_FOUND;
}

static enum err engine_speak(const char *language, unsigned rate_pct, const char *text, struct take *take)
{
	enum err err;

	pthread_mutex_lock(&engine_mutex);
	err = engine_language(language);
	take->sound.rate_hz = (uint32_t)engine_rate_hz;
	if (!err) {
		espeak_SetParameter(espeakRATE, (int)(espeakRATE_NORMAL * rate_pct / 100), 0);
		if (espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, take) != EE_OK)
			err = ERR_IO;
	}
	pthread_mutex_unlock(&engine_mutex);
	return !err && take->full ? ERR_NO_SPACE : err;
}

/* What was spoken may have been a customer's own. */
static void wipe_sound(struct sound *sound)
{
	if (sound->samples)
		explicit_bzero(sound->samples, sound->count * sizeof(*sound->samples));
	sound_free(sound);
}

static enum err synthesise(const char *language, unsigned rate_pct, const char *text, struct sound *out)
{
	struct take take = {0};
	enum err err = engine_speak(language, rate_pct, text, &take);

	if (!err)
		err = resample(&take.sound, AUDIO_RATE_HZ, out);
	wipe_sound(&take.sound);
	return err;
}

static void kept_drop(struct voice_espeak *voice, struct kept *kept)
{
	voice->cache_samples -= kept->sound.count;
	if (kept->text)
		explicit_bzero(kept->text, strlen(kept->text));
	free(kept->text);
	wipe_sound(&kept->sound);
	*kept = (struct kept){0};
}

static struct kept *kept_find(struct voice_espeak *voice, const char *language, unsigned rate_pct, const char *text)
{
	for (size_t i = 0; i < VOICE_CACHE_TEXTS_MAX; i++) {
		struct kept *kept = &voice->cache[i];

		if (kept->text && kept->rate_pct == rate_pct && strcmp(kept->language, language) == 0 &&
			strcmp(kept->text, text) == 0)
			return kept;
	}
	return NULL;
}

/* The one used longest ago; a free place counts as older than all, or not at all. */
static struct kept *kept_oldest(struct voice_espeak *voice, bool free_too)
{
	struct kept *oldest = NULL;

	for (size_t i = 0; i < VOICE_CACHE_TEXTS_MAX; i++) {
		struct kept *kept = &voice->cache[i];

		if ((kept->text || free_too) && (!oldest || kept->used_at < oldest->used_at))
			oldest = kept;
	}
	return oldest;
}

/* Makes room, and returns a free place. */
static struct kept *kept_place(struct voice_espeak *voice, size_t count)
{
	while (voice->cache_samples > 0 && voice->cache_samples + count > VOICE_CACHE_SAMPLES_MAX)
		kept_drop(voice, kept_oldest(voice, false));
	kept_drop(voice, kept_oldest(voice, true));
	return kept_oldest(voice, true);
}

static enum err kept_make(
	struct voice_espeak *voice, const char *language, unsigned rate_pct, const char *text, struct kept **out)
{
	struct sound sound = {0};
	struct kept *kept;
	char *copy;
	enum err err = synthesise(language, rate_pct, text, &sound);

	if (err)
		return err;
	copy = strdup(text);
	if (!copy) {
		sound_free(&sound);
		return ERR_NO_SPACE;
	}
	kept = kept_place(voice, sound.count);
	*kept = (struct kept){.text = copy, .rate_pct = rate_pct, .sound = sound};
	snprintf(kept->language, sizeof(kept->language), "%s", language);
	voice->cache_samples += sound.count;
	*out = kept;
	return ERR_NONE;
}

static enum err voice_speak(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	struct voice_espeak *voice = self;
	struct kept *kept;
	enum err err = ERR_NONE;

	*out = (struct speech){0};
	if (strlen(language) >= LANGUAGE_BYTES)
		return ERR_NOT_FOUND;
	if (rate_pct < VOICE_RATE_PCT_MIN)
		rate_pct = VOICE_RATE_PCT_MIN;
	if (rate_pct > VOICE_RATE_PCT_MAX)
		rate_pct = VOICE_RATE_PCT_MAX;

	pthread_mutex_lock(&voice->mutex);
	kept = kept_find(voice, language, rate_pct, text);
	if (!kept)
		err = kept_make(voice, language, rate_pct, text, &kept);
	if (!err) {
		kept->used_at = ++voice->uses;
		*out = (struct speech){kept->sound.samples, kept->sound.count};
	}
	pthread_mutex_unlock(&voice->mutex);
	return err;
}

/* The acoustic model speaks American: its English words are wanted as that voice says them. */
static const char *voice_for_phones(const char *language)
{
	return strcmp(language, "en") == 0 ? "en-us" : language;
}

/* Spoken, and only the phones kept: espeak_TextToPhonemes() leaks a kilobyte each time. Needs no voice of ours: what
 * speak() lent stays as it is. */
static enum err voice_pronounce(void *self, const char *language, const char *word, char *out, size_t out_bytes)
{
	struct take take = {.phones_only = true};
	enum err err;

	(void)self;
	out[0] = 0;
	if (strlen(word) > WORD_BYTES_MAX)
		return ERR_NO_SPACE;
	err = engine_speak(voice_for_phones(language), VOICE_RATE_PCT_MAX, word, &take);
	return err ? err : phones_from_ipa(language, take.ipa, out, out_bytes);
}

static void voice_forget(void *self)
{
	struct voice_espeak *voice = self;

	pthread_mutex_lock(&voice->mutex);
	for (size_t i = 0; i < VOICE_CACHE_TEXTS_MAX; i++)
		kept_drop(voice, &voice->cache[i]);
	pthread_mutex_unlock(&voice->mutex);
}

static void voice_close(void *self)
{
	struct voice_espeak *voice = self;

	if (!voice)
		return;
	voice_forget(voice);
	pthread_mutex_destroy(&voice->mutex);
	free(voice);
}

enum err voice_espeak_open(struct voice *out)
{
	static const struct voice_ops ops = {
		.speak = voice_speak,
		.pronounce = voice_pronounce,
		.forget = voice_forget,
		.close = voice_close,
	};
	struct voice_espeak *voice;
	enum err err = engine_open();

	*out = (struct voice){0};
	if (err) {
		log_warn("voice: espeak-ng has no data here, nothing will be spoken: install espeak-ng-data");
		return err;
	}
	voice = calloc(1, sizeof(*voice));
	if (!voice)
		return ERR_NO_SPACE;
	pthread_mutex_init(&voice->mutex, NULL);
	*out = (struct voice){&ops, voice};
	return ERR_NONE;
}
