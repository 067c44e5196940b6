/* One HTTP request to somebody's server, and what came of it: business systems, the hub, connectors. Waits; for threads
 * that may. Implementation: adapter/web_curl.c. */
#ifndef FOYER_PORT_WEB_H
#define FOYER_PORT_WEB_H

#include "base/check.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Who is believed, and who we say we are: PEM files. NULL: the system's authorities; no certificate of ours. */
struct web_tls {
	const char *authority;
	const char *certificate;
	const char *key;
};

struct web_request {
	const char *method;         /* "GET", "POST", "PUT", ... */
	const char *url;            /* https:, or http: to this machine */
	const char *const *headers; /* "Name: value" lines */
	size_t headers_count;
	const void *body; /* lent for the call */
	size_t body_bytes;
	uint32_t timeout_ms;
	size_t reply_bytes_max; /* a longer one is none */
	int stop_fd;            /* readable: stop at once; -1: none */
	/* What must not be done twice has a connection of its own: a kept one that is found dead is tried again by
	 * itself. */
	bool once;
	/* Enrolment only: nobody is known yet, so anybody is spoken with; the caller believes nothing before it has
	 * judged the reply's `peer`. */
	bool any_peer;
	const struct web_tls *tls;
	/* Each line of the reply's head, without its end; NULL: nobody reads them. */
	void (*head)(void *self, const char *line, size_t bytes);
	void *self;
};

struct web_reply {
	uint16_t status;        /* 0: none came */
	uint32_t retry_after_s; /* as it asked; 0: it did not */
	char *body;             /* ends with a NUL beside its bytes; web_reply_drop() frees it */
	size_t body_bytes;
	char *peer;    /* any_peer: the other side's certificate, PEM; goes with the reply */
	bool sent;     /* some of the request went out: what became of it is unknown unless a reply came */
	char why[200]; /* on an error: one line in words */
	uint64_t out_bytes, in_bytes; /* on the wire as far as known, for budgets */
};

struct web; /* keeps connections for its owner's next request; one thread at a time */

MUST_USE enum err web_open(struct web **out);
void web_close(struct web *web); /* NULL is fine */

/* ERR_NONE: a whole reply came, whatever its status. ERR_DENIED: not encrypted and not this machine, or the other side
 * is not who it must be, or does not want us; ERR_NOT_FOUND: no name, nobody there; ERR_TIMEOUT; ERR_FORMAT: no url;
 * ERR_IO; ERR_NO_SPACE: the reply is too long; ERR_ABSENT: libcurl is not installed. The reply is to be dropped in any
 * case. Redirects are not followed: they are replies. */
MUST_USE enum err web_ask(struct web *web, const struct web_request *request, struct web_reply *reply);
void web_reply_drop(struct web_reply *reply);

#endif
