#include "speech/speak.h"

#include "base/text.h"
#include "content/say.h"
#include "log.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	LANGUAGE_BYTES_MAX = 8,
	REST_MS = 2000, /* after the last sound the speaker is given back */
	/* Up to the knee louder is louder; above it the loudest parts are pressed together below the ceiling, so that
	 * nothing is ever cut off. */
	GAIN_KNEE = 20000,
	GAIN_CEILING = INT16_MAX,
};

struct text_waiting {
	char language[LANGUAGE_BYTES_MAX];
	struct speak_manner manner;
	char text[SAID_BYTES_MAX];
};

struct speak {
	struct speak_options options;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct text_waiting queue[SPEAK_TEXTS_MAX];
	unsigned first;
	unsigned count;
	unsigned turn; /* grows with every stop: what was begun before it is thrown away */
	bool working;
	bool closing;
	bool forgetting;     /* asked for; the worker does it when all is spoken */
	bool awake;          /* the speaker may be open: it is to be given back */
	uint64_t sounded_ms; /* by hand: when it was heard last */
	struct speak_manner manner;
	int16_t *louder; /* the worker's own: a piece of speech with its gain */
	size_t louder_count;
};

static size_t queued(const struct speak *speak)
{
	const struct audio *audio = &speak->options.audio;

	return audio->ops ? audio->ops->queued(audio->self) : 0;
}

/* With the lock held. */
static void give_speaker_back(struct speak *speak)
{
	const struct audio *audio = &speak->options.audio;

	speak->awake = false;
	pthread_mutex_unlock(&speak->lock);
	if (audio->ops && audio->ops->rest)
		audio->ops->rest(audio->self);
	pthread_mutex_lock(&speak->lock);
}

/* With the lock held. */
static void wait_for_texts(struct speak *speak)
{
	struct timespec until;
	bool sounded;

	if (!speak->awake) {
		pthread_cond_wait(&speak->changed, &speak->lock);
		return;
	}
	sounded = queued(speak) > 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += REST_MS / 1000;
	if (pthread_cond_timedwait(&speak->changed, &speak->lock, &until) == ETIMEDOUT && !sounded &&
		queued(speak) == 0)
		give_speaker_back(speak);
}

/* With the lock held; the same without a thread that waits. */
static void rest_by_hand(struct speak *speak)
{
	uint64_t now_ms = clock_now_ms(speak->options.clock);

	if (queued(speak) > 0 || speak->count > 0)
		speak->sounded_ms = now_ms;
	if (speak->awake && now_ms - speak->sounded_ms >= REST_MS)
		give_speaker_back(speak);
}

/* With the lock held. On the worker's thread: what the voice lent is not in use just now. */
static void forget_spoken(struct speak *speak)
{
	const struct voice *voice = &speak->options.voice;

	speak->forgetting = false;
	pthread_mutex_unlock(&speak->lock);
	if (voice->ops->forget)
		voice->ops->forget(voice->self);
	if (speak->louder)
		explicit_bzero(speak->louder, speak->louder_count * sizeof(*speak->louder));
	pthread_mutex_lock(&speak->lock);
}

/* False: it is time to end. */
static bool wait_for_work(struct speak *speak)
{
	bool more;

	pthread_mutex_lock(&speak->lock);
	while (speak->count == 0 && !speak->forgetting && !speak->closing)
		wait_for_texts(speak);
	more = !speak->closing;
	pthread_mutex_unlock(&speak->lock);
	return more;
}

/* True if one was there. */
static bool take(struct speak *speak, struct text_waiting *out, unsigned *turn)
{
	bool taken;

	pthread_mutex_lock(&speak->lock);
	if (speak->options.by_hand)
		rest_by_hand(speak);
	if (speak->count == 0 && speak->forgetting)
		forget_spoken(speak);
	taken = speak->count > 0;
	if (taken) {
		*out = speak->queue[speak->first];
		explicit_bzero(&speak->queue[speak->first], sizeof(speak->queue[0]));
		speak->first = (speak->first + 1) % SPEAK_TEXTS_MAX;
		speak->count--;
		speak->working = true;
		*turn = speak->turn;
	}
	pthread_mutex_unlock(&speak->lock);
	return taken;
}

static void done(struct speak *speak)
{
	pthread_mutex_lock(&speak->lock);
	speak->working = false;
	pthread_mutex_unlock(&speak->lock);
}

static int16_t louder(int16_t sample, unsigned gain_pct)
{
	int32_t sign = sample < 0 ? -1 : 1;
	int32_t size = sign * sample * (int32_t)gain_pct / 100;
	int32_t room = GAIN_CEILING - GAIN_KNEE;
	int32_t over = size - GAIN_KNEE;

	if (over > 0)
		size = GAIN_KNEE + (int32_t)((int64_t)over * room / (over + room));
	return (int16_t)(sign * size);
}

/* The speech with its gain; as it is where there is none, or no memory for it. */
static struct speech with_gain(struct speak *speak, const struct speech *speech, unsigned gain_pct)
{
	if (gain_pct == 100)
		return *speech;
	if (speech->count > speak->louder_count) {
		int16_t *more = realloc(speak->louder, speech->count * sizeof(*more));

		if (!more)
			return *speech;
		speak->louder = more;
		speak->louder_count = speech->count;
	}
	for (size_t i = 0; i < speech->count; i++)
		speak->louder[i] = louder(speech->samples[i], gain_pct);
	return (struct speech){speak->louder, speech->count};
}

/* The card is opened before the lock is taken: the loop asks how it stands at any moment. */
static enum err wake_speaker(struct speak *speak)
{
	const struct audio *audio = &speak->options.audio;

	pthread_mutex_lock(&speak->lock);
	speak->awake = true;
	pthread_mutex_unlock(&speak->lock);
	return audio->ops ? audio->ops->play(audio->self, NULL, 0) : ERR_NONE;
}

static void play(struct speak *speak, const struct speech *speech, unsigned turn)
{
	const struct audio *record = &speak->options.record;
	const struct audio *audio = &speak->options.audio;
	enum err err = wake_speaker(speak);

	pthread_mutex_lock(&speak->lock);
	if (record->ops && record->ops->play(record->self, speech->samples, speech->count))
		log_warn("speak: what was said could not be recorded");
	if (!err && turn == speak->turn && audio->ops)
		err = audio->ops->play(audio->self, speech->samples, speech->count);
	pthread_mutex_unlock(&speak->lock);
	if (err && err != ERR_ABSENT)
		log_warn("speak: the speaker takes no more (%s)", err_name(err));
}

static void speak_one(struct speak *speak, const struct text_waiting *text, unsigned turn)
{
	const struct voice *voice = &speak->options.voice;
	struct speech speech = {0};
	enum err err = voice->ops->speak(voice->self, text->language, text->manner.rate_pct, text->text, &speech);

	if (err) {
		log_warn("speak: no voice for \"%s\" (%s)", text->language, err_name(err));
		return;
	}
	speech = with_gain(speak, &speech, text->manner.gain_pct);
	play(speak, &speech, turn);
}

bool speak_work(struct speak *speak)
{
	struct text_waiting text;
	unsigned turn;

	if (!take(speak, &text, &turn))
		return false;
	speak_one(speak, &text, turn);
	explicit_bzero(&text, sizeof(text));
	done(speak);
	return true;
}

static void *work(void *self)
{
	struct speak *speak = self;

	while (wait_for_work(speak))
		speak_work(speak);
	return NULL;
}

static void init_locks(struct speak *speak)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&speak->lock, NULL);
	pthread_cond_init(&speak->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

enum err speak_open(struct speak **out, const struct speak_options *options)
{
	struct speak *speak = calloc(1, sizeof(*speak));

	*out = NULL;
	if (!speak)
		return ERR_NO_SPACE;
	speak->options = *options;
	speak->manner = (struct speak_manner){SPEAK_RATE_PCT, 100};
	init_locks(speak);
	if (!options->by_hand && pthread_create(&speak->thread, NULL, work, speak) != 0) {
		free(speak);
		return ERR_NO_SPACE;
	}
	*out = speak;
	return ERR_NONE;
}

void speak_close(struct speak *speak)
{
	if (!speak)
		return;
	pthread_mutex_lock(&speak->lock);
	speak->closing = true;
	pthread_cond_signal(&speak->changed);
	pthread_mutex_unlock(&speak->lock);
	if (!speak->options.by_hand)
		pthread_join(speak->thread, NULL);
	speak_stop(speak);
	pthread_cond_destroy(&speak->changed);
	pthread_mutex_destroy(&speak->lock);
	free(speak->louder);
	free(speak);
}

void speak_set(struct speak *speak, const struct speak_manner *manner)
{
	pthread_mutex_lock(&speak->lock);
	speak->manner = *manner;
	pthread_mutex_unlock(&speak->lock);
}

void speak_say(struct speak *speak, const char *language, const char *text)
{
	struct text_waiting *place;

	pthread_mutex_lock(&speak->lock);
	if (speak->count == SPEAK_TEXTS_MAX) {
		speak->first = (speak->first + 1) % SPEAK_TEXTS_MAX;
		speak->count--;
	}
	place = &speak->queue[(speak->first + speak->count) % SPEAK_TEXTS_MAX];
	text_copy(place->language, sizeof(place->language), text_of(language));
	text_copy(place->text, sizeof(place->text), text_of(text));
	place->manner = speak->manner;
	speak->count++;
	pthread_cond_signal(&speak->changed);
	pthread_mutex_unlock(&speak->lock);
}

bool speak_stop(struct speak *speak)
{
	const struct audio *audio = &speak->options.audio;
	bool any;

	pthread_mutex_lock(&speak->lock);
	any = speak->count > 0 || speak->working || queued(speak) > 0;
	explicit_bzero(speak->queue, sizeof(speak->queue));
	speak->count = 0;
	speak->turn++;
	if (audio->ops)
		audio->ops->stop(audio->self);
	pthread_mutex_unlock(&speak->lock);
	return any;
}

void speak_forget(struct speak *speak)
{
	pthread_mutex_lock(&speak->lock);
	speak->forgetting = true;
	pthread_cond_signal(&speak->changed);
	pthread_mutex_unlock(&speak->lock);
}

bool speak_busy(struct speak *speak)
{
	bool busy;

	pthread_mutex_lock(&speak->lock);
	busy = speak->count > 0 || speak->working || queued(speak) > 0;
	pthread_mutex_unlock(&speak->lock);
	return busy;
}

bool speak_sounding(struct speak *speak)
{
	bool sounding;

	pthread_mutex_lock(&speak->lock);
	sounding = queued(speak) > 0;
	pthread_mutex_unlock(&speak->lock);
	return sounding;
}
