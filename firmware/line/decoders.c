/* A few recognisers for many callers. */
#include "line/decoders.h"

#include "base/text.h"
#include "log.h"
#include "port/audio.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { NICENESS = 5 /* the sound of all calls goes before the words of one */ };

struct grammar {
	atomic_uint holds;
	char language[DECODERS_LANGUAGE_BYTES_MAX];
	char jsgf[];
};

struct job {
	struct job *next;
	struct utterance utterance;
	uint64_t since_ms;
	bool left; /* the caller has, or says something else by now */
	struct decoded decoded;
};

struct jobs {
	struct job *first;
	struct job *last;
};

struct decoder {
	struct decoders *all;
	const struct recogniser *recogniser;
	struct grammar *grammar; /* that is set; its own hold */
	struct job *job;
	pthread_t thread;
	bool runs;
};

struct decoders {
	struct decoders_options options;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool closing;
	struct jobs waiting; /* in the order in which they were spoken */
	struct jobs done;
	struct decoder list[DECODERS_MAX];
};

/* --- grammars --- */

struct grammar *grammar_new(const char *language, const char *jsgf)
{
	size_t bytes = strlen(jsgf) + 1;
	struct grammar *grammar = calloc(1, sizeof(*grammar) + bytes);

	if (!grammar)
		return NULL;
	atomic_init(&grammar->holds, 1);
	text_copy(grammar->language, sizeof(grammar->language), text_of(language));
	memcpy(grammar->jsgf, jsgf, bytes);
	return grammar;
}

struct grammar *grammar_keep(struct grammar *grammar)
{
	atomic_fetch_add(&grammar->holds, 1);
	return grammar;
}

void grammar_drop(struct grammar *grammar)
{
	if (grammar && atomic_fetch_sub(&grammar->holds, 1) == 1)
		free(grammar);
}

bool grammar_is(const struct grammar *grammar, const char *language, const char *jsgf)
{
	return strcmp(grammar->language, language) == 0 && strcmp(grammar->jsgf, jsgf) == 0;
}

/* --- jobs --- */

static void sound_wipe(struct sound *sound)
{
	if (sound->samples)
		explicit_bzero(sound->samples, sound->count * sizeof(*sound->samples));
	sound_free(sound);
}

static void utterance_wipe(struct utterance *utterance)
{
	sound_wipe(&utterance->sound);
	grammar_drop(utterance->grammar);
	*utterance = (struct utterance){0};
}

static void job_free(struct job *job)
{
	utterance_wipe(&job->utterance);
	explicit_bzero(job, sizeof(*job));
	free(job);
}

static void jobs_put(struct jobs *jobs, struct job *job)
{
	job->next = NULL;
	if (jobs->last)
		jobs->last->next = job;
	else
		jobs->first = job;
	jobs->last = job;
}

static struct job *jobs_take(struct jobs *jobs)
{
	struct job *job = jobs->first;

	if (job)
		jobs->first = job->next;
	if (!jobs->first)
		jobs->last = NULL;
	return job;
}

/* All of a caller's, or of everybody's with 0. */
static void jobs_forget(struct jobs *jobs, uint32_t call)
{
	struct jobs kept = {0};
	struct job *job;

	while ((job = jobs_take(jobs))) {
		if (call == 0 || job->utterance.call == call)
			job_free(job);
		else
			jobs_put(&kept, job);
	}
	*jobs = kept;
}

/* --- a decoder --- */

static enum err set_grammar(struct decoder *decoder, struct grammar *grammar)
{
	const struct recogniser *recogniser = decoder->recogniser;
	enum err err;

	if (decoder->grammar == grammar)
		return ERR_NONE;
	grammar_drop(decoder->grammar);
	decoder->grammar = NULL;
	err = recogniser->ops->grammar(recogniser->self, grammar->language, grammar->jsgf);
	if (!err)
		decoder->grammar = grammar_keep(grammar);
	return err;
}

static void decode(struct decoder *decoder, struct job *job)
{
	const struct recogniser *recogniser = decoder->recogniser;
	struct utterance *utterance = &job->utterance;
	struct sound sound = {0};
	enum err err = set_grammar(decoder, utterance->grammar);

	if (!err)
		err = resample(&utterance->sound, AUDIO_RATE_HZ, &sound);
	if (!err)
		err = recogniser->ops->hear(recogniser->self, sound.samples, sound.count, &job->decoded.recognised);
	sound_wipe(&sound);
	sound_wipe(&utterance->sound);
	if (!err)
		return;
	log_warn("hearing: a caller was not heard (%s): is there memory?", err_name(err));
	job->decoded.recognised = (struct recognised){0};
	job->decoded.late = true;
}

static struct decoded about(const struct utterance *utterance)
{
	return (struct decoded){.call = utterance->call, .turn = utterance->turn, .language = utterance->language};
}

/* With the lock held. */
static struct job *begin(struct decoder *decoder)
{
	struct job *job = jobs_take(&decoder->all->waiting);

	decoder->job = job;
	return job;
}

static void end(struct decoder *decoder)
{
	struct decoders *all = decoder->all;
	struct job *job = decoder->job;
	bool left;

	pthread_mutex_lock(&all->lock);
	decoder->job = NULL;
	left = job->left;
	if (!left)
		jobs_put(&all->done, job);
	pthread_mutex_unlock(&all->lock);
	if (left)
		job_free(job);
	else if (all->options.wake)
		all->options.wake(all->options.wake_self);
}

static void *work(void *self)
{
	struct decoder *decoder = self;
	struct decoders *all = decoder->all;
	struct job *job;

	(void)setpriority(PRIO_PROCESS, 0, NICENESS); /* of this thread, on Linux */
	pthread_mutex_lock(&all->lock);
	while (!all->closing) {
		job = begin(decoder);
		if (!job) {
			pthread_cond_wait(&all->changed, &all->lock);
			continue;
		}
		pthread_mutex_unlock(&all->lock);
		decode(decoder, job);
		end(decoder);
		pthread_mutex_lock(&all->lock);
	}
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

bool decoders_work(struct decoders *decoders)
{
	struct decoder *decoder = &decoders->list[0];
	struct job *job;

	pthread_mutex_lock(&decoders->lock);
	job = begin(decoder);
	pthread_mutex_unlock(&decoders->lock);
	if (!job)
		return false;
	decode(decoder, job);
	end(decoder);
	return true;
}

/* --- the queue --- */

enum err decoders_give(struct decoders *decoders, struct utterance *utterance)
{
	struct job *job = calloc(1, sizeof(*job));

	if (!job) {
		utterance_wipe(utterance);
		return ERR_NO_SPACE;
	}
	job->utterance = *utterance;
	job->decoded = about(utterance);
	job->since_ms = clock_now_ms(decoders->options.clock);
	*utterance = (struct utterance){0};
	pthread_mutex_lock(&decoders->lock);
	jobs_put(&decoders->waiting, job);
	pthread_cond_signal(&decoders->changed);
	pthread_mutex_unlock(&decoders->lock);
	return ERR_NONE;
}

void decoders_forget(struct decoders *decoders, uint32_t call)
{
	pthread_mutex_lock(&decoders->lock);
	jobs_forget(&decoders->waiting, call);
	jobs_forget(&decoders->done, call);
	for (unsigned i = 0; i < decoders->options.count; i++) {
		struct job *job = decoders->list[i].job;

		if (job && job->utterance.call == call)
			job->left = true; /* its decoder overwrites it when it is through */
	}
	pthread_mutex_unlock(&decoders->lock);
}

/* With the lock held. */
static struct job *too_late(struct decoders *decoders)
{
	const struct job *first = decoders->waiting.first;
	struct job *job;

	if (!first || clock_now_ms(decoders->options.clock) - first->since_ms < DECODERS_WAIT_MS_MAX)
		return NULL;
	job = jobs_take(&decoders->waiting);
	job->decoded.late = true;
	return job;
}

bool decoders_next(struct decoders *decoders, struct decoded *out)
{
	struct job *job;

	pthread_mutex_lock(&decoders->lock);
	job = jobs_take(&decoders->done);
	if (!job)
		job = too_late(decoders);
	pthread_mutex_unlock(&decoders->lock);
	if (!job)
		return false;
	*out = job->decoded;
	job_free(job);
	return true;
}

/* --- from the start to the end --- */

static enum err start(struct decoders *decoders)
{
	for (unsigned i = 0; i < decoders->options.count; i++) {
		struct decoder *decoder = &decoders->list[i];

		decoder->all = decoders;
		decoder->recogniser = &decoders->options.list[i];
		if (decoders->options.by_hand)
			continue;
		if (pthread_create(&decoder->thread, NULL, work, decoder) != 0)
			return ERR_NO_SPACE;
		decoder->runs = true;
	}
	return ERR_NONE;
}

enum err decoders_open(struct decoders **out, const struct decoders_options *options)
{
	struct decoders *decoders = calloc(1, sizeof(*decoders));
	enum err err;

	*out = NULL;
	if (!decoders)
		return ERR_NO_SPACE;
	decoders->options = *options;
	if (options->count > DECODERS_MAX)
		decoders->options.count = DECODERS_MAX;
	pthread_mutex_init(&decoders->lock, NULL);
	pthread_cond_init(&decoders->changed, NULL);
	err = start(decoders);
	if (err)
		decoders_close(decoders);
	else
		*out = decoders;
	return err;
}

void decoders_close(struct decoders *decoders)
{
	if (!decoders)
		return;
	pthread_mutex_lock(&decoders->lock);
	decoders->closing = true;
	pthread_cond_broadcast(&decoders->changed);
	pthread_mutex_unlock(&decoders->lock);
	for (unsigned i = 0; i < decoders->options.count; i++) {
		if (decoders->list[i].runs)
			pthread_join(decoders->list[i].thread, NULL);
		grammar_drop(decoders->list[i].grammar);
	}
	jobs_forget(&decoders->waiting, 0);
	jobs_forget(&decoders->done, 0);
	pthread_cond_destroy(&decoders->changed);
	pthread_mutex_destroy(&decoders->lock);
	free(decoders);
}
