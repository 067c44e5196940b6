/* The ledger over HTTP, on libmicrohttpd. POST / takes the verb from the request's action, POST /block from the path.
 * One thread a connection, so that one that hangs on demand holds up no other. */
#include "ledger.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct server {
	const char *path;
	const struct faults *faults;
};

struct body {
	size_t used;
	bool over;
	char bytes[BODY_BYTES_MAX];
};

static enum MHD_Result reply(struct MHD_Connection *connection, unsigned status, const char *text)
{
	struct MHD_Response *response =
		MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result result;

	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
	result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static void body_add(struct body *body, const char *data, size_t *data_bytes)
{
	if (*data_bytes > sizeof(body->bytes) - body->used) {
		body->over = true;
	} else {
		memcpy(body->bytes + body->used, data, *data_bytes);
		body->used += *data_bytes;
	}
	*data_bytes = 0;
}

static enum MHD_Result answer_body(
	struct server *server, struct MHD_Connection *connection, const char *url, const struct body *body)
{
	const struct verb *verb = verb_by_name(url + 1);
	char out[2048];

	if (!verb && strcmp(url, "/") != 0)
		return reply(connection, MHD_HTTP_NOT_FOUND, "{}\n");
	if (body->over)
		return reply(connection, MHD_HTTP_CONTENT_TOO_LARGE, "{}\n");
	desk_answer(server->path, server->faults, verb, body->bytes, body->used, out, sizeof(out));
	return reply(connection, MHD_HTTP_OK, out);
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *data, size_t *data_bytes, void **kept)
{
	(void)version;
	if (!*kept) {
		*kept = calloc(1, sizeof(struct body));
		return *kept ? MHD_YES : MHD_NO;
	}
	if (*data_bytes > 0) {
		body_add(*kept, data, data_bytes);
		return MHD_YES;
	}
	if (strcmp(method, MHD_HTTP_METHOD_POST) != 0)
		return reply(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "{}\n");
	return answer_body(self, connection, url, *kept);
}

static void on_end(void *self, struct MHD_Connection *connection, void **kept, enum MHD_RequestTerminationCode why)
{
	(void)self;
	(void)connection;
	(void)why;
	free(*kept);
	*kept = NULL;
}

static void wait_for_signal(void)
{
	sigset_t signals;
	int which;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	while (sigwait(&signals, &which) != 0)
		;
}

int ledger_serve(const char *path, const struct faults *faults, unsigned port)
{
	struct server server = {.path = path, .faults = faults};
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct MHD_Daemon *daemon;
	const union MHD_DaemonInfo *info;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, (uint16_t)port, NULL,
		NULL, on_request, &server, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL,
		MHD_OPTION_END);
	if (!daemon) {
		fprintf(stderr, "ledger: port %u: cannot listen there: choose another one, or 0 for any free one\n",
			port);
		return 1;
	}
	info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	printf("listening on http://127.0.0.1:%u/\n", info ? info->port : port);
	fflush(stdout);
	wait_for_signal();
	/* A connection that hangs on demand would keep MHD_stop_daemon() waiting for ever; the file is never half
	 * written. */
	return 0;
}
