#include "sync/sync.h"

#include "json_write.h"
#include "local_socket.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	LOOK_MS_MIN = 500, /* however often rows come: to look costs a page or two of the disk's cache */
	ASKER_MS_MAX = 1000,
	MS = 1000,
};

struct sync {
	struct exchange exchange;
	pthread_mutex_t lock;    /* around exchange.sender */
	pthread_mutex_t working; /* around all of the exchange: the worker's, or a stick's */
	pthread_t worker;
	pthread_t teller;
	bool has_worker;
	bool has_teller;
	int wake_fd;
	int stop_fd;
	int folder;
	int socket;
};

static void with_lock(void *self, bool locked)
{
	struct sync *sync = self;

	if (locked)
		pthread_mutex_lock(&sync->lock);
	else
		pthread_mutex_unlock(&sync->lock);
}

static uint64_t now_ms(const struct sync *sync)
{
	return sync->exchange.clock.now_ms(sync->exchange.clock.self);
}

/* --- the worker --- */

/* True: stop. */
static bool sleep_for(const struct sync *sync, int wake_fd, uint32_t wait_ms)
{
	struct pollfd fds[] = {{.fd = sync->stop_fd, .events = POLLIN}, {.fd = wake_fd, .events = POLLIN}};
	uint64_t count;

	(void)poll(fds, 2, (int)wait_ms);
	if (fds[1].revents)
		(void)!read(wake_fd, &count, sizeof(count));
	return fds[0].revents != 0;
}

static void *work(void *self)
{
	struct sync *sync = self;
	uint64_t looked_ms = 0;

	for (;;) {
		uint64_t now = now_ms(sync);
		uint32_t wait_ms;

		if (now < looked_ms + LOOK_MS_MIN && sleep_for(sync, -1, (uint32_t)(looked_ms + LOOK_MS_MIN - now)))
			return NULL;
		pthread_mutex_lock(&sync->working);
		wait_ms = exchange_turn(&sync->exchange);
		pthread_mutex_unlock(&sync->working);
		looked_ms = wait_ms > 0 ? now_ms(sync) : 0;
		if (sleep_for(sync, sync->wake_fd, wait_ms))
			return NULL;
	}
}

static void wake(struct sync *sync)
{
	const uint64_t one = 1;

	(void)!write(sync->wake_fd, &one, sizeof(one));
}

/* --- who asks --- */

static void put_lane(const struct sender *sender, enum lane lane, uint64_t now, struct json_out *out)
{
	static const char *const names[LANES] = {"promises", "customers", "telemetry"};
	static const char *const whys[SENDER_WHYS] = {"nothing", "sending", "collects", "before", "no link",
		"backs off", "asked", "metered", "budget", "stuck"};
	const struct outbox_lane_state *rows = &sender->lanes[lane].rows;
	enum sender_why why = sender_why(sender, lane, now);
	uint64_t for_ms = rows->waiting > 0 && now > rows->waiting_since_ms ? now - rows->waiting_since_ms : 0;

	json_put_map(out, NULL);
	json_put_text(out, "lane", names[lane]);
	json_put_whole(out, "waiting", (int64_t)rows->waiting);
	json_put_whole(out, "for_s", (int64_t)(for_ms / MS));
	json_put_text(out, "why", whys[why]);
	json_put_text(out, "words", sender_why_words(why));
	json_put_whole(out, "next_s", (int64_t)((sender_until_ms(sender, lane, now) + MS - 1) / MS));
	json_put_whole(out, "acked", (int64_t)rows->acked);
	json_put_whole(out, "last", (int64_t)rows->last);
	json_put_end(out);
}

static void put_all(const struct sync *sync, const char *stick, uint64_t now, struct json_out *out)
{
	const struct sender *sender = &sync->exchange.sender;

	json_put_map(out, NULL);
	json_put_text(out, "device", sync->exchange.identity->device);
	json_put_text(out, "hub", sync->exchange.identity->url);
	json_put_text(out, "link", !sender->link.up ? "none" : sender->link.metered ? "metered" : "up");
	json_put_text(out, "error", sender->why);
	json_put_whole(out, "error_for_s", sender->why[0] ? (int64_t)((now - sender->why_ms) / MS) : 0);
	json_put_whole(out, "heard_for_s", sender->asked_ms ? (int64_t)((now - sender->asked_ms) / MS) : -1);
	json_put_list(out, "lanes");
	for (unsigned lane = 0; lane < LANES; lane++)
		put_lane(sender, (enum lane)lane, now, out);
	json_put_end(out);
	if (stick)
		json_put_text(out, "stick", stick);
	json_put_end(out);
}

static void tell_with(struct sync *sync, const char *stick, struct json_out *out)
{
	uint64_t now = now_ms(sync);

	with_lock(sync, true);
	put_all(sync, stick, now, out);
	with_lock(sync, false);
}

void sync_tell(struct sync *sync, struct json_out *out)
{
	if (sync)
		tell_with(sync, NULL, out);
}

enum err sync_stick(struct sync *sync, const char *folder, char *words, size_t words_bytes)
{
	struct exchange_stick told;
	enum err err;

	pthread_mutex_lock(&sync->working);
	err = exchange_stick(&sync->exchange, folder, &told);
	pthread_mutex_unlock(&sync->working);
	if (err)
		snprintf(
			words, words_bytes, "%.200s: %s: free its space, or take another stick", folder, err_name(err));
	else
		snprintf(words, words_bytes, "%u answers read, %u parcels with %" PRIu64 " events written", told.read,
			told.written, told.events);
	if (!err && told.strange > 0)
		snprintf(
			words + strlen(words), words_bytes - strlen(words), "; %u files were not for us", told.strange);
	wake(sync);
	return err;
}

static void answer(struct sync *sync, int fd)
{
	struct pollfd asks = {.fd = fd, .events = POLLIN};
	char line[SYNC_LINE_BYTES_MAX] = "";
	char stick[400] = "";
	char text[SYNC_STATUS_BYTES_MAX];
	struct json_out out;

	if (poll(&asks, 1, ASKER_MS_MAX) <= 0 || read(fd, line, sizeof(line) - 1) <= 0)
		return;
	if (strncmp(line, "now", 3) == 0)
		sync_hurry(sync);
	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, "stick ", 6) == 0 && sync_stick(sync, line + 6, stick, sizeof(stick)))
		log_warn("sync: %s", stick);
	json_to_buffer(&out, text, sizeof(text));
	tell_with(sync, stick[0] ? stick : NULL, &out);
	if (!out.full)
		(void)send(fd, text, out.used, MSG_NOSIGNAL);
}

static void *tell(void *self)
{
	struct sync *sync = self;
	struct pollfd fds[] = {{.fd = sync->stop_fd, .events = POLLIN}, {.fd = sync->socket, .events = POLLIN}};

	while (poll(fds, 2, -1) >= 0 || errno == EINTR) {
		int fd;

		if (fds[0].revents)
			break;
		fd = accept4(sync->socket, NULL, NULL, SOCK_CLOEXEC);
		if (fd < 0)
			continue;
		answer(sync, fd);
		close(fd);
	}
	return NULL;
}

/* --- begin and end --- */

/* Without it all goes home as well. */
static void open_socket(struct sync *sync, const char *folder)
{
	enum err err = ERR_NOT_FOUND;

	if (!folder)
		return;
	sync->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (sync->folder >= 0)
		err = local_socket_listen(&sync->socket, sync->folder, SYNC_SOCKET);
	if (!err)
		return;
	log_warn("sync: %s/" SYNC_SOCKET " cannot be made (%s): foyer sync will not show what waits", folder,
		err_name(err));
	if (sync->socket >= 0)
		close(sync->socket);
	sync->socket = -1;
}

/* Signals are the main thread's: a broken connection must not end the program, nor SIGTERM be taken here. */
static enum err start(struct sync *sync)
{
	sigset_t all;
	sigset_t before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	sync->has_worker = pthread_create(&sync->worker, NULL, work, sync) == 0;
	sync->has_teller = sync->socket >= 0 && pthread_create(&sync->teller, NULL, tell, sync) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return sync->has_worker ? ERR_NONE : ERR_NO_SPACE;
}

enum err sync_open(struct sync **out, const struct sync_options *options)
{
	struct sync *sync = calloc(1, sizeof(*sync));
	enum err err;

	*out = NULL;
	if (!sync) {
		options->link.ops->close(options->link.self);
		return ERR_NO_SPACE;
	}
	pthread_mutex_init(&sync->lock, NULL);
	pthread_mutex_init(&sync->working, NULL);
	sync->folder = sync->socket = -1;
	sync->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	sync->stop_fd = eventfd(0, EFD_CLOEXEC);
	sync->exchange = (struct exchange){.source = options->source,
		.link = options->link,
		.identity = options->identity,
		.clock = options->clock,
		.apply = options->apply,
		.boot = options->boot,
		.stop_fd = sync->stop_fd,
		.lock = with_lock,
		.lock_self = sync};
	err = sync->wake_fd < 0 || sync->stop_fd < 0 ? ERR_IO : exchange_open(&sync->exchange);
	if (!err) {
		open_socket(sync, options->folder);
		err = start(sync);
	}
	if (err)
		sync_close(sync);
	else
		*out = sync;
	return err;
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

void sync_close(struct sync *sync)
{
	const uint64_t one = 1;

	if (!sync)
		return;
	if (sync->stop_fd >= 0)
		(void)!write(sync->stop_fd, &one, sizeof(one));
	if (sync->has_worker)
		pthread_join(sync->worker, NULL);
	if (sync->has_teller)
		pthread_join(sync->teller, NULL);
	exchange_close(&sync->exchange);
	if (sync->socket >= 0)
		(void)unlinkat(sync->folder, SYNC_SOCKET, 0);
	close_fd(sync->socket);
	close_fd(sync->folder);
	close_fd(sync->wake_fd);
	close_fd(sync->stop_fd);
	pthread_mutex_destroy(&sync->working);
	pthread_mutex_destroy(&sync->lock);
	free(sync);
}

void sync_wake(struct sync *sync)
{
	if (sync)
		wake(sync);
}

void sync_link(struct sync *sync, const struct sender_link *link)
{
	if (!sync)
		return;
	with_lock(sync, true);
	sender_link(&sync->exchange.sender, link);
	with_lock(sync, false);
	wake(sync);
}

void sync_hurry(struct sync *sync)
{
	if (!sync)
		return;
	with_lock(sync, true);
	sender_hurry(&sync->exchange.sender);
	with_lock(sync, false);
	wake(sync);
}
