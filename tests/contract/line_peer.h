/* Another telephone for tests: sipp speaks its SIP (tests/contract/sipp/), the test its sound. */
#ifndef FOYER_LINE_PEER_H
#define FOYER_LINE_PEER_H

#include "adapter/line_sip.h"

#include <sys/types.h>

enum { PEER_FRAMES_MAX = 1024 };

struct peer {
	pid_t sipp;
	int sound; /* UDP socket */
	uint16_t port;
	uint16_t sequence;
	uint32_t stamp;
	uint8_t to_ip[4];
	uint16_t to_port; /* of the line, learnt from its packets */
};

struct peer_line { /* the line under test, and what it reports */
	struct line line;
	int woken; /* eventfd */
	char address[32];
};

/* A real line on loopback, any port. */
void peer_line_open(struct peer_line *line, uint16_t calls_max);
/* The same with an account; its registration is asked for at once. */
void peer_line_open_at(struct peer_line *line, const struct line_sip_account *account);
/* And only whose certificate that file vouches for is believed. */
void peer_line_open_secured(struct peer_line *line, const struct line_sip_account *account, const char *ca_file);
/* With these options, on loopback. */
void peer_line_open_with(struct peer_line *line, const struct line_sip_options *wanted);
void peer_line_close(struct peer_line *line);
/* The next report; false: none within that time. */
bool peer_line_next(struct peer_line *line, struct line_event *out, unsigned wait_ms);
/* The next one that is no LINE_PLAYED; fails the test if it is another or does not come. Returns its call. */
uint32_t peer_line_expects(struct peer_line *line, enum line_what what);

/* Plays sipp/NAME.xml: a caller of the line, or one who waits to be called. */
void peer_begin(struct peer *peer, const struct peer_line *line, const char *name);
/* The same, and it hangs up after so long: "9000". */
void peer_begin_for(struct peer *peer, const struct peer_line *line, const char *name, const char *stays_ms);
void peer_waits(struct peer *peer, const char *name, uint16_t at_port);
/* The same, for so many dialogs ("2": a registration and a call). */
void peer_waits_for(struct peer *peer, const char *name, uint16_t at_port, const char *dialogs);
/* 1,000 such callers, 500 in each second. */
void peer_floods(struct peer *peer, const struct peer_line *line, const char *name);
/* Its exit status; 0: everything went as its file says. */
int peer_end(struct peer *peer);

/* One RTP packet of the line's; false: none within that time. payload: 160 bytes. */
bool peer_hears(struct peer *peer, uint8_t *type, uint8_t payload[CODEC_FRAME_BYTES], unsigned wait_ms);
/* Throws away what came so far. */
void peer_forgets(struct peer *peer);
/* A frame of silence in that payload type, or the bytes that are given. */
void peer_sounds(struct peer *peer, uint8_t type, const uint8_t *frame);
/* A key as RTP events: begun, held, ended three times. */
void peer_keys(struct peer *peer, uint8_t type, char key);
/* The same with any event's number. */
void peer_event(struct peer *peer, uint8_t type, uint8_t number);

/* While others do what is looked at afterwards. */
void peer_rests(unsigned ms);
uint16_t peer_free_port(void);

#endif
