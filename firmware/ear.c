#include "ear.h"

#include "base/text.h"
#include "endpoint.h"
#include "listen.h"
#include "log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	EAR_SAMPLES_MAX = (ENDPOINT_FRAMES_MAX + ENDPOINT_PREROLL_FRAMES + ENDPOINT_QUIET_FRAMES) * AUDIO_FRAME_SAMPLES,
	EAR_LANGUAGE_BYTES_MAX = 8,
	EAR_FRAMES_PER_POLL_MAX = 50,
};

/* What the worker is to put into words. */
struct ear_work {
	uint32_t session;
	uint8_t language;
	unsigned turn;
	bool new_grammar;
	char code[EAR_LANGUAGE_BYTES_MAX];
	char grammar[LISTEN_GRAMMAR_BYTES_MAX];
	int16_t samples[EAR_SAMPLES_MAX];
	size_t samples_count; /* 0: the grammar only, made ready ahead of the words */
};

struct ear {
	struct ear_options options;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool waiting; /* `next` is for the worker */
	bool working;
	bool closing;
	unsigned turn; /* grows with every LISTEN: words of an older one are not put into the inbox */
	struct ear_work next;
	struct ear_work current; /* the worker's own */

	/* the loop's own */
	struct endpoint endpoint;
	bool listening;
	uint32_t session;
	uint8_t language;
	int16_t ring[EAR_SAMPLES_MAX]; /* the last samples, sample n at n modulo the size */
	uint64_t heard;                /* samples since endpoint_begin() */
	int16_t frame[AUDIO_FRAME_SAMPLES];
	size_t frame_count; /* of it, so far */
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
	explicit_bzero(work->samples, sizeof(work->samples));
}

static bool take(struct ear *ear)
{
	pthread_mutex_lock(&ear->lock);
	ear->working = false;
	while (!ear->waiting && !ear->closing)
		pthread_cond_wait(&ear->changed, &ear->lock);
	if (!ear->closing) {
		memcpy(&ear->current, &ear->next, sizeof(ear->current));
		ear->next.new_grammar = false;
		ear->next.samples_count = 0;
		ear->waiting = false;
		ear->working = true;
	}
	pthread_mutex_unlock(&ear->lock);
	return !ear->closing;
}

static void *work(void *self)
{
	struct ear *ear = self;

	while (take(ear))
		recognise(ear, &ear->current);
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
	if (pthread_create(&ear->thread, NULL, work, ear) != 0) {
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
	pthread_mutex_lock(&ear->lock);
	ear->closing = true;
	pthread_cond_signal(&ear->changed);
	pthread_mutex_unlock(&ear->lock);
	pthread_join(ear->thread, NULL);
	pthread_cond_destroy(&ear->changed);
	pthread_mutex_destroy(&ear->lock);
	explicit_bzero(ear, sizeof(*ear));
	free(ear);
}

/* --- the loop's side --- */

void ear_stop(struct ear *ear)
{
	pthread_mutex_lock(&ear->lock);
	ear->turn++;
	ear->next.samples_count = 0;
	explicit_bzero(ear->next.samples, sizeof(ear->next.samples));
	pthread_mutex_unlock(&ear->lock);
	ear->listening = false;
	explicit_bzero(ear->ring, sizeof(ear->ring));
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

	for (int i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		ear->ring[(ear->heard + (uint64_t)i) % EAR_SAMPLES_MAX] = frame[i];
	ear->heard += AUDIO_FRAME_SAMPLES;
	says = endpoint_frame(&ear->endpoint, frame);
	if (says == ENDPOINT_SPOKEN)
		hand_over(ear);
	return says != ENDPOINT_NOBODY;
}

bool ear_poll(struct ear *ear, bool deaf)
{
	const struct audio *audio = &ear->options.audio;
	bool speaking = false;

	/* While words are being found the microphone's own queue keeps what comes. */
	for (int i = 0; i < EAR_FRAMES_PER_POLL_MAX && !ear_busy(ear); i++) {
		size_t count = audio->ops->record(
			audio->self, ear->frame + ear->frame_count, AUDIO_FRAME_SAMPLES - ear->frame_count);

		ear->frame_count += count;
		if (count == 0 || ear->frame_count < AUDIO_FRAME_SAMPLES)
			break;
		ear->frame_count = 0;
		if (ear->listening && !deaf)
			speaking = take_frame(ear);
	}
	return speaking;
}

bool ear_busy(struct ear *ear)
{
	bool busy;

	pthread_mutex_lock(&ear->lock);
	busy = ear->waiting || ear->working;
	pthread_mutex_unlock(&ear->lock);
	return busy;
}
