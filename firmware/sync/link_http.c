#include "sync/link_http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADERS_MAX = 24, URL_BYTES_MAX = IDENTITY_URL_BYTES_MAX + 16 };

struct http_link {
	struct web *web;
	struct web_tls tls;
	char url[URL_BYTES_MAX];
};

void link_reply_drop(struct link_reply *reply)
{
	if (reply->body)
		explicit_bzero(reply->body, reply->body_bytes);
	free(reply->body);
	reply->body = NULL;
}

/* What does not fit is left out: then the signature does not hold, and that is what is said. */
static void take_line(void *self, const char *line, size_t bytes)
{
	struct link_reply *reply = self;

	if (bytes < 6 || strncasecmp(line, "Foyer-", 6) != 0 || reply->head_bytes + bytes + 2 >= sizeof(reply->head))
		return;
	memcpy(reply->head + reply->head_bytes, line, bytes);
	memcpy(reply->head + reply->head_bytes + bytes, "\r\n", 3);
	reply->head_bytes += bytes + 2;
}

/* The head's lines, each with a NUL in the place of its end. */
static size_t split(char *head, const char *lines[HEADERS_MAX], size_t count)
{
	char *end;

	for (; count < HEADERS_MAX && (end = strstr(head, "\r\n")) != NULL; head = end + 2) {
		*end = '\0';
		lines[count++] = head;
	}
	return count;
}

static enum err ask(void *self, const struct link_question *question, struct link_reply *reply)
{
	struct http_link *http = self;
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	const char *headers[HEADERS_MAX] = {"Content-Type: application/cloudevents-batch+json"};
	struct web_request request = {
		.method = "POST",
		.url = http->url,
		.headers = headers,
		.body = question->body.bytes,
		.body_bytes = question->body.count,
		.timeout_ms = question->timeout_ms,
		.reply_bytes_max = LINK_BODY_BYTES_MAX,
		.stop_fd = question->stop_fd,
		.tls = &http->tls,
		.head = take_line,
		.self = reply,
	};
	struct web_reply answer;
	enum err err;

	*reply = (struct link_reply){0};
	snprintf(head, sizeof(head), "%s", question->head);
	request.headers_count = split(head, headers, 1);
	err = web_ask(http->web, &request, &answer);
	reply->status = answer.status;
	reply->retry_after_s = answer.retry_after_s;
	reply->bytes = answer.out_bytes + answer.in_bytes;
	snprintf(reply->why, sizeof(reply->why), "%s", answer.why);
	reply->body = answer.body;
	reply->body_bytes = answer.body_bytes;
	answer.body = NULL; /* it is the reply's now */
	web_reply_drop(&answer);
	return err;
}

static void close_link(void *self)
{
	struct http_link *http = self;

	web_close(http->web);
	free(http);
}

enum err link_http_open(struct link *out, const struct identity *identity)
{
	static const struct link_ops ops = {.ask = ask, .close = close_link};
	struct http_link *http = calloc(1, sizeof(*http));
	enum err err;

	*out = (struct link){0};
	if (!http)
		return ERR_NO_SPACE;
	err = web_open(&http->web);
	if (err) {
		free(http);
		return err;
	}
	http->tls = identity_tls(identity);
	snprintf(http->url, sizeof(http->url), "%s/v1/events", identity->url);
	*out = (struct link){&ops, http};
	return ERR_NONE;
}
