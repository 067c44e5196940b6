/* An action done by an HTTP service, on libcurl: the request is POSTed, the first line of the body is the answer. What
 * was not sent did not happen; whatever goes wrong after that leaves the outcome unknown. */
#include "business/action_job.h"
#include "log.h"

#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of functions in a struct */
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>

#include <string.h>

enum { ROUND_MS = 1000, HEADER_BYTES_MAX = ACTION_KEY_BYTES_MAX + 32 };

/* libcurl brings some thirty libraries with it, which together take a third of foyer's start. So it is loaded when the
 * first action needs it. */
#define CURL_LIBRARY "libcurl.so.4"

/* clang-format off */
#define CURL_FUNCTIONS(X) \
	X(global_init) X(global_cleanup) X(url) X(url_set) X(url_get) X(url_cleanup) X(free) X(slist_append) \
	X(slist_free_all) X(easy_init) X(easy_setopt) X(easy_getinfo) X(easy_cleanup) X(multi_init) \
	X(multi_add_handle) X(multi_perform) X(multi_poll) X(multi_info_read) X(multi_remove_handle) X(multi_cleanup)
/* clang-format on */

#define X(name) __typeof__(curl_##name) *(name);
struct curl {
	CURL_FUNCTIONS(X)
};
#undef X

static struct curl curl; /* global_init NULL: not loaded */
static unsigned users;
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static bool find_functions(void *library, struct curl *out)
{
#define X(name) {"curl_" #name, offsetof(struct curl, name)},
	static const struct {
		const char *name;
		size_t offset;
	} functions[] = {CURL_FUNCTIONS(X)};
#undef X

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		void *function = dlsym(library, functions[i].name);

		if (!function)
			return false;
		memcpy((char *)out + functions[i].offset, &function, sizeof(function)); /* ISO C has no cast for it */
	}
	return true;
}

/* It stays loaded: others' libraries that came with it end only with the program. */
static enum err load(void)
{
	struct curl found;
	void *library;
	enum err err = ERR_NONE;

	pthread_mutex_lock(&loading);
	if (curl.global_init)
		goto out;
	library = dlopen(CURL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library || !find_functions(library, &found)) {
		log_error("actions: %s cannot be loaded: install the package libcurl4", CURL_LIBRARY);
		err = ERR_ABSENT;
	} else if (found.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		err = ERR_NO_SPACE;
	} else {
		curl = found;
	}
out:
	pthread_mutex_unlock(&loading);
	return err;
}

struct heard {
	size_t bytes;
	char body[ACTION_ANSWER_BYTES_MAX];
};

enum err action_http_begin(void)
{
	pthread_mutex_lock(&loading);
	users++;
	pthread_mutex_unlock(&loading);
	return ERR_NONE;
}

void action_http_end(void)
{
	pthread_mutex_lock(&loading);
	if (--users == 0 && curl.global_init) {
		curl.global_cleanup();
		curl.global_init = NULL;
	}
	pthread_mutex_unlock(&loading);
}

static size_t hear(char *data, size_t size, size_t count, void *self)
{
	struct heard *heard = self;

	/* Less taken than given ends the transfer: so long an answer is none. */
	if (size * count > sizeof(heard->body) - heard->bytes)
		return 0;
	memcpy(heard->body + heard->bytes, data, size * count);
	heard->bytes += size * count;
	return size * count;
}

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

static struct curl_slist *headers_of(const struct action_job *job)
{
	char key[HEADER_BYTES_MAX];
	struct curl_slist *list = curl.slist_append(NULL, "Content-Type: application/json");
	struct curl_slist *longer;

	snprintf(key, sizeof(key), "Idempotency-Key: %s", job->key);
	longer = list ? curl.slist_append(list, key) : NULL;
	if (!longer) {
		curl.slist_free_all(list);
		return NULL;
	}
	/* Sent with the rest at once, not after a "100 Continue". */
	list = curl.slist_append(longer, "Expect:");
	if (!list)
		curl.slist_free_all(longer);
	return list;
}

static void prepare(CURL *easy, const struct action_job *job, struct curl_slist *headers, struct heard *heard)
{
	curl.easy_setopt(easy, CURLOPT_URL, job->target);
	curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	/* One request, one connection: a connection kept and found dead would make curl send it a second time. */
	curl.easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl.easy_setopt(easy, CURLOPT_POSTFIELDS, job->body);
	curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)job->body_bytes);
	curl.easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, hear);
	curl.easy_setopt(easy, CURLOPT_WRITEDATA, heard);
	curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl.easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)action_left_ms(job));
}

/* curl_easy_perform(), but it hears when it has to stop. */
static CURLcode perform(CURL *easy, int stop_fd)
{
	CURLM *multi = curl.multi_init();
	CURLcode code = CURLE_ABORTED_BY_CALLBACK;
	struct curl_waitfd stop = {.fd = stop_fd, .events = CURL_WAIT_POLLIN};
	CURLMsg *message;
	int running = 1;
	int left;

	if (!multi)
		return CURLE_OUT_OF_MEMORY;
	curl.multi_add_handle(multi, easy);
	while (curl.multi_perform(multi, &running) == CURLM_OK && running > 0 && !stop.revents)
		if (curl.multi_poll(multi, &stop, 1, ROUND_MS, NULL) != CURLM_OK)
			break;
	message = curl.multi_info_read(multi, &left);
	if (message && message->msg == CURLMSG_DONE)
		code = message->data.result;
	curl.multi_remove_handle(multi, easy);
	curl.multi_cleanup(multi);
	return code;
}

static enum err err_from_curl(CURLcode code)
{
	switch (code) {
	case CURLE_OK: return ERR_NONE;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT: return ERR_NOT_FOUND;
	case CURLE_OPERATION_TIMEDOUT: return ERR_TIMEOUT;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR: return ERR_DENIED;
	case CURLE_OUT_OF_MEMORY:
	case CURLE_WRITE_ERROR: return ERR_NO_SPACE;
	default: return ERR_IO;
	}
}

static enum err conclude(CURL *easy, CURLcode code, const struct action_job *job, const struct heard *heard,
	struct action_answer *answer)
{
	long sent_bytes = 0;
	long status = 0;

	curl.easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent_bytes);
	curl.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	if (code != CURLE_OK) {
		answer->outcome = sent_bytes > 0 ? OUTCOME_UNKNOWN : OUTCOME_FAILED;
		return err_from_curl(code);
	}
	if (status != 200)
		return ERR_FORMAT;
	return action_answer_read(job, heard->body, heard->bytes, answer);
}

static enum err ask(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	struct heard heard = {0};
	struct curl_slist *headers = headers_of(job);
	CURL *easy = curl.easy_init();
	bool local;
	enum err err = easy && headers ? judge_url(job->target, &local) : ERR_NO_SPACE;

	if (err) {
		answer->outcome = OUTCOME_FAILED; /* nothing was sent */
		goto out;
	}
	prepare(easy, job, headers, &heard);
	if (local)
		curl.easy_setopt(easy, CURLOPT_NOPROXY, "*");
	err = conclude(easy, perform(easy, stop_fd), job, &heard, answer);
out:
	curl.easy_cleanup(easy);
	curl.slist_free_all(headers);
	explicit_bzero(&heard, sizeof(heard));
	return err;
}

enum err action_http_do(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	enum err err = load();

	if (!err)
		return ask(job, stop_fd, answer);
	answer->outcome = OUTCOME_FAILED; /* nothing was sent */
	return err;
}
