#include "speech/ear.h"

#include "base/text.h"
#include "log.h"
#include "speech/endpoint.h"
#include "speech/listen.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
	EAR_SAMPLES_MAX = (ENDPOINT_FRAMES_MAX + ENDPOINT_PREROLL_FRAMES + ENDPOINT_QUIET_FRAMES) * AUDIO_FRAME_SAMPLES,
	EAR_LANGUAGE_BYTES_MAX = 8,
	EAR_FRAMES_PER_POLL_MAX = 50,
	EAR_QUIET_AFTER_SAMPLES = 2 * AUDIO_RATE_HZ, /* behind a recording, so that its end is heard */
	LEVEL_FULL = 6000,                           /* root mean square of somebody who speaks up in front of it */
	LEVEL_FALLS = 4,                             /* the sign falls more slowly than it rises: it must not flicker */
};

/* What the worker is to put into words. */
struct ear_work {
	uint32_t session;
	uint8_t language;
	unsigned turn;
	bool new_grammar;
	char code[EAR_LANGUAGE_BYTES_MAX];
	size_t samples_count; /* 0: the grammar only, made ready ahead of the words */
	char grammar[LISTEN_GRAMMAR_BYTES_MAX];
	int16_t samples[EAR_SAMPLES_MAX]; /* last; what lies beyond the count is 0 */
};

struct ear {
	struct ear_options options;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool waiting; /* `next` is for the worker */
	bool working;
	bool closing;
	unsigned turn;          /* grows with every LISTEN: words of an older one are not put into the inbox */
	bool microphone_wanted; /* set by the loop */
	bool microphone_open;   /* set by the worker: opening may take a while */
	struct ear_work next;
	struct ear_work current; /* the worker's own */

	/* the loop's own */
	struct endpoint endpoint;
	bool listening;
	uint32_t session;
	uint8_t language;
	int16_t ring[EAR_SAMPLES_MAX]; /* the last samples, sample n at n modulo the size */
	bool ring_used;
	uint64_t heard; /* samples since endpoint_begin() */
	int16_t frame[AUDIO_FRAME_SAMPLES];
	size_t frame_count; /* of it, so far */
	uint8_t level_pct;
	int16_t *recording; /* to be heard instead of the microphone; NULL: none */
	size_t recording_count;
	size_t recording_at; /* goes on into the quiet behind it */
};

/* --- the worker --- */

static void put_heard(struct ear *ear, const struct ear_work *work, const struct recognised *recognised)
{
	struct event event = {.kind = EVENT_HEARD, .session = work->session};
	bool old;

	event.heard.confidence_pct = recognised->confidence_pct;
	for (uint8_t i = 0; i < recognised->count && i < ALTERNATIVES_MAX; i++) {
		struct alternative *to = &event.heard.list[event.heard.count++];

		text_copy(to->words, sizeof(to->words), text_of(recognised->list[i].words));
		to->score_pct = recognised->list[i].score_pct;
		to->language = work->language;
		to->source = SOURCE_GRAMMAR;
	}
	pthread_mutex_lock(&ear->lock);
	old = work->turn != ear->turn;
	pthread_mutex_unlock(&ear->lock);
	if (!old && inbox_put(ear->options.inbox, &event))
		log_warn("ear: too much at once: one utterance was left out");
	explicit_bzero(&event, sizeof(event));
}

static void recognise(struct ear *ear, struct ear_work *work)
{
	const struct recogniser *recogniser = &ear->options.recogniser;
	struct recognised recognised = {0};
	enum err err = ERR_NONE;

	if (work->new_grammar)
		err = recogniser->ops->grammar(recogniser->self, work->code, work->grammar);
	if (!err && work->samples_count > 0) {
		err = recogniser->ops->hear(recogniser->self, work->samples, work->samples_count, &recognised);
		if (!err)
			put_heard(ear, work, &recognised);
	}
	if (err)
		log_warn("ear: not recognised (%s)", err_name(err));
	explicit_bzero(&recognised, sizeof(recognised));
	explicit_bzero(work->samples, work->samples_count * sizeof(work->samples[0]));
}

/* With the lock held; gives it back while the sound card takes its time. Nobody records meanwhile: see can_record(). */
static void turn_microphone(struct ear *ear)
{
	const struct audio *audio = &ear->options.audio;
	bool open = ear->microphone_wanted;

	if (open == ear->microphone_open)
		return;
	ear->microphone_open = false;
	pthread_mutex_unlock(&ear->lock);
	if (audio->ops && audio->ops->microphone)
		audio->ops->microphone(audio->self, open);
	pthread_mutex_lock(&ear->lock);
	ear->microphone_open = open;
}

/* False: it is time to end. */
static bool wait_for_work(struct ear *ear)
{
	bool more;

	pthread_mutex_lock(&ear->lock);
	while (!ear->waiting && !ear->closing && ear->microphone_wanted == ear->microphone_open)
		pthread_cond_wait(&ear->changed, &ear->lock);
	more = !ear->closing;
	pthread_mutex_unlock(&ear->lock);
	return more;
}

/* With the lock held. Of 700 kB only what is in use: a question is asked far oftener than answered aloud. */
static void take_next(struct ear *ear)
{
	struct ear_work *next = &ear->next;

	memcpy(&ear->current, next, offsetof(struct ear_work, samples));
	memcpy(ear->current.samples, next->samples, next->samples_count * sizeof(next->samples[0]));
	explicit_bzero(next->samples, next->samples_count * sizeof(next->samples[0]));
	next->new_grammar = false;
	next->samples_count = 0;
	ear->waiting = false;
	ear->working = true;
}

/* Words come before the microphone. */
static bool take(struct ear *ear)
{
	bool taken;

	pthread_mutex_lock(&ear->lock);
	if (!ear->waiting)
		turn_microphone(ear);
	taken = ear->waiting;
	if (taken)
		take_next(ear);
	pthread_mutex_unlock(&ear->lock);
	return taken;
}

static void done(struct ear *ear)
{
	pthread_mutex_lock(&ear->lock);
	ear->working = false;
	pthread_mutex_unlock(&ear->lock);
}

bool ear_work(struct ear *ear)
{
	if (!take(ear))
		return false;
	recognise(ear, &ear->current);
	done(ear);
	return true;
}

static void *work(void *self)
{
	struct ear *ear = self;

	while (wait_for_work(ear))
		ear_work(ear);
	return NULL;
}

enum err ear_open(struct ear **out, const struct ear_options *options)
{
	struct ear *ear = calloc(1, sizeof(*ear));

	*out = NULL;
	if (!ear)
		return ERR_NO_SPACE;
	ear->options = *options;
	pthread_mutex_init(&ear->lock, NULL);
	pthread_cond_init(&ear->changed, NULL);
	endpoint_begin(&ear->endpoint, 0);
	if (!options->by_hand && pthread_create(&ear->thread, NULL, work, ear) != 0) {
		free(ear);
		return ERR_NO_SPACE;
	}
	*out = ear;
	return ERR_NONE;
}

void ear_close(struct ear *ear)
{
	if (!ear)
		return;
	ear_forget(ear);
	pthread_mutex_lock(&ear->lock);
	ear->closing = true;
	pthread_cond_signal(&ear->changed);
	pthread_mutex_unlock(&ear->lock);
	if (!ear->options.by_hand)
		pthread_join(ear->thread, NULL);
	pthread_cond_destroy(&ear->changed);
	pthread_mutex_destroy(&ear->lock);
	explicit_bzero(ear, sizeof(*ear));
	free(ear);
}

/* --- the loop's side --- */

static void forget_recording(struct ear *ear)
{
	if (ear->recording)
		explicit_bzero(ear->recording, ear->recording_count * sizeof(*ear->recording));
	free(ear->recording);
	ear->recording = NULL;
	ear->recording_count = 0;
}

void ear_forget(struct ear *ear)
{
	ear_stop(ear);
	forget_recording(ear);
	ear->frame_count = 0;
	explicit_bzero(ear->frame, sizeof(ear->frame));
}

static void forget_ring(struct ear *ear)
{
	if (ear->ring_used)
		explicit_bzero(ear->ring, sizeof(ear->ring));
	ear->ring_used = false;
}

void ear_stop(struct ear *ear)
{
	pthread_mutex_lock(&ear->lock);
	ear->turn++;
	explicit_bzero(ear->next.samples, ear->next.samples_count * sizeof(ear->next.samples[0]));
	ear->next.samples_count = 0;
	pthread_mutex_unlock(&ear->lock);
	ear->listening = false;
	forget_ring(ear);
}

void ear_listen(struct ear *ear, const struct content *content, const struct effect *listen)
{
	const char *code = content_string(content, content->site.language[listen->listen.language]);
	enum err err;

	ear_stop(ear);
	pthread_mutex_lock(&ear->lock);
	err = listen_grammar(content, listen, ear->next.grammar, sizeof(ear->next.grammar));
	if (!err) {
		ear->next.new_grammar = true;
		text_copy(ear->next.code, sizeof(ear->next.code), text_of(code));
		ear->waiting = true; /* long grammars take their time: begin before anybody speaks */
		pthread_cond_signal(&ear->changed);
	}
	pthread_mutex_unlock(&ear->lock);
	ear->listening = !err;
	ear->session = listen->session;
	ear->language = listen->listen.language;
	ear->heard = 0;
	endpoint_begin(&ear->endpoint, 0);
}

static void hand_over(struct ear *ear)
{
	uint64_t from = ear->endpoint.start_sample;
	uint64_t oldest = ear->heard > EAR_SAMPLES_MAX ? ear->heard - EAR_SAMPLES_MAX : 0;
	size_t count = 0;

	if (from < oldest)
		from = oldest;
	pthread_mutex_lock(&ear->lock);
	for (uint64_t at = from; at < ear->endpoint.end_sample; at++)
		ear->next.samples[count++] = ear->ring[at % EAR_SAMPLES_MAX];
	ear->next.samples_count = count;
	ear->next.session = ear->session;
	ear->next.language = ear->language;
	ear->next.turn = ear->turn;
	ear->waiting = true;
	pthread_cond_signal(&ear->changed);
	pthread_mutex_unlock(&ear->lock);
}

static bool take_frame(struct ear *ear)
{
	const int16_t *frame = ear->frame;
	enum endpoint_says says;

	ear->ring_used = true;
	for (int i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		ear->ring[(ear->heard + (uint64_t)i) % EAR_SAMPLES_MAX] = frame[i];
	ear->heard += AUDIO_FRAME_SAMPLES;
	says = endpoint_frame(&ear->endpoint, frame);
	if (says == ENDPOINT_SPOKEN) {
		hand_over(ear);
		forget_recording(ear); /* one thing is said at a time */
	}
	return says != ENDPOINT_NOBODY;
}

static void measure(struct ear *ear)
{
	uint64_t squares = 0;
	uint32_t root = 0;
	uint32_t pct;

	for (int i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		squares += (uint64_t)((int32_t)ear->frame[i] * ear->frame[i]);
	squares /= AUDIO_FRAME_SAMPLES;
	while ((uint64_t)(root + 64) * (root + 64) <= squares)
		root += 64;
	pct = root >= LEVEL_FULL ? 100 : root * 100 / LEVEL_FULL;
	if (pct < ear->level_pct)
		pct = ear->level_pct - (ear->level_pct - pct + LEVEL_FALLS - 1) / LEVEL_FALLS;
	ear->level_pct = (uint8_t)pct;
}

static size_t from_recording(struct ear *ear, int16_t *out, size_t count)
{
	size_t all = ear->recording_count + EAR_QUIET_AFTER_SAMPLES;
	size_t at = ear->recording_at;

	if (count > all - at)
		count = all - at;
	for (size_t i = 0; i < count; i++, at++)
		out[i] = at < ear->recording_count ? ear->recording[at] : 0;
	ear->recording_at = at;
	if (at == all)
		forget_recording(ear);
	return count;
}

static bool can_record(struct ear *ear)
{
	bool can;

	pthread_mutex_lock(&ear->lock);
	can = ear->options.audio.ops && ear->microphone_wanted && ear->microphone_open;
	pthread_mutex_unlock(&ear->lock);
	return can;
}

static size_t fetch(struct ear *ear, bool deaf)
{
	const struct audio *audio = &ear->options.audio;
	int16_t *to = ear->frame + ear->frame_count;
	size_t count = AUDIO_FRAME_SAMPLES - ear->frame_count;

	if (ear->recording)
		return ear->listening && !deaf ? from_recording(ear, to, count) : 0;
	return can_record(ear) ? audio->ops->record(audio->self, to, count) : 0;
}

bool ear_poll(struct ear *ear, bool deaf)
{
	bool speaking = false;

	/* While words are being found the microphone's own queue keeps what comes. */
	for (int i = 0; i < EAR_FRAMES_PER_POLL_MAX && !ear_busy(ear); i++) {
		size_t count = fetch(ear, deaf);

		ear->frame_count += count;
		if (count == 0 || ear->frame_count < AUDIO_FRAME_SAMPLES)
			break;
		ear->frame_count = 0;
		measure(ear);
		if (ear->listening && !deaf)
			speaking = take_frame(ear);
	}
	return speaking;
}

void ear_microphone(struct ear *ear, bool wanted)
{
	pthread_mutex_lock(&ear->lock);
	if (ear->microphone_wanted != wanted) {
		ear->microphone_wanted = wanted;
		pthread_cond_signal(&ear->changed);
	}
	pthread_mutex_unlock(&ear->lock);
	if (wanted)
		return;
	ear->level_pct = 0;
	if (ear->recording)
		return;
	/* What was half said is not finished by what is said after it is opened again. */
	ear->frame_count = 0;
	ear->heard = 0;
	explicit_bzero(ear->frame, sizeof(ear->frame));
	forget_ring(ear);
	endpoint_begin(&ear->endpoint, 0);
}

void ear_give(struct ear *ear, int16_t *samples, size_t count)
{
	forget_recording(ear);
	ear->recording = samples;
	ear->recording_count = count;
	ear->recording_at = 0;
	ear->frame_count = 0;
	ear->heard = 0;
	endpoint_begin(&ear->endpoint, 0);
}

bool ear_has_microphone(const struct ear *ear)
{
	const struct audio *audio = &ear->options.audio;

	return audio->ops && !audio->ops->ended(audio->self);
}

bool ear_knows(const struct ear *ear, const char *language)
{
	const struct recogniser *recogniser = &ear->options.recogniser;

	return recogniser->ops->knows(recogniser->self, language);
}

bool ear_hears(struct ear *ear)
{
	return ear->listening && can_record(ear);
}

uint8_t ear_level(const struct ear *ear)
{
	return ear->level_pct;
}

bool ear_active(struct ear *ear)
{
	return ear->recording || ear_busy(ear) || can_record(ear);
}

bool ear_busy(struct ear *ear)
{
	bool busy;

	pthread_mutex_lock(&ear->lock);
	busy = ear->waiting || ear->working;
	pthread_mutex_unlock(&ear->lock);
	return busy;
}
