/* port/line.h over SIP, on libre: one thread for signalling and sound. */
#ifndef FOYER_LINE_SIP_H
#define FOYER_LINE_SIP_H

#include "line/media.h"
#include "port/line.h"

enum { LINE_SIP_ACCOUNTS_MAX = 8, LINE_SIP_PASSWORD_BYTES_MAX = 96, LINE_SIP_REASON_BYTES_MAX = 160 };

/* At an office's telephone system or a trunk. */
struct line_sip_account {
	char user[LINE_NUMBER_BYTES_MAX];      /* "100" */
	char registrar[LINE_PLACE_BYTES_MAX];  /* "sip:pbx.example.org", with ;transport=tcp or tls if wanted */
	char auth_user[LINE_NUMBER_BYTES_MAX]; /* "": as user */
	char password[LINE_SIP_PASSWORD_BYTES_MAX];
	uint32_t expires_s;
};

struct line_sip_options {
	const char *address; /* to listen at; NULL: the machine's own on the network */
	uint16_t port;       /* SIP over UDP and TCP; 0: any free one (tests) */
	uint16_t media_port_first;
	uint16_t media_port_last;
	uint16_t calls_max;
	const struct line_sip_account *accounts; /* lent for the call */
	uint8_t accounts_count;
	/* What callers say, on the line's thread: to be taken and left at once. NULL: nobody listens. */
	void (*heard)(void *self, uint32_t call, const struct media_sound *sound);
	void *heard_self;
	void (*wake)(void *self); /* from the line's thread: something happened */
	void *wake_self;
};

/* `why`: LINE_SIP_REASON_BYTES_MAX bytes, what stands in the way and what to do. */
MUST_USE enum err line_sip_open(struct line *out, const struct line_sip_options *options, char *why);
/* The address and port that it listens at, "192.0.2.1:5060". */
const char *line_sip_place(const struct line *line);

#endif
