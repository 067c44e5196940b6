#include "line/prompts.h"

#include "adapter/audio_file.h"
#include "base/text.h"
#include "hash.h"
#include "log.h"
#include "paths.h"
#include "port/audio.h"
#include "speech/resample.h"
#include "speech/speak.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LANGUAGE_BYTES = 16, FRAME_SAMPLES_MAX = 320, NAME_HASH_BYTES = 8 };

enum made { MADE_NOT, MADE_NOW, MADE_KEPT };

/* One text for one codec. */
struct spoken {
	struct spoken *next;
	struct line_prompt *prompt; /* held */
	char *text;
	char language[LANGUAGE_BYTES];
	enum codec codec;
	enum made made;
	bool personal;
	bool foreseen;     /* nobody has wanted it so far */
	uint64_t asked_at; /* of prompts.moment: the first that waits is made first */
	uint64_t used_at;  /* the smallest gives way first; 0: never wanted */
	size_t bytes;
};

struct prompts {
	struct prompts_options options;
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	struct spoken *list;
	uint64_t moment;
	size_t bytes; /* of all that is kept */
	uint32_t codecs;
	bool closing;
};

/* --- sound to frames --- */

static void wipe(struct sound *sound)
{
	if (sound->samples)
		explicit_bzero(sound->samples, sound->count * sizeof(*sound->samples));
	sound_free(sound);
}

static void encode(struct codec_state *coder, enum codec codec, const struct sound *sound, uint8_t *frames)
{
	const size_t samples_max = codec_frame_samples(codec);
	int16_t frame[FRAME_SAMPLES_MAX];

	for (size_t at = 0; at < sound->count; at += samples_max) {
		size_t count = sound->count - at < samples_max ? sound->count - at : samples_max;

		memset(frame, 0, sizeof(frame));
		memcpy(frame, sound->samples + at, count * sizeof(*frame));
		codec_encode(coder, frame, frames);
		frames += CODEC_FRAME_BYTES;
	}
	explicit_bzero(frame, sizeof(frame));
}

struct frames {
	uint8_t *bytes;
	size_t count;
};

/* Of sound at the codec's rate. */
static enum err frames_of(enum codec codec, const struct sound *sound, struct frames *out)
{
	const size_t samples_max = codec_frame_samples(codec);
	struct codec_state *coder;
	enum err err;

	out->count = (sound->count + samples_max - 1) / samples_max;
	if (out->count == 0)
		return ERR_NONE;
	err = codec_open(&coder, codec);
	if (err)
		return err;
	out->bytes = malloc(out->count * CODEC_FRAME_BYTES);
	if (out->bytes)
		encode(coder, codec, sound, out->bytes);
	codec_close(coder);
	return out->bytes ? ERR_NONE : ERR_NO_SPACE;
}

static enum err frames_of_wide(enum codec codec, const struct speech *speech, struct frames *out)
{
	/* resample() reads only. */
	struct sound wide = {(int16_t *)(uintptr_t)speech->samples, speech->count, AUDIO_RATE_HZ};
	struct sound sound;
	enum err err = resample(&wide, codec_rate_hz(codec), &sound);

	if (!err)
		err = frames_of(codec, &sound, out);
	wipe(&sound);
	return err;
}

/* --- recordings --- */

bool prompts_recording(const char *folder, const char *language, const char *text, char *out, size_t out_bytes)
{
	uint8_t hash[HASH_BYTES];
	char name[2 * NAME_HASH_BYTES + 1];
	int length;

	hash_of(text, strlen(text), hash);
	for (int i = 0; i < NAME_HASH_BYTES; i++)
		snprintf(name + 2 * (size_t)i, 3, "%02x", hash[i]);
	length = snprintf(out, out_bytes, "%s/%s-%s.wav", folder, language, name);
	return length > 0 && (size_t)length < out_bytes;
}

static enum err read_all(const struct audio *audio, struct sound *out)
{
	size_t room = 0;
	size_t got = 1;

	while (got > 0) {
		if (out->count == room) {
			int16_t *more = realloc(out->samples, (room + AUDIO_RATE_HZ) * sizeof(*more));

			if (!more)
				return ERR_NO_SPACE;
			out->samples = more;
			room += AUDIO_RATE_HZ;
		}
		got = audio->ops->record(audio->self, out->samples + out->count, room - out->count);
		out->count += got;
	}
	return ERR_NONE;
}

/* ERR_NOT_FOUND: nobody has spoken this text. */
static enum err record_frames(const struct prompts *prompts, const struct spoken *spoken, struct frames *out)
{
	const char *folder = prompts->options.recordings;
	struct sound sound = {.rate_hz = AUDIO_RATE_HZ};
	char path[PATH_BYTES_MAX];
	struct audio_why why;
	struct audio audio;
	enum err err;

	if (!folder || spoken->personal ||
		!prompts_recording(folder, spoken->language, spoken->text, path, sizeof(path)) ||
		access(path, F_OK) != 0)
		return ERR_NOT_FOUND;
	err = audio_file_open(&audio, path, NULL, &why);
	if (err) {
		log_warn("prompts: %s: %s. The voice speaks instead", path, why.text);
		return err;
	}
	err = read_all(&audio, &sound);
	audio.ops->close(audio.self);
	if (!err)
		err = frames_of_wide(spoken->codec, &(struct speech){sound.samples, sound.count}, out);
	sound_free(&sound);
	return err;
}

/* --- the voice --- */

static enum err speak_frames(const struct prompts *prompts, const struct spoken *spoken, struct frames *out)
{
	const struct voice *voice = &prompts->options.voice;
	struct speech speech = {0};
	enum err err;

	if (!voice->ops)
		return ERR_ABSENT;
	err = voice->ops->speak(voice->self, spoken->language, SPEAK_RATE_PCT, spoken->text, &speech);
	if (!err)
		err = frames_of_wide(spoken->codec, &speech, out);
	if (spoken->personal && voice->ops->forget)
		voice->ops->forget(voice->self);
	return err;
}

static struct frames make(const struct prompts *prompts, const struct spoken *spoken)
{
	struct frames frames = {0};
	enum err err;

	if (record_frames(prompts, spoken, &frames) == ERR_NONE)
		return frames;
	frames = (struct frames){0};
	err = speak_frames(prompts, spoken, &frames);
	if (err) {
		log_warn("prompts: a text in \"%s\" stays silent (%s)", spoken->language, err_name(err));
		free(frames.bytes);
		frames = (struct frames){0};
	}
	return frames;
}

/* --- what is kept: all with the lock held --- */

static struct spoken *find(struct prompts *prompts, enum codec codec, const char *language, const char *text)
{
	for (struct spoken *spoken = prompts->list; spoken; spoken = spoken->next)
		if (!spoken->personal && spoken->codec == codec && strcmp(spoken->language, language) == 0 &&
			strcmp(spoken->text, text) == 0)
			return spoken;
	return NULL;
}

static void spoken_free(struct spoken *spoken)
{
	prompt_drop(spoken->prompt);
	if (spoken->text)
		explicit_bzero(spoken->text, strlen(spoken->text));
	free(spoken->text);
	free(spoken);
}

static void forget(struct prompts *prompts, struct spoken *gone)
{
	struct spoken **at = &prompts->list;

	for (; *at != gone; at = &(*at)->next)
		CHECK(*at);
	*at = gone->next;
	prompts->bytes -= gone->bytes;
	spoken_free(gone);
}

static struct spoken *add(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal)
{
	struct spoken *spoken = calloc(1, sizeof(*spoken));

	if (!spoken)
		return NULL;
	spoken->text = strdup(text);
	spoken->prompt = prompt_new(codec);
	if (!spoken->text || !spoken->prompt) {
		spoken_free(spoken);
		return NULL;
	}
	text_copy(spoken->language, sizeof(spoken->language), text_of(language));
	spoken->codec = codec;
	spoken->personal = personal;
	spoken->asked_at = ++prompts->moment;
	spoken->next = prompts->list;
	prompts->list = spoken;
	pthread_cond_signal(&prompts->changed);
	return spoken;
}

/* What waits and was asked for first; what is only foreseen comes last. */
static struct spoken *next_to_make(struct prompts *prompts)
{
	struct spoken *next = NULL;

	for (struct spoken *spoken = prompts->list; spoken; spoken = spoken->next) {
		bool sooner = !next || (next->foreseen && !spoken->foreseen) ||
			      (next->foreseen == spoken->foreseen && spoken->asked_at < next->asked_at);

		if (spoken->made == MADE_NOT && sooner)
			next = spoken;
	}
	return next;
}

static void make_room(struct prompts *prompts)
{
	while (prompts->bytes > prompts->options.bytes_max) {
		struct spoken *oldest = NULL;

		for (struct spoken *spoken = prompts->list; spoken; spoken = spoken->next)
			if (spoken->made == MADE_KEPT && (!oldest || spoken->used_at < oldest->used_at))
				oldest = spoken;
		CHECK(oldest);
		forget(prompts, oldest);
	}
}

static void keep_or_forget(struct prompts *prompts, struct spoken *spoken, size_t frames_count)
{
	/* What failed is tried again when it is wanted again. */
	if (spoken->personal || frames_count == 0) {
		forget(prompts, spoken);
		return;
	}
	spoken->made = MADE_KEPT;
	spoken->bytes = frames_count * CODEC_FRAME_BYTES;
	prompts->bytes += spoken->bytes;
	make_room(prompts);
}

/* --- the thread --- */

bool prompts_work(struct prompts *prompts)
{
	struct spoken *spoken;
	struct frames frames;

	pthread_mutex_lock(&prompts->lock);
	spoken = prompts->closing ? NULL : next_to_make(prompts);
	if (spoken)
		spoken->made = MADE_NOW;
	pthread_mutex_unlock(&prompts->lock);
	if (!spoken)
		return false;

	/* Nobody else takes it away, or changes what is read here, while it is MADE_NOW. */
	frames = make(prompts, spoken);
	pthread_mutex_lock(&prompts->lock);
	prompt_finish(spoken->prompt, frames.bytes, frames.count);
	keep_or_forget(prompts, spoken, frames.count);
	pthread_mutex_unlock(&prompts->lock);
	return true;
}

static bool wait_for_work(struct prompts *prompts)
{
	bool more;

	pthread_mutex_lock(&prompts->lock);
	while (!prompts->closing && !next_to_make(prompts))
		pthread_cond_wait(&prompts->changed, &prompts->lock);
	more = !prompts->closing;
	pthread_mutex_unlock(&prompts->lock);
	return more;
}

static void *work(void *as_prompts)
{
	struct prompts *prompts = as_prompts;

	while (wait_for_work(prompts))
		prompts_work(prompts);
	return NULL;
}

enum err prompts_open(struct prompts **out, const struct prompts_options *options)
{
	struct prompts *prompts = calloc(1, sizeof(*prompts));

	*out = NULL;
	if (!prompts)
		return ERR_NO_SPACE;
	prompts->options = *options;
	pthread_mutex_init(&prompts->lock, NULL);
	pthread_cond_init(&prompts->changed, NULL);
	if (!options->by_hand && pthread_create(&prompts->thread, NULL, work, prompts) != 0) {
		prompts->options.by_hand = true;
		prompts_close(prompts);
		return ERR_NO_SPACE;
	}
	*out = prompts;
	return ERR_NONE;
}

void prompts_close(struct prompts *prompts)
{
	if (!prompts)
		return;
	pthread_mutex_lock(&prompts->lock);
	prompts->closing = true;
	pthread_cond_signal(&prompts->changed);
	pthread_mutex_unlock(&prompts->lock);
	if (!prompts->options.by_hand)
		pthread_join(prompts->thread, NULL);
	while (prompts->list) {
		if (prompts->list->made == MADE_NOT)
			prompt_finish(prompts->list->prompt, NULL, 0);
		forget(prompts, prompts->list);
	}
	pthread_cond_destroy(&prompts->changed);
	pthread_mutex_destroy(&prompts->lock);
	free(prompts);
}

/* --- asking --- */

void prompts_record(struct prompts *prompts, const char *recordings)
{
	pthread_mutex_lock(&prompts->lock);
	prompts->options.recordings = recordings;
	pthread_mutex_unlock(&prompts->lock);
}

uint32_t prompts_codecs(struct prompts *prompts)
{
	uint32_t codecs;

	pthread_mutex_lock(&prompts->lock);
	codecs = prompts->codecs;
	pthread_mutex_unlock(&prompts->lock);
	return codecs;
}

size_t prompts_kept(struct prompts *prompts, size_t *bytes)
{
	size_t count = 0;

	pthread_mutex_lock(&prompts->lock);
	for (const struct spoken *spoken = prompts->list; spoken; spoken = spoken->next)
		count += spoken->made == MADE_KEPT && !spoken->personal;
	*bytes = prompts->bytes;
	pthread_mutex_unlock(&prompts->lock);
	return count;
}

struct line_prompt *prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal)
{
	struct line_prompt *prompt = NULL;
	struct spoken *spoken;

	pthread_mutex_lock(&prompts->lock);
	prompts->codecs |= 1U << codec;
	spoken = personal ? NULL : find(prompts, codec, language, text);
	if (spoken && spoken->foreseen)
		spoken->asked_at = ++prompts->moment;
	if (!spoken)
		spoken = add(prompts, codec, language, text, personal);
	if (spoken) {
		spoken->foreseen = false;
		spoken->used_at = ++prompts->moment;
		prompt = prompt_keep(spoken->prompt);
	}
	pthread_mutex_unlock(&prompts->lock);
	return prompt;
}

struct line_prompt *prompts_pause(enum codec codec, unsigned ms)
{
	const size_t count = (size_t)codec_rate_hz(codec) * ms / 1000;
	struct sound silence = {calloc(count, sizeof(int16_t)), count, codec_rate_hz(codec)};
	struct line_prompt *prompt = prompt_new(codec);
	struct frames frames = {0};

	if (!prompt || !silence.samples || frames_of(codec, &silence, &frames)) {
		prompt_drop(prompt);
		prompt = NULL;
	} else {
		prompt_finish(prompt, frames.bytes, frames.count);
	}
	free(silence.samples);
	return prompt;
}

void prompts_foresee(struct prompts *prompts, enum codec codec, const char *language, const char *text)
{
	struct spoken *spoken;

	pthread_mutex_lock(&prompts->lock);
	if (!find(prompts, codec, language, text)) {
		spoken = add(prompts, codec, language, text, false);
		if (spoken)
			spoken->foreseen = true;
	}
	pthread_mutex_unlock(&prompts->lock);
}
