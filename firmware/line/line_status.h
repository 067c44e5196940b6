/* What `foyer line` asks a line that runs: one connection to a socket in the data folder, one JSON map back.
 *
 * {"place", "tls_port" (0: no calls are taken by TLS), "accounts": [{"user", "registrar", "state", "status", "error",
 * "for_s", "left_s", "silent", "srtp"}], "calls": [{"number", "outward", "state", "codec", "sealed", "for_s"}],
 * "calls_max", ...}
 *
 * account's state: "trying", "registered" (left_s: until it must be done again), "refused" (status: SIP's),
 * "unreachable" (error: why); silent: it does not answer when it is asked between. call's state: "rings", "stands",
 * "held"; number: its last digits, three at most, and never more than half of it. */
#ifndef FOYER_LINE_STATUS_H
#define FOYER_LINE_STATUS_H

#define LINE_STATUS_SOCKET "line.sock"

enum { LINE_STATUS_BYTES_MAX = 96 << 10, LINE_STATUS_CALLS_MAX = 400, LINE_STATUS_DIGITS_MAX = 3 };

struct json_out;

struct line_status_also {
	const char *folder; /* where the socket is; NULL: nobody asks. Lent until the line closes */
	/* Puts more into the map, on the line's thread. NULL: nothing. */
	void (*tell)(void *self, struct json_out *out);
	void *self;
};

#endif
