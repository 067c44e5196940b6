#include "runner/inbox.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* The descriptor is readable exactly while `count > 0 || woken`: whoever changes one of the two keeps it so. */
struct inbox {
	pthread_mutex_t lock;
	int fd;
	uint16_t first;
	uint16_t count;
	bool woken;
	void (*call)(void *self);
	void *call_self;
	struct event events[INBOX_EVENTS_MAX];
};

enum err inbox_open(struct inbox **out)
{
	struct inbox *inbox = calloc(1, sizeof(*inbox));

	*out = NULL;
	if (!inbox)
		return ERR_NO_SPACE;
	inbox->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (inbox->fd < 0) {
		free(inbox);
		return ERR_IO;
	}
	pthread_mutex_init(&inbox->lock, NULL);
	*out = inbox;
	return ERR_NONE;
}

void inbox_close(struct inbox *inbox)
{
	if (!inbox)
		return;
	close(inbox->fd);
	pthread_mutex_destroy(&inbox->lock);
	free(inbox);
}

static void make_readable(struct inbox *inbox)
{
	const uint64_t one = 1;
	ssize_t size;

	do
		size = write(inbox->fd, &one, sizeof(one));
	while (size < 0 && errno == EINTR);
	CHECK(size == sizeof(one));
}

static void make_quiet(struct inbox *inbox)
{
	uint64_t times;
	ssize_t size;

	do
		size = read(inbox->fd, &times, sizeof(times));
	while (size < 0 && errno == EINTR);
	CHECK(size == sizeof(times));
}

static bool readable(const struct inbox *inbox)
{
	return inbox->count > 0 || inbox->woken;
}

void inbox_call(struct inbox *inbox, void (*call)(void *self), void *self)
{
	pthread_mutex_lock(&inbox->lock);
	inbox->call = call;
	inbox->call_self = self;
	pthread_mutex_unlock(&inbox->lock);
}

/* With the lock held, so that who takes the call away is not called any more. */
static void call(const struct inbox *inbox)
{
	if (inbox->call)
		inbox->call(inbox->call_self);
}

enum err inbox_put(struct inbox *inbox, const struct event *event)
{
	enum err err = ERR_NO_SPACE;

	pthread_mutex_lock(&inbox->lock);
	if (inbox->count < INBOX_EVENTS_MAX) {
		if (!readable(inbox))
			make_readable(inbox);
		inbox->events[(inbox->first + inbox->count) % INBOX_EVENTS_MAX] = *event;
		inbox->count++;
		call(inbox);
		err = ERR_NONE;
	}
	pthread_mutex_unlock(&inbox->lock);
	return err;
}

bool inbox_take(struct inbox *inbox, struct event *out)
{
	bool taken = false;

	pthread_mutex_lock(&inbox->lock);
	if (inbox->count > 0) {
		*out = inbox->events[inbox->first];
		inbox->first = (uint16_t)((inbox->first + 1) % INBOX_EVENTS_MAX);
		inbox->count--;
		taken = true;
		if (!readable(inbox))
			make_quiet(inbox);
	}
	pthread_mutex_unlock(&inbox->lock);
	return taken;
}

int inbox_fd(const struct inbox *inbox)
{
	return inbox->fd;
}

void inbox_wake(struct inbox *inbox)
{
	pthread_mutex_lock(&inbox->lock);
	if (!readable(inbox))
		make_readable(inbox);
	inbox->woken = true;
	call(inbox);
	pthread_mutex_unlock(&inbox->lock);
}

void inbox_settle(struct inbox *inbox)
{
	pthread_mutex_lock(&inbox->lock);
	if (inbox->woken) {
		inbox->woken = false;
		if (!readable(inbox))
			make_quiet(inbox);
	}
	pthread_mutex_unlock(&inbox->lock);
}
