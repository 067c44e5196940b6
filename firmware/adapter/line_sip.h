/* port/line.h over SIP, on libre: one thread for signalling and sound. */
#ifndef FOYER_LINE_SIP_H
#define FOYER_LINE_SIP_H

#include "line/line_status.h"
#include "line/sip_account.h"
#include "line/sip_tls.h"
#include "port/line.h"

struct hangup_country; /* line/hangup_tone.h */
struct media_sound;    /* line/media.h */
struct media_frame;

enum { LINE_SIP_HOLD_PROBE_S = 60 };

struct line_sip_options {
	const char *address; /* to listen at; NULL: the machine's own on the network */
	uint16_t port;       /* SIP over UDP and TCP; 0: any free one (tests) */
	uint16_t media_port_first;
	uint16_t media_port_last;
	uint16_t calls_max;
	uint16_t
		hold_probe_s; /* a call on hold is asked so often whether it is still there; 0: LINE_SIP_HOLD_PROBE_S */
	/* The machine's address as it is just now; false: it has none. NULL: `address`, or the system is asked. */
	bool (*where)(void *self, char out[LINE_NUMBER_BYTES_MAX]);
	void *where_self;
	const char *name_server;                 /* "192.0.2.53:53", for names of registrars; NULL: the system's */
	const struct line_sip_account *accounts; /* lent for the call */
	uint8_t accounts_count;
	struct sip_tls tls;                  /* files: lent until it closes; port 0: any free one */
	const struct hangup_country *hangup; /* whose busy tone ends a call; NULL: none does */
	/* What callers say, on the line's thread: to be taken and left at once. NULL: nobody listens. */
	void (*heard)(void *self, uint32_t call, const struct media_sound *sound);
	struct recorder *recorder; /* lent; NULL: nothing is recorded */
	/* As in struct media_options, on the same thread; NULL: only keys interrupt. */
	bool (*interrupts)(void *self, uint32_t call);
	void (*sent)(void *self, uint32_t call, const struct media_frame *frame);
	void *heard_self; /* of all three */
	struct line_status_also status;
	void (*wake)(void *self); /* from the line's thread: something happened */
	void *wake_self;
};

/* `why`: LINE_SIP_REASON_BYTES_MAX bytes, what stands in the way and what to do. */
MUST_USE enum err line_sip_open(struct line *out, const struct line_sip_options *options, char *why);
/* The address and port that it began to listen at, "192.0.2.1:5060". */
const char *line_sip_place(const struct line *line);

#endif
