#include "adapter/agents_local.h"

#include "business/agents_desk.h"
#include "local_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { IN_BYTES_MAX = 8 << 10, AGAIN_MS = 100 };

struct connection { /* of the seat with the same number; touched by the thread only */
	int fd;
	size_t in_bytes;
	char in[IN_BYTES_MAX];
};

struct office {
	pthread_t thread;
	pthread_mutex_t lock; /* guards desk and stopping */
	bool stopping;
	int folder_fd;
	int listen_fd;
	int wake_fd;
	char socket_name[64];
	struct connection connections[AGENTS_MAX];
	struct desk desk;
};

/* --- the thread; everything below it runs under the lock --- */

static void leave(struct office *office, int at)
{
	close(office->connections[at].fd);
	office->connections[at].fd = -1;
	explicit_bzero(office->connections[at].in, IN_BYTES_MAX);
	desk_leave(&office->desk, at);
}

static void welcome(struct office *office)
{
	static const char full[] = "{\"event\":\"no\",\"do\":\"\",\"text\":\"all places for agents are taken\"}\n";
	int fd = accept4(office->listen_fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	int at;

	if (fd < 0)
		return;
	at = desk_sit(&office->desk);
	if (at < 0) {
		(void)send(fd, full, sizeof(full) - 1, MSG_NOSIGNAL);
		close(fd);
		return;
	}
	office->connections[at].fd = fd;
	office->connections[at].in_bytes = 0;
}

/* False: it is gone, or talks nonsense without an end. */
static bool hear(struct office *office, int at)
{
	struct connection *c = &office->connections[at];
	ssize_t bytes = recv(c->fd, c->in + c->in_bytes, sizeof(c->in) - c->in_bytes, 0);
	char *start = c->in;
	char *end;

	if (bytes < 0)
		return errno == EAGAIN || errno == EINTR;
	if (bytes == 0)
		return false;
	c->in_bytes += (size_t)bytes;
	while ((end = memchr(start, '\n', c->in_bytes - (size_t)(start - c->in))) != NULL) {
		desk_hear(&office->desk, at, start, (size_t)(end - start));
		start = end + 1;
	}
	c->in_bytes -= (size_t)(start - c->in);
	memmove(c->in, start, c->in_bytes);
	return c->in_bytes < sizeof(c->in);
}

/* False: it is gone. */
static bool tell(struct office *office, int at)
{
	struct seat *seat = &office->desk.seats[at];
	ssize_t bytes = send(office->connections[at].fd, seat->out, seat->out_bytes, MSG_NOSIGNAL);

	if (bytes < 0)
		return errno == EAGAIN || errno == EINTR;
	desk_sent(&office->desk, at, (size_t)bytes);
	return true;
}

static void serve(struct office *office, const struct pollfd *fds)
{
	uint64_t count;

	if (fds[0].revents)
		(void)!read(office->wake_fd, &count, sizeof(count));
	for (int i = 0; i < AGENTS_MAX; i++) {
		bool stays = true;

		if (office->connections[i].fd < 0 || fds[2 + i].fd < 0)
			continue;
		if (fds[2 + i].revents & (POLLIN | POLLHUP | POLLERR))
			stays = hear(office, i);
		if (!stays || office->desk.seats[i].broken)
			leave(office, i);
	}
	if (fds[1].revents)
		welcome(office);
}

/* Returns how long to wait; -1: until something happens. */
static int prepare(struct office *office, struct pollfd *fds)
{
	bool left = desk_go_on(&office->desk);

	for (int i = 0; i < AGENTS_MAX; i++)
		if (office->connections[i].fd >= 0 && office->desk.seats[i].out_bytes > 0 && !tell(office, i))
			leave(office, i);
	fds[0] = (struct pollfd){.fd = office->wake_fd, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = office->listen_fd, .events = POLLIN};
	for (int i = 0; i < AGENTS_MAX; i++) {
		bool more = office->connections[i].fd >= 0 && office->desk.seats[i].out_bytes > 0;

		fds[2 + i] = (struct pollfd){
			.fd = office->connections[i].fd, .events = (short)(POLLIN | (more ? POLLOUT : 0))};
	}
	return left ? AGAIN_MS : -1;
}

static void *thread(void *self)
{
	struct office *office = self;
	struct pollfd fds[2 + AGENTS_MAX];

	pthread_mutex_lock(&office->lock);
	while (!office->stopping) {
		int wait_ms = prepare(office, fds);
		int ready;

		pthread_mutex_unlock(&office->lock);
		ready = poll(fds, 2 + AGENTS_MAX, wait_ms);
		pthread_mutex_lock(&office->lock);
		if (ready > 0)
			serve(office, fds);
	}
	pthread_mutex_unlock(&office->lock);
	return NULL;
}

static void wake(struct office *office)
{
	const uint64_t one = 1;

	/* It can only fail when it is awake already. */
	(void)!write(office->wake_fd, &one, sizeof(one));
}

/* --- the port --- */

static enum err put(void *self, const struct agent_card *card)
{
	struct office *office = self;
	enum err err;

	pthread_mutex_lock(&office->lock);
	err = desk_put(&office->desk, card);
	pthread_mutex_unlock(&office->lock);
	wake(office);
	return err;
}

static enum err tell_agent(void *self, uint64_t request, const char *words)
{
	struct office *office = self;
	enum err err;

	pthread_mutex_lock(&office->lock);
	err = desk_tell(&office->desk, request, words);
	pthread_mutex_unlock(&office->lock);
	wake(office);
	return err;
}

static void withdraw(void *self, uint64_t request)
{
	struct office *office = self;

	pthread_mutex_lock(&office->lock);
	desk_withdraw(&office->desk, request);
	pthread_mutex_unlock(&office->lock);
	wake(office);
}

static void release(struct office *office)
{
	for (int i = 0; i < AGENTS_MAX; i++)
		if (office->connections[i].fd >= 0)
			close(office->connections[i].fd);
	if (office->listen_fd >= 0)
		close(office->listen_fd);
	if (office->wake_fd >= 0)
		close(office->wake_fd);
	if (office->folder_fd >= 0)
		close(office->folder_fd);
	pthread_mutex_destroy(&office->lock);
	explicit_bzero(office, sizeof(*office));
	free(office);
}

static void close_port(void *self)
{
	struct office *office = self;

	pthread_mutex_lock(&office->lock);
	office->stopping = true;
	pthread_mutex_unlock(&office->lock);
	wake(office);
	pthread_join(office->thread, NULL);
	(void)unlinkat(office->folder_fd, office->socket_name, 0);
	release(office);
}

/* Signals are the main thread's. */
static enum err start_thread(struct office *office)
{
	sigset_t all;
	sigset_t before;
	int code;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	code = pthread_create(&office->thread, NULL, thread, office);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return code ? ERR_NO_SPACE : ERR_NONE;
}

enum err agents_local_connect(int *out, const char *folder, const char *socket_name)
{
	return local_socket_connect(out, folder, socket_name);
}

enum err agents_local_open(struct agents *out, struct inbox *inbox, const char *folder, const char *socket_name)
{
	static const struct agents_ops ops = {
		.offer = put, .tell = tell_agent, .change = put, .withdraw = withdraw, .close = close_port};
	struct office *office = calloc(1, sizeof(*office));
	enum err err;

	*out = (struct agents){0};
	if (!office)
		return ERR_NO_SPACE;
	pthread_mutex_init(&office->lock, NULL);
	for (int i = 0; i < AGENTS_MAX; i++)
		office->connections[i].fd = -1;
	office->listen_fd = -1;
	office->desk.inbox = inbox;
	strncpy(office->socket_name, socket_name, sizeof(office->socket_name) - 1);
	office->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	office->folder_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	err = office->wake_fd < 0 || office->folder_fd < 0
		      ? local_socket_error(errno)
		      : local_socket_listen(&office->listen_fd, office->folder_fd, office->socket_name);
	if (!err)
		err = start_thread(office);
	if (err) {
		release(office);
		return err;
	}
	*out = (struct agents){&ops, office};
	return ERR_NONE;
}
