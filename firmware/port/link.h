/* The way to the hub: one parcel goes up, one comes down. Implementations: sync/link_http.c, adapter/link_mosquitto.c,
 * tests. Who signed the answer is for the caller to see. */
#ifndef FOYER_PORT_LINK_H
#define FOYER_PORT_LINK_H

#include "base/check.h"
#include "base/err.h"
#include "sync/parcel.h"

enum { LINK_BODY_BYTES_MAX = PARCEL_PLAIN_BYTES_MAX };

struct link_question {
	const char *head; /* parcel_up_write()'s lines */
	struct parcel_body body;
	uint32_t timeout_ms;
	int stop_fd; /* readable: stop at once; -1: none */
};

struct link_reply {
	char head[PARCEL_HEAD_BYTES_MAX + 1]; /* lines, as parcel_down_read() takes them; others may be among them */
	size_t head_bytes;
	char *body; /* link_reply_drop() frees it */
	size_t body_bytes;
	uint16_t status;        /* of the carrier; 0: it has none */
	uint32_t retry_after_s; /* 0: it did not say */
	uint64_t bytes;         /* both ways, as far as known */
	char why[200];          /* on an error: one line in words */
};

struct link_ops {
	/* ERR_NONE: something whole came. The reply is to be dropped in any case. */
	enum err (*ask)(void *self, const struct link_question *question, struct link_reply *reply);
	void (*close)(void *self);
};

struct link {
	const struct link_ops *ops;
	void *self;
};

void link_reply_drop(struct link_reply *reply);

#endif
