/* An action done by an HTTP service: the request is POSTed, the first line of the body is the answer. What was not sent
 * did not happen; whatever goes wrong after that leaves the outcome unknown. */
#include "business/action_job.h"
#include "port/web.h"

#include <stdio.h>

enum { HEADER_BYTES_MAX = ACTION_KEY_BYTES_MAX + 32 };

static enum err conclude(
	const struct action_job *job, enum err err, const struct web_reply *reply, struct action_answer *answer)
{
	if (err) {
		answer->outcome = reply->sent ? OUTCOME_UNKNOWN : OUTCOME_FAILED;
		return err;
	}
	if (reply->status != 200)
		return ERR_FORMAT;
	return action_answer_read(job, reply->body ? reply->body : "", reply->body_bytes, answer);
}

enum err action_http_do(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	char key[HEADER_BYTES_MAX];
	const char *const headers[] = {"Content-Type: application/json", key};
	const struct web_request request = {
		.method = "POST",
		.url = job->target,
		.headers = headers,
		.headers_count = 2,
		.body = job->body,
		.body_bytes = job->body_bytes,
		.timeout_ms = (uint32_t)action_left_ms(job),
		.reply_bytes_max = ACTION_ANSWER_BYTES_MAX,
		.stop_fd = stop_fd,
		.once = true,
	};
	struct web_reply reply = {0};
	struct web *web;
	enum err err = web_open(&web);

	if (err) {
		answer->outcome = OUTCOME_FAILED; /* nothing was sent */
		return err;
	}
	snprintf(key, sizeof(key), "Idempotency-Key: %s", job->key);
	err = conclude(job, web_ask(web, &request, &reply), &reply, answer);
	web_reply_drop(&reply);
	web_close(web);
	return err;
}
