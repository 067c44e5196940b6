#include "business/actions.h"

#include "business/action_job.h"
#include "log.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
	WORKERS_COUNT = 4,
	WAITING_MAX = 32,
	PUT_TRIES = 200,
	PUT_PAUSE_MS = 50,
};

struct pool {
	struct inbox *inbox;
	char device[NAME_BYTES_MAX];
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t work;
	bool stopping;
	uint8_t first;
	uint8_t waiting;
	struct action_job jobs[WAITING_MAX]; /* a ring */
	/* From here on nothing changes while workers live. */
	int stop_fd; /* readable once it stops */
	uint8_t workers_count;
	pthread_t workers[WORKERS_COUNT];
};

/* False: it stops. Waits between tries, so that a runner that is busy for a moment loses no answer. */
static bool put(struct pool *pool, const struct event *event)
{
	struct pollfd stop = {.fd = pool->stop_fd, .events = POLLIN};

	for (int i = 0; i < PUT_TRIES; i++) {
		if (inbox_put(pool->inbox, event) == ERR_NONE)
			return true;
		if (poll(&stop, 1, PUT_PAUSE_MS) > 0)
			return false;
	}
	return false;
}

static enum err carry(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	if (action_left_ms(job) == 0) {
		/* It stood behind others for too long, and nobody has seen it. */
		answer->outcome = OUTCOME_FAILED;
		return ERR_TIMEOUT;
	}
	switch ((enum action_kind)job->kind) {
	case ACTION_PROGRAM: return action_program_do(job, stop_fd, answer);
	case ACTION_HTTP: return action_http_do(job, stop_fd, answer);
	case ACTION_TRAINING: return action_training_do(job, stop_fd, answer);
	}
	CHECK(false);
	return ERR_FORMAT;
}

static bool is_stopping(struct pool *pool)
{
	bool stopping;

	pthread_mutex_lock(&pool->lock);
	stopping = pool->stopping;
	pthread_mutex_unlock(&pool->lock);
	return stopping;
}

static void work(struct pool *pool, struct action_job *job)
{
	struct action_answer answer = {.outcome = OUTCOME_UNKNOWN, .language = LANGUAGES_MAX};
	struct event event;
	enum err err = carry(job, pool->stop_fd, &answer);

	action_job_wipe(job);
	if (is_stopping(pool))
		return; /* after the next start the conversation asks what became of it */
	/* A question that was not carried has told nothing about what it asked for. */
	if (job->ask && err)
		answer.outcome = OUTCOME_UNKNOWN;
	if (err)
		log_warn("action %s, %s: %s: %s", job->id, job->key, err_name(err),
			answer.outcome == OUTCOME_FAILED ? "it was not done" : "not known whether it was done");
	action_event(job, &answer, &event);
	if (!put(pool, &event))
		log_error("action %s, %s: the device is too busy to hear the answer", job->id, job->key);
}

/* False: it stops. */
static bool next(struct pool *pool, struct action_job *out)
{
	bool more;

	pthread_mutex_lock(&pool->lock);
	while (pool->waiting == 0 && !pool->stopping)
		pthread_cond_wait(&pool->work, &pool->lock);
	more = !pool->stopping;
	if (more) {
		*out = pool->jobs[pool->first];
		action_job_wipe(&pool->jobs[pool->first]);
		pool->first = (uint8_t)((pool->first + 1) % WAITING_MAX);
		pool->waiting--;
	}
	pthread_mutex_unlock(&pool->lock);
	return more;
}

static void *worker(void *self)
{
	struct action_job job;

	while (next(self, &job))
		work(self, &job);
	return NULL;
}

static enum err start(void *self, const struct action_call *call)
{
	struct pool *pool = self;
	enum err err = ERR_BUSY;

	pthread_mutex_lock(&pool->lock);
	if (pool->waiting < WAITING_MAX) {
		struct action_job *job = &pool->jobs[(pool->first + pool->waiting) % WAITING_MAX];

		err = action_job_fill(job, call, pool->device);
		if (!err)
			pool->waiting++;
	}
	pthread_cond_signal(&pool->work);
	pthread_mutex_unlock(&pool->lock);
	return err;
}

static void stop_workers(struct pool *pool)
{
	const uint64_t one = 1;

	pthread_mutex_lock(&pool->lock);
	pool->stopping = true;
	pthread_cond_broadcast(&pool->work);
	pthread_mutex_unlock(&pool->lock);
	if (write(pool->stop_fd, &one, sizeof(one)) != sizeof(one))
		log_error("actions: a stop could not be told: what is under way is waited for");
	for (uint8_t i = 0; i < pool->workers_count; i++)
		pthread_join(pool->workers[i], NULL);
}

static void close_port(void *self)
{
	struct pool *pool = self;

	stop_workers(pool);
	for (size_t i = 0; i < WAITING_MAX; i++)
		action_job_wipe(&pool->jobs[i]);
	close(pool->stop_fd);
	pthread_cond_destroy(&pool->work);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

/* Signals are the main thread's: a worker must not be the one that takes SIGTERM, or dies of a broken pipe. */
static enum err start_workers(struct pool *pool)
{
	sigset_t all;
	sigset_t before;
	int code = 0;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (pool->workers_count < WORKERS_COUNT && code == 0) {
		code = pthread_create(&pool->workers[pool->workers_count], NULL, worker, pool);
		if (code == 0)
			pool->workers_count++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return code ? ERR_NO_SPACE : ERR_NONE;
}

enum err actions_open(struct actions *out, struct inbox *inbox, const char *device)
{
	static const struct actions_ops ops = {.start = start, .close = close_port};
	struct pool *pool = calloc(1, sizeof(*pool));
	enum err err;

	*out = (struct actions){0};
	if (!pool)
		return ERR_NO_SPACE;
	pool->stop_fd = eventfd(0, EFD_CLOEXEC);
	if (pool->stop_fd < 0) {
		free(pool);
		return ERR_IO;
	}
	pool->inbox = inbox;
	strncpy(pool->device, device, sizeof(pool->device) - 1);
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->work, NULL);
	err = start_workers(pool);
	if (err) {
		close_port(pool);
		return err;
	}
	*out = (struct actions){&ops, pool};
	return ERR_NONE;
}
