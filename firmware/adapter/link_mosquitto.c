/* MQTT on libmosquitto, which is loaded when it is wanted; it has a thread of its own. */
#include "library.h"
#include "sync/link_mqtt.h"

#include <mosquitto.h>

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
	KEEPALIVE_S = 60,
	QOS = 1,
	PORT = 1883,
	PORT_TLS = 8883,
	HOST_BYTES_MAX = 200,
	TOPIC_BYTES_MAX = PARCEL_DEVICE_BYTES_MAX + 16,
	RECONNECT_S = 1,
	RECONNECT_S_MAX = 60,
	LOOK_MS = 1000,
};

/* clang-format off */
#define MOSQUITTO_FUNCTIONS(X) \
	X(lib_init) X(new) X(destroy) X(tls_set) X(connect_async) X(disconnect) X(loop_start) X(loop_stop) X(publish) \
	X(subscribe) X(connect_callback_set) X(disconnect_callback_set) X(subscribe_callback_set) \
	X(message_callback_set) X(reconnect_delay_set) X(strerror)
/* clang-format on */

#define X(name) __typeof__(mosquitto_##name) *(name);
static struct mosquitto_table {
	MOSQUITTO_FUNCTIONS(X)
} mosquitto;
#undef X

#define X(name) {"mosquitto_" #name, offsetof(struct mosquitto_table, name)},
static const struct library_name names[] = {MOSQUITTO_FUNCTIONS(X)};
#undef X

static bool begin(void)
{
	return mosquitto.lib_init() == MOSQ_ERR_SUCCESS;
}

static struct library library = {
	.file = "libmosquitto.so.1",
	.package = "libmosquitto1",
	.names = names,
	.names_count = sizeof(names) / sizeof(names[0]),
	.table = &mosquitto,
	.begin = begin,
};

struct mqtt_link {
	struct mosquitto *client;
	bool started;
	int news;                                           /* eventfd: ready, or an answer */
	atomic_bool ready;                                  /* connected, and answers come */
	atomic_int trouble;                                 /* libmosquitto's last word on the connection */
	pthread_mutex_t lock;                               /* around what follows */
	char nonce[sizeof(((struct parcel_up *)0)->nonce)]; /* of the question that is asked; "": none */
	char *message;                                      /* the answer, head and body */
	size_t message_bytes;
	char host[HOST_BYTES_MAX];
	int port;
	char up[TOPIC_BYTES_MAX];
	char down[TOPIC_BYTES_MAX];
};

/* --- on libmosquitto's thread --- */

static void tell(struct mqtt_link *link)
{
	const uint64_t one = 1;

	(void)!write(link->news, &one, sizeof(one));
}

static void on_connect(struct mosquitto *client, void *self, int code)
{
	struct mqtt_link *link = self;

	atomic_store(&link->trouble, code == 0 ? MOSQ_ERR_SUCCESS : MOSQ_ERR_CONN_REFUSED);
	if (code == 0)
		(void)mosquitto.subscribe(client, NULL, link->down, QOS);
}

static void on_subscribe(struct mosquitto *client, void *self, int mid, int count, const int *granted)
{
	struct mqtt_link *link = self;

	(void)client;
	(void)mid;
	/* A broker may refuse it, and say so in no other way. */
	if (count > 0 && granted[0] <= 2) {
		atomic_store(&link->ready, true);
		tell(link);
	} else {
		atomic_store(&link->trouble, MOSQ_ERR_ACL_DENIED);
	}
}

static void on_disconnect(struct mosquitto *client, void *self, int code)
{
	struct mqtt_link *link = self;

	(void)client;
	atomic_store(&link->ready, false);
	if (code != 0)
		atomic_store(&link->trouble, code);
}

/* Answers to questions that nobody waits for any more were kept for us by the broker: they are passed over. */
static bool is_answer(const struct mqtt_link *link, const char *message, size_t bytes)
{
	char line[sizeof(link->nonce) + 32];
	size_t head = parcel_split(message, bytes);

	snprintf(line, sizeof(line), "Foyer-Nonce: %s\r\n", link->nonce);
	return head > 0 && link->nonce[0] && !link->message && memmem(message, head, line, strlen(line)) != NULL;
}

static void on_message(struct mosquitto *client, void *self, const struct mosquitto_message *message)
{
	struct mqtt_link *link = self;
	size_t bytes = message->payloadlen > 0 ? (size_t)message->payloadlen : 0;

	(void)client;
	if (bytes == 0 || bytes > PARCEL_HEAD_BYTES_MAX + LINK_BODY_BYTES_MAX)
		return;
	pthread_mutex_lock(&link->lock);
	if (is_answer(link, message->payload, bytes))
		link->message = malloc(bytes);
	if (link->message && link->message_bytes == 0) {
		memcpy(link->message, message->payload, bytes);
		link->message_bytes = bytes;
		tell(link);
	}
	pthread_mutex_unlock(&link->lock);
}

/* --- on the caller's --- */

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static bool is_ready(struct mqtt_link *link)
{
	return atomic_load(&link->ready);
}

static bool has_answer(struct mqtt_link *link)
{
	bool has;

	pthread_mutex_lock(&link->lock);
	has = link->message_bytes > 0;
	pthread_mutex_unlock(&link->lock);
	return has;
}

static enum err wait_for(struct mqtt_link *link, bool (*come)(struct mqtt_link *link),
	const struct link_question *question, uint64_t until)
{
	struct pollfd fds[] = {{.fd = link->news, .events = POLLIN}, {.fd = question->stop_fd, .events = POLLIN}};
	uint64_t count;

	while (!come(link)) {
		uint64_t now = now_ms();

		if (fds[1].revents)
			return ERR_IO;
		if (now >= until)
			return ERR_TIMEOUT;
		(void)poll(fds, 2, until - now < LOOK_MS ? (int)(until - now) : LOOK_MS);
		if (fds[0].revents)
			(void)!read(link->news, &count, sizeof(count));
	}
	return ERR_NONE;
}

static void expect(struct mqtt_link *link, const char *head)
{
	static const char name[] = "Foyer-Nonce: ";
	const char *line = strstr(head, name);

	pthread_mutex_lock(&link->lock);
	link->nonce[0] = '\0';
	if (line)
		snprintf(link->nonce, sizeof(link->nonce), "%.*s", (int)strcspn(line + sizeof(name) - 1, "\r"),
			line + sizeof(name) - 1);
	free(link->message);
	link->message = NULL;
	link->message_bytes = 0;
	pthread_mutex_unlock(&link->lock);
}

static enum err publish(struct mqtt_link *link, const struct link_question *question)
{
	size_t head = strlen(question->head);
	size_t bytes = head + 2 + question->body.count;
	char *message = malloc(bytes + 1);
	int code;

	if (!message)
		return ERR_NO_SPACE;
	snprintf(message, bytes + 1, "%s\r\n", question->head);
	if (question->body.count > 0)
		memcpy(message + head + 2, question->body.bytes, question->body.count);
	code = mosquitto.publish(link->client, NULL, link->up, (int)bytes, message, QOS, false);
	explicit_bzero(message, bytes);
	free(message);
	return code == MOSQ_ERR_SUCCESS ? ERR_NONE : ERR_IO;
}

static enum err take(struct mqtt_link *link, struct link_reply *reply)
{
	enum err err = ERR_FORMAT;
	size_t head;

	pthread_mutex_lock(&link->lock);
	head = parcel_split(link->message, link->message_bytes);
	reply->bytes += link->message_bytes;
	reply->body_bytes = link->message_bytes - head;
	if (head - 2 <= PARCEL_HEAD_BYTES_MAX) {
		reply->body = malloc(reply->body_bytes + 1);
		err = reply->body ? ERR_NONE : ERR_NO_SPACE;
	}
	if (!err) {
		reply->head_bytes = head - 2;
		memcpy(reply->head, link->message, reply->head_bytes);
		memcpy(reply->body, link->message + head, reply->body_bytes);
		reply->body[reply->body_bytes] = '\0';
	}
	pthread_mutex_unlock(&link->lock);
	return err;
}

static enum err start(struct mqtt_link *link)
{
	if (link->started)
		return ERR_NONE;
	/* The first try may find nobody: its thread goes on trying. */
	(void)mosquitto.connect_async(link->client, link->host, link->port, KEEPALIVE_S);
	link->started = mosquitto.loop_start(link->client) == MOSQ_ERR_SUCCESS;
	return link->started ? ERR_NONE : ERR_NO_SPACE;
}

static void say_why(struct mqtt_link *link, enum err err, struct link_reply *reply)
{
	int trouble = atomic_load(&link->trouble);

	if (is_ready(link))
		snprintf(reply->why, sizeof(reply->why), "the broker %.80s is there, but the hub does not answer (%s)",
			link->host, err_name(err));
	else
		snprintf(reply->why, sizeof(reply->why), "no broker at %.80s:%d (%s)", link->host, link->port,
			trouble ? mosquitto.strerror(trouble) : err_name(err));
}

static enum err ask(void *self, const struct link_question *question, struct link_reply *reply)
{
	struct mqtt_link *link = self;
	uint64_t until = now_ms() + question->timeout_ms;
	enum err err = start(link);

	*reply = (struct link_reply){0};
	expect(link, question->head);
	if (!err)
		err = wait_for(link, is_ready, question, until);
	if (!err) {
		err = publish(link, question);
		reply->bytes = strlen(question->head) + question->body.count;
	}
	if (!err)
		err = wait_for(link, has_answer, question, until);
	if (!err)
		err = take(link, reply);
	if (err)
		say_why(link, err, reply);
	expect(link, "");
	return err;
}

static void close_link(void *self)
{
	struct mqtt_link *link = self;

	if (link->client) {
		(void)mosquitto.disconnect(link->client);
		if (link->started)
			(void)mosquitto.loop_stop(link->client, true);
		mosquitto.destroy(link->client);
	}
	if (link->news >= 0)
		close(link->news);
	pthread_mutex_destroy(&link->lock);
	free(link->message);
	free(link);
}

/* --- beginning --- */

static bool is_here(const char *host)
{
	return strcmp(host, "localhost") == 0 ||
	       (strncmp(host, "127.", 4) == 0 && host[strspn(host, "0123456789.")] == '\0');
}

/* ":1883"; "" leaves the usual one. */
static bool read_port(const char *text, int *port)
{
	char *end;
	long number;

	if (!*text)
		return true;
	number = *text == ':' ? strtol(text + 1, &end, 10) : 0;
	if (number < 1 || number > 65535 || *end)
		return false;
	*port = (int)number;
	return true;
}

static enum err read_url(struct mqtt_link *link, const char *url, bool *sealed)
{
	const char *host;
	size_t length;

	*sealed = strncmp(url, "mqtts://", 8) == 0;
	if (!*sealed && strncmp(url, "mqtt://", 7) != 0)
		return ERR_FORMAT;
	link->port = *sealed ? PORT_TLS : PORT;
	host = url + (*sealed ? 8 : 7);
	length = strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");
	if (length == 0 || length >= sizeof(link->host) || !read_port(host + length, &link->port))
		return ERR_FORMAT;
	snprintf(link->host, sizeof(link->host), "%.*s", (int)length, host);
	return *sealed || is_here(link->host) ? ERR_NONE : ERR_DENIED;
}

static enum err make_client(struct mqtt_link *link, const struct link_mqtt_options *options, bool sealed)
{
	const struct web_tls *tls = &options->tls;

	/* Not a clean session: what the hub said while we were away is kept for us. */
	link->client = mosquitto.new(options->device, false, link);
	if (!link->client)
		return ERR_NO_SPACE;
	if (sealed && mosquitto.tls_set(link->client, tls->authority, tls->authority ? NULL : "/etc/ssl/certs",
			      tls->certificate, tls->key, NULL) != MOSQ_ERR_SUCCESS)
		return ERR_NOT_FOUND;
	mosquitto.reconnect_delay_set(link->client, RECONNECT_S, RECONNECT_S_MAX, true);
	mosquitto.connect_callback_set(link->client, on_connect);
	mosquitto.disconnect_callback_set(link->client, on_disconnect);
	mosquitto.subscribe_callback_set(link->client, on_subscribe);
	mosquitto.message_callback_set(link->client, on_message);
	return ERR_NONE;
}

enum err link_mqtt_open(struct link *out, const struct link_mqtt_options *options)
{
	static const struct link_ops ops = {.ask = ask, .close = close_link};
	struct mqtt_link *link;
	bool sealed;
	enum err err;

	*out = (struct link){0};
	err = library_load(&library);
	if (err)
		return err;
	link = calloc(1, sizeof(*link));
	if (!link)
		return ERR_NO_SPACE;
	pthread_mutex_init(&link->lock, NULL);
	link->news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	snprintf(link->up, sizeof(link->up), "foyer/%s/up", options->device);
	snprintf(link->down, sizeof(link->down), "foyer/%s/down", options->device);
	err = link->news < 0 ? ERR_IO : read_url(link, options->url, &sealed);
	if (!err)
		err = make_client(link, options, sealed);
	if (err) {
		close_link(link);
		return err;
	}
	*out = (struct link){&ops, link};
	return ERR_NONE;
}
