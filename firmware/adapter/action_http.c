/* An action done by an HTTP service, on libcurl: the request is POSTed, the first line of the body is the answer. What
 * was not sent did not happen; whatever goes wrong after that leaves the outcome unknown. */
#include "action_job.h"

#include <curl/curl.h>

#include <string.h>

enum { ROUND_MS = 1000, HEADER_BYTES_MAX = ACTION_KEY_BYTES_MAX + 32 };

struct heard {
	size_t bytes;
	char body[ACTION_ANSWER_BYTES_MAX];
};

enum err action_http_begin(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? ERR_NONE : ERR_NO_SPACE;
}

void action_http_end(void)
{
	curl_global_cleanup();
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
	CURLU *parts = curl_url();
	char *scheme = NULL;
	char *host = NULL;
	enum err err = ERR_FORMAT;

	*local = false;
	if (!parts)
		return ERR_NO_SPACE;
	if (curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
		curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
		curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
		*local = is_loopback(host);
		err = strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && *local) ? ERR_NONE : ERR_DENIED;
	}
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return err;
}

static struct curl_slist *headers_of(const struct action_job *job)
{
	char key[HEADER_BYTES_MAX];
	struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
	struct curl_slist *longer;

	snprintf(key, sizeof(key), "Idempotency-Key: %s", job->key);
	longer = list ? curl_slist_append(list, key) : NULL;
	if (!longer) {
		curl_slist_free_all(list);
		return NULL;
	}
	/* Sent with the rest at once, not after a "100 Continue". */
	list = curl_slist_append(longer, "Expect:");
	if (!list)
		curl_slist_free_all(longer);
	return list;
}

static void prepare(CURL *easy, const struct action_job *job, struct curl_slist *headers, struct heard *heard)
{
	curl_easy_setopt(easy, CURLOPT_URL, job->target);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	/* One request, one connection: a connection kept and found dead would make curl send it a second time. */
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, job->body);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)job->body_bytes);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, hear);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, heard);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)action_left_ms(job));
}

/* curl_easy_perform(), but it hears when it has to stop. */
static CURLcode perform(CURL *easy, int stop_fd)
{
	CURLM *multi = curl_multi_init();
	CURLcode code = CURLE_ABORTED_BY_CALLBACK;
	struct curl_waitfd stop = {.fd = stop_fd, .events = CURL_WAIT_POLLIN};
	CURLMsg *message;
	int running = 1;
	int left;

	if (!multi)
		return CURLE_OUT_OF_MEMORY;
	curl_multi_add_handle(multi, easy);
	while (curl_multi_perform(multi, &running) == CURLM_OK && running > 0 && !stop.revents)
		if (curl_multi_poll(multi, &stop, 1, ROUND_MS, NULL) != CURLM_OK)
			break;
	message = curl_multi_info_read(multi, &left);
	if (message && message->msg == CURLMSG_DONE)
		code = message->data.result;
	curl_multi_remove_handle(multi, easy);
	curl_multi_cleanup(multi);
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

	curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent_bytes);
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	if (code != CURLE_OK) {
		answer->outcome = sent_bytes > 0 ? OUTCOME_UNKNOWN : OUTCOME_FAILED;
		return err_from_curl(code);
	}
	if (status != 200)
		return ERR_FORMAT;
	return action_answer_read(job, heard->body, heard->bytes, answer);
}

enum err action_http_do(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	struct heard heard = {0};
	struct curl_slist *headers = headers_of(job);
	CURL *easy = curl_easy_init();
	bool local;
	enum err err = easy && headers ? judge_url(job->target, &local) : ERR_NO_SPACE;

	if (err) {
		answer->outcome = OUTCOME_FAILED; /* nothing was sent */
		goto out;
	}
	prepare(easy, job, headers, &heard);
	if (local)
		curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
	err = conclude(easy, perform(easy, stop_fd), job, &heard, answer);
out:
	curl_easy_cleanup(easy);
	curl_slist_free_all(headers);
	explicit_bzero(&heard, sizeof(heard));
	return err;
}
