#include "far_hub.h"

#include "../unit/hub_help.h"

#include "hex.h"
#include "json.h"
#include "json_write.h"

#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <pthread.h>

enum { BODY_MAX = 256 << 10, ANSWER_MAX = 16 << 10 };

struct far_hub {
	struct MHD_Daemon *daemon;
	struct certificate certificate;
	const char *code;
	char url[64];
	uint16_t port;
	_Atomic(int) manner; /* enum far_manner */
	atomic_uint requests;
	atomic_uint certified;
	uint8_t device_print[HASH_BYTES];
	struct MHD_Connection *_Atomic hung; /* one is enough */
	struct hub_help help;
	struct batch_maker *maker;
};

struct request {
	size_t bytes;
	char body[BODY_MAX];
};

static enum MHD_Result reply(struct MHD_Connection *connection, unsigned status, const void *body, size_t bytes)
{
	struct MHD_Response *response =
		MHD_create_response_from_buffer(bytes, (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result queued;

	if (status == 302)
		MHD_add_response_header(response, "Location", "http://sign-in.example/");
	queued = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return queued;
}

/* --- enrolment --- */

static void write_grant(struct far_hub *hub, const struct identity_proof *asked, char *out, size_t out_bytes)
{
	const char *code = atomic_load(&hub->manner) == FAR_IMPOSTOR ? "0000000000000000" : hub->code;
	struct identity_proof proof = *asked;
	uint8_t proved[HASH_BYTES];
	char hex[2 * HASH_BYTES + 1];
	struct json_out json;

	proof.hub_key = hub->help.public_key;
	proof.authority = hub->certificate.certificate;
	identity_prove_hub(code, &proof, proved);
	json_to_buffer(&json, out, out_bytes);
	json_put_map(&json, NULL);
	hex_write(hub->help.public_key, HASH_BYTES, hex);
	json_put_text(&json, "key", hex);
	json_put_text(&json, "authority", hub->certificate.certificate);
	hex_write(proved, HASH_BYTES, hex);
	json_put_text(&json, "proof", hex);
	json_put_end(&json);
}

static bool proves(struct far_hub *hub, const struct json *asked, struct identity_proof *proof, uint8_t key[HASH_BYTES])
{
	static uint8_t shown[HASH_BYTES];
	const char *key_text = json_text(json_member(asked, "key"));
	const char *told_text = json_text(json_member(asked, "proof"));
	uint8_t told[HASH_BYTES];
	uint8_t expected[HASH_BYTES];

	proof->device = json_text(json_member(asked, "device"));
	proof->certificate = json_text(json_member(asked, "certificate"));
	proof->device_key = key;
	proof->shown = shown;
	if (!hub->code || !proof->device || !proof->certificate || !key_text || !told_text ||
		!hex_read(key_text, strlen(key_text), key, HASH_BYTES) ||
		!hex_read(told_text, strlen(told_text), told, HASH_BYTES) ||
		certificate_fingerprint(hub->certificate.certificate, shown))
		return false;
	identity_prove_device(hub->code, proof, expected);
	return memcmp(told, expected, HASH_BYTES) == 0 || atomic_load(&hub->manner) == FAR_IMPOSTOR;
}

static enum MHD_Result enrol(struct far_hub *hub, struct MHD_Connection *connection, const struct request *request)
{
	struct identity_proof proof = {0};
	uint8_t key[HASH_BYTES];
	struct json *asked;
	char answer[ANSWER_MAX] = "{\"error\":\"no\"}";
	unsigned status = 403;

	if (json_parse(request->body, request->bytes, &asked, NULL) == ERR_NONE && proves(hub, asked, &proof, key)) {
		memcpy(hub->help.device_key, key, sizeof(key));
		if (certificate_fingerprint(proof.certificate, hub->device_print))
			abort();
		write_grant(hub, &proof, answer, sizeof(answer));
		status = 200;
	}
	json_close(asked);
	return reply(connection, status, answer, strlen(answer));
}

/* --- parcels --- */

static enum MHD_Result add_line(void *self, enum MHD_ValueKind kind, const char *name, const char *value)
{
	char *head = self;
	size_t used = strlen(head);

	(void)kind;
	if (strncasecmp(name, "Foyer-", 6) == 0)
		snprintf(head + used, PARCEL_HEAD_BYTES_MAX - used, "%s: %s\r\n", name, value);
	return MHD_YES;
}

static void add_headers(struct MHD_Response *response, char *head)
{
	for (char *end; (end = strstr(head, "\r\n")) != NULL; head = end + 2) {
		char *colon = strchr(head, ':');

		*end = '\0';
		*colon = '\0';
		MHD_add_response_header(response, head, colon + 2);
	}
}

static bool shows_its_certificate(const struct far_hub *hub, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	unsigned count = 0;
	const gnutls_datum_t *shown = gnutls_certificate_get_peers(info->tls_session, &count);
	uint8_t print[HASH_BYTES];

	if (!shown || count == 0)
		return false;
	hash_of(shown[0].data, shown[0].size, print);
	return memcmp(print, hub->device_print, HASH_BYTES) == 0;
}

static enum MHD_Result events(struct far_hub *hub, struct MHD_Connection *connection, const struct request *request)
{
	char head[PARCEL_HEAD_BYTES_MAX] = "";
	char lines[HUB_REPLY_BYTES];
	struct MHD_Response *response;
	enum MHD_Result queued;
	bool said;

	atomic_fetch_add(&hub->certified, shows_its_certificate(hub, connection));
	MHD_get_connection_values(connection, MHD_HEADER_KIND, add_line, head);
	said = hub_help_answer(&hub->help, hub->maker, head, (struct parcel_body){request->body, request->bytes});
	if (!said)
		return MHD_NO; /* cut */
	memcpy(lines, hub->help.reply, hub->help.reply_head);
	lines[hub->help.reply_head] = '\0';
	response = MHD_create_response_from_buffer(hub->help.reply_bytes - hub->help.reply_head,
		hub->help.reply + hub->help.reply_head, MHD_RESPMEM_MUST_COPY);
	add_headers(response, lines);
	queued = MHD_queue_response(connection, 200, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *data, size_t *data_bytes, void **state)
{
	struct far_hub *hub = self;
	struct request *request = *state;
	int manner = atomic_load(&hub->manner);

	(void)version;
	if (!request) {
		*state = calloc(1, sizeof(*request));
		return *state ? MHD_YES : MHD_NO;
	}
	if (*data_bytes > 0) {
		if (request->bytes + *data_bytes > sizeof(request->body))
			return MHD_NO;
		memcpy(request->body + request->bytes, data, *data_bytes);
		request->bytes += *data_bytes;
		*data_bytes = 0;
		return MHD_YES;
	}
	atomic_fetch_add(&hub->requests, 1);
	if (manner == FAR_HANGS) {
		MHD_suspend_connection(connection);
		hub->hung = connection;
		return MHD_YES;
	}
	if (manner == FAR_PORTAL)
		return reply(connection, 302, "", 0);
	if (strcmp(url, "/v1/enrol") == 0 && strcmp(method, "POST") == 0)
		return enrol(hub, connection, request);
	if (strcmp(url, "/v1/events") == 0 && strcmp(method, "POST") == 0)
		return events(hub, connection, request);
	return reply(connection, 404, "", 0);
}

static void on_done(void *self, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode how)
{
	(void)self;
	(void)connection;
	(void)how;
	free(*state);
	*state = NULL;
}

struct far_hub *far_hub_start(const struct far_hub_options *options)
{
	struct far_hub *hub = calloc(1, sizeof(*hub));
	uint8_t nobody[SIGNING_PUBLIC_BYTES] = {0};

	if (!hub || batch_open(&hub->maker))
		abort();
	hub_help_begin(&hub->help, nobody);
	hub->certificate = *options->certificate;
	hub->code = options->code;
	hub->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_TLS | MHD_ALLOW_SUSPEND_RESUME,
		options->port, NULL, NULL, on_request, hub, MHD_OPTION_HTTPS_MEM_KEY, hub->certificate.key,
		MHD_OPTION_HTTPS_MEM_CERT, hub->certificate.certificate, MHD_OPTION_HTTPS_MEM_TRUST,
		hub->certificate.certificate, MHD_OPTION_NOTIFY_COMPLETED, on_done, NULL,
		MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
	if (!hub->daemon)
		abort();
	hub->port = MHD_get_daemon_info(hub->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
	snprintf(hub->url, sizeof(hub->url), "https://localhost:%u", hub->port);
	return hub;
}

void far_hub_stop(struct far_hub *hub)
{
	if (hub->hung)
		MHD_resume_connection(hub->hung); /* a server cannot stop before */
	atomic_store(&hub->manner, FAR_PORTAL);
	MHD_stop_daemon(hub->daemon);
	batch_close(hub->maker);
	free(hub);
}

const char *far_hub_url(const struct far_hub *hub)
{
	return hub->url;
}

uint16_t far_hub_port(const struct far_hub *hub)
{
	return hub->port;
}

void far_hub_manner(struct far_hub *hub, enum far_manner manner)
{
	atomic_store(&hub->manner, (int)manner);
}

struct hub_help *far_hub_help(struct far_hub *hub)
{
	return &hub->help;
}

unsigned far_hub_requests(const struct far_hub *hub)
{
	return atomic_load(&((struct far_hub *)(uintptr_t)hub)->requests);
}

unsigned far_hub_certified(const struct far_hub *hub)
{
	return atomic_load(&((struct far_hub *)(uintptr_t)hub)->certified);
}
