#include "speak.h"

#include "base/text.h"
#include "content/say.h"
#include "log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	LANGUAGE_BYTES_MAX = 8,
	RATE_PCT = 95 /* a little slower than espeak-ng's own: people are standing in a hall */
};

struct text_waiting {
	char language[LANGUAGE_BYTES_MAX];
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
};

/* True if one was there. */
static bool take(struct speak *speak, struct text_waiting *out, unsigned *turn)
{
	pthread_mutex_lock(&speak->lock);
	speak->working = false;
	while (speak->count == 0 && !speak->closing)
		pthread_cond_wait(&speak->changed, &speak->lock);
	if (!speak->closing) {
		*out = speak->queue[speak->first];
		explicit_bzero(&speak->queue[speak->first], sizeof(speak->queue[0]));
		speak->first = (speak->first + 1) % SPEAK_TEXTS_MAX;
		speak->count--;
		speak->working = true;
		*turn = speak->turn;
	}
	pthread_mutex_unlock(&speak->lock);
	return !speak->closing;
}

static void play(struct speak *speak, const struct speech *speech, unsigned turn)
{
	const struct audio *record = &speak->options.record;
	const struct audio *audio = &speak->options.audio;
	enum err err = ERR_NONE;

	pthread_mutex_lock(&speak->lock);
	if (record->ops && record->ops->play(record->self, speech->samples, speech->count))
		log_warn("speak: what was said could not be recorded");
	if (turn == speak->turn && audio->ops)
		err = audio->ops->play(audio->self, speech->samples, speech->count);
	pthread_mutex_unlock(&speak->lock);
	if (err && err != ERR_ABSENT)
		log_warn("speak: the speaker takes no more (%s)", err_name(err));
}

static void *work(void *self)
{
	struct speak *speak = self;
	const struct voice *voice = &speak->options.voice;
	static const struct text_waiting nothing;
	struct text_waiting text = nothing;
	unsigned turn = 0;

	while (take(speak, &text, &turn)) {
		struct speech speech = {0};
		enum err err = voice->ops->speak(voice->self, text.language, RATE_PCT, text.text, &speech);

		if (err)
			log_warn("speak: no voice for \"%s\" (%s)", text.language, err_name(err));
		else
			play(speak, &speech, turn);
		explicit_bzero(&text, sizeof(text));
	}
	return NULL;
}

enum err speak_open(struct speak **out, const struct speak_options *options)
{
	struct speak *speak = calloc(1, sizeof(*speak));

	*out = NULL;
	if (!speak)
		return ERR_NO_SPACE;
	speak->options = *options;
	pthread_mutex_init(&speak->lock, NULL);
	pthread_cond_init(&speak->changed, NULL);
	if (pthread_create(&speak->thread, NULL, work, speak) != 0) {
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
	pthread_join(speak->thread, NULL);
	speak_stop(speak);
	pthread_cond_destroy(&speak->changed);
	pthread_mutex_destroy(&speak->lock);
	free(speak);
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
	speak->count++;
	pthread_cond_signal(&speak->changed);
	pthread_mutex_unlock(&speak->lock);
}

static size_t queued(const struct speak *speak)
{
	const struct audio *audio = &speak->options.audio;

	return audio->ops ? audio->ops->queued(audio->self) : 0;
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
