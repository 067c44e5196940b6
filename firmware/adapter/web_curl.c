/* HTTP on libcurl. It brings some thirty libraries with it, which together take a third of foyer's start: it is loaded
 * when the first request is made. */
#include "port/web.h"

#include "library.h"

#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of functions in a struct */
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { ROUND_MS = 1000, REPLY_BYTES_FIRST = 4096, REQUEST_LINE_BYTES = 64 /* about: what curl adds to a request */ };

/* clang-format off */
#define CURL_FUNCTIONS(X) \
	X(global_init) X(url) X(url_set) X(url_get) X(url_cleanup) X(free) X(slist_append) X(slist_free_all) \
	X(easy_init) X(easy_reset) X(easy_setopt) X(easy_getinfo) X(easy_strerror) X(easy_cleanup) X(multi_init) \
	X(multi_add_handle) X(multi_perform) X(multi_poll) X(multi_info_read) X(multi_remove_handle) X(multi_cleanup)
/* clang-format on */

#define X(name) __typeof__(curl_##name) *(name);
static struct curl {
	CURL_FUNCTIONS(X)
} curl;
#undef X

#define X(name) {"curl_" #name, offsetof(struct curl, name)},
static const struct library_name names[] = {CURL_FUNCTIONS(X)};
#undef X

static bool begin(void)
{
	return curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static struct library library = {
	.file = "libcurl.so.4",
	.package = "libcurl4",
	.names = names,
	.names_count = sizeof(names) / sizeof(names[0]),
	.table = &curl,
	.begin = begin,
};

struct web {
	CURL *easy;   /* NULL: nothing was asked yet */
	CURLM *multi; /* has the connections that are kept */
};

/* One request under way. */
struct asking {
	const struct web_request *request;
	struct web_reply *reply;
	size_t room;
	struct curl_slist *headers;
	char trouble[CURL_ERROR_SIZE];
};

enum err web_open(struct web **out)
{
	*out = calloc(1, sizeof(**out));
	return *out ? ERR_NONE : ERR_NO_SPACE;
}

void web_close(struct web *web)
{
	if (!web)
		return;
	if (web->easy)
		curl.easy_cleanup(web->easy);
	if (web->multi)
		curl.multi_cleanup(web->multi);
	free(web);
}

static void forget(char *bytes, size_t count)
{
	if (bytes)
		explicit_bzero(bytes, count);
	free(bytes);
}

void web_reply_drop(struct web_reply *reply)
{
	forget(reply->body, reply->body_bytes);
	free(reply->peer);
	*reply = (struct web_reply){0};
}

static enum err make_ready(struct web *web)
{
	enum err err = library_load(&library);

	if (err)
		return err;
	if (!web->easy)
		web->easy = curl.easy_init();
	if (!web->multi)
		web->multi = curl.multi_init();
	return web->easy && web->multi ? ERR_NONE : ERR_NO_SPACE;
}

/* --- the reply --- */

/* Not realloc(): it would leave what is somebody's own behind. */
static bool make_room(struct asking *asking, size_t more)
{
	struct web_reply *reply = asking->reply;
	size_t room = asking->room ? asking->room : REPLY_BYTES_FIRST;
	char *larger;

	while (room < reply->body_bytes + more + 1)
		room *= 2;
	if (room == asking->room)
		return true;
	larger = malloc(room);
	if (!larger)
		return false;
	if (reply->body)
		memcpy(larger, reply->body, reply->body_bytes);
	forget(reply->body, reply->body_bytes);
	reply->body = larger;
	asking->room = room;
	return true;
}

static size_t hear(char *data, size_t size, size_t count, void *self)
{
	struct asking *asking = self;
	struct web_reply *reply = asking->reply;
	size_t bytes = size * count;

	/* Less taken than given ends the transfer: so long a reply is none. */
	if (bytes > asking->request->reply_bytes_max - reply->body_bytes || !make_room(asking, bytes))
		return 0;
	memcpy(reply->body + reply->body_bytes, data, bytes);
	reply->body_bytes += bytes;
	reply->body[reply->body_bytes] = '\0';
	return bytes;
}

static size_t hear_head(char *data, size_t size, size_t count, void *self)
{
	const struct asking *asking = self;
	size_t bytes = size * count;
	size_t line = bytes;

	while (line > 0 && (data[line - 1] == '\n' || data[line - 1] == '\r'))
		line--;
	if (line > 0)
		asking->request->head(asking->request->self, data, line);
	return bytes;
}

/* --- the request --- */

static bool is_loopback(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       (strncmp(host, "127.", 4) == 0 && host[strspn(host, "0123456789.")] == '\0');
}

/* Personal data leaves this machine encrypted or not at all. */
static enum err judge_url(const char *url, bool *local)
{
	CURLU *parts = curl.url();
	char *scheme = NULL;
	char *host = NULL;
	enum err err = ERR_FORMAT;

	*local = false;
	if (!parts)
		return ERR_NO_SPACE;
	if (curl.url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
		curl.url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
		curl.url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
		*local = is_loopback(host);
		err = strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && *local) ? ERR_NONE : ERR_DENIED;
	}
	curl.free(scheme);
	curl.free(host);
	curl.url_cleanup(parts);
	return err;
}

static bool add_header(struct asking *asking, const char *line)
{
	struct curl_slist *longer = curl.slist_append(asking->headers, line);

	if (longer)
		asking->headers = longer;
	return longer != NULL;
}

static bool take_headers(struct asking *asking)
{
	const struct web_request *request = asking->request;

	/* Sent with the rest at once, not after a "100 Continue". */
	if (!add_header(asking, "Expect:"))
		return false;
	for (size_t i = 0; i < request->headers_count; i++)
		if (!add_header(asking, request->headers[i]))
			return false;
	return true;
}

static void prepare_tls(CURL *easy, const struct web_request *request)
{
	const struct web_tls *tls = request->tls;

	if (request->any_peer) {
		curl.easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl.easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
		curl.easy_setopt(easy, CURLOPT_CERTINFO, 1L);
	}
	if (tls && tls->authority) {
		curl.easy_setopt(easy, CURLOPT_CAINFO, tls->authority);
		curl.easy_setopt(easy, CURLOPT_CAPATH, NULL); /* or the system's would do as well */
	}
	if (tls && tls->certificate) {
		curl.easy_setopt(easy, CURLOPT_SSLCERT, tls->certificate);
		curl.easy_setopt(easy, CURLOPT_SSLKEY, tls->key);
	}
}

static void prepare_body(CURL *easy, const struct web_request *request)
{
	if (request->body_bytes > 0 || strcmp(request->method, "POST") == 0) {
		curl.easy_setopt(easy, CURLOPT_POSTFIELDS, request->body ? request->body : "");
		curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_bytes);
	}
	if (strcmp(request->method, "HEAD") == 0)
		curl.easy_setopt(easy, CURLOPT_NOBODY, 1L);
	curl.easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void prepare(CURL *easy, struct asking *asking, bool local)
{
	const struct web_request *request = asking->request;

	curl.easy_setopt(easy, CURLOPT_URL, request->url);
	curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl.easy_setopt(easy, CURLOPT_FRESH_CONNECT, (long)request->once);
	curl.easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)request->once);
	curl.easy_setopt(easy, CURLOPT_HTTPHEADER, asking->headers);
	curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, hear);
	curl.easy_setopt(easy, CURLOPT_WRITEDATA, asking);
	curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, asking->trouble);
	/* curl takes 0 for "wait for ever" */
	curl.easy_setopt(easy, CURLOPT_TIMEOUT_MS, request->timeout_ms > 0 ? (long)request->timeout_ms : 1L);
	if (request->head) {
		curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, hear_head);
		curl.easy_setopt(easy, CURLOPT_HEADERDATA, asking);
	}
	if (local)
		curl.easy_setopt(easy, CURLOPT_NOPROXY, "*");
	prepare_body(easy, request);
	prepare_tls(easy, request);
}

/* curl_easy_perform(), but it hears when it has to stop. */
static CURLcode perform(struct web *web, int stop_fd)
{
	CURLcode code = CURLE_ABORTED_BY_CALLBACK;
	struct curl_waitfd stop = {.fd = stop_fd, .events = CURL_WAIT_POLLIN};
	CURLMsg *message;
	int running = 1;
	int left;

	if (curl.multi_add_handle(web->multi, web->easy) != CURLM_OK)
		return CURLE_OUT_OF_MEMORY;
	while (curl.multi_perform(web->multi, &running) == CURLM_OK && running > 0 && !stop.revents)
		if (curl.multi_poll(web->multi, &stop, stop_fd >= 0, ROUND_MS, NULL) != CURLM_OK)
			break;
	message = curl.multi_info_read(web->multi, &left);
	if (message && message->msg == CURLMSG_DONE)
		code = message->data.result;
	curl.multi_remove_handle(web->multi, web->easy);
	return code;
}

static enum err err_from_curl(CURLcode code)
{
	switch (code) {
	case CURLE_OK: return ERR_NONE;
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT: return ERR_NOT_FOUND;
	case CURLE_OPERATION_TIMEDOUT: return ERR_TIMEOUT;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CONNECT_ERROR: return ERR_DENIED;
	case CURLE_OUT_OF_MEMORY:
	case CURLE_WRITE_ERROR: return ERR_NO_SPACE;
	default: return ERR_IO;
	}
}

/* --- what came of it --- */

static void take_peer(CURL *easy, struct web_reply *reply)
{
	static const char label[] = "Cert:";
	struct curl_certinfo *certificates = NULL;

	curl.easy_getinfo(easy, CURLINFO_CERTINFO, &certificates);
	if (!certificates || certificates->num_of_certs < 1)
		return;
	for (const struct curl_slist *line = certificates->certinfo[0]; line; line = line->next)
		if (!reply->peer && strncmp(line->data, label, sizeof(label) - 1) == 0)
			reply->peer = strdup(line->data + sizeof(label) - 1);
}

static uint64_t head_bytes(const struct web_request *request)
{
	uint64_t bytes = REQUEST_LINE_BYTES + strlen(request->url);

	for (size_t i = 0; i < request->headers_count; i++)
		bytes += strlen(request->headers[i]) + 2;
	return bytes;
}

static void take_figures(CURL *easy, struct asking *asking)
{
	struct web_reply *reply = asking->reply;
	long request_bytes = 0;
	long reply_head_bytes = 0;
	long status = 0;
	curl_off_t up = 0;
	curl_off_t down = 0;
	curl_off_t retry_s = 0;

	curl.easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request_bytes);
	curl.easy_getinfo(easy, CURLINFO_HEADER_SIZE, &reply_head_bytes);
	curl.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl.easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
	curl.easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
	curl.easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_s);
	reply->status = (uint16_t)status;
	reply->retry_after_s = retry_s > 0 && retry_s <= UINT32_MAX ? (uint32_t)retry_s : 0;
	reply->sent = request_bytes > 0;
	reply->out_bytes = reply->sent ? (uint64_t)up + head_bytes(asking->request) : 0;
	reply->in_bytes = (uint64_t)reply_head_bytes + (uint64_t)down;
}

static void say_why(const struct asking *asking, CURLcode code)
{
	struct web_reply *reply = asking->reply;

	if (code == CURLE_WRITE_ERROR)
		snprintf(reply->why, sizeof(reply->why), "the reply is longer than %zu bytes",
			asking->request->reply_bytes_max);
	else if (code == CURLE_ABORTED_BY_CALLBACK)
		snprintf(reply->why, sizeof(reply->why), "stopped");
	else
		snprintf(reply->why, sizeof(reply->why), "%.150s",
			asking->trouble[0] ? asking->trouble : curl.easy_strerror(code));
}

static enum err ask(struct web *web, struct asking *asking)
{
	bool local;
	CURLcode code;
	enum err err = take_headers(asking) ? judge_url(asking->request->url, &local) : ERR_NO_SPACE;

	if (err == ERR_DENIED)
		snprintf(asking->reply->why, sizeof(asking->reply->why), "only https: leaves this machine, not %.100s",
			asking->request->url);
	if (err)
		return err;
	curl.easy_reset(web->easy); /* connections stay */
	prepare(web->easy, asking, local);
	code = perform(web, asking->request->stop_fd);
	take_figures(web->easy, asking);
	if (asking->request->any_peer)
		take_peer(web->easy, asking->reply);
	if (code != CURLE_OK)
		say_why(asking, code);
	return err_from_curl(code);
}

enum err web_ask(struct web *web, const struct web_request *request, struct web_reply *reply)
{
	struct asking asking = {.request = request, .reply = reply};
	enum err err;

	*reply = (struct web_reply){0};
	err = make_ready(web);
	if (!err)
		err = ask(web, &asking);
	if (err && !reply->why[0])
		snprintf(reply->why, sizeof(reply->why), "%s", err_name(err));
	if (asking.headers)
		curl.slist_free_all(asking.headers);
	return err;
}
