/* What the line (adapter/line_sip.c) and one call on it (adapter/call_sip.c) share. All on the line's
 * thread. */
#ifndef FOYER_SIP_PARTS_H
#define FOYER_SIP_PARTS_H

#include "line/mailbox.h"
#include "line/media.h"
#include "line/sip_account.h"

struct sip;
struct sip_msg;
struct sipevent_sock;
struct sipsess_sock;
struct sip_call;

#define SIP_ALLOWED "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, INFO\r\n"

/* What all calls share. */
struct sip_line {
	char address[MEDIA_ADDRESS_BYTES_MAX];
	char place[LINE_PLACE_BYTES_MAX]; /* address:port */
	struct mailbox *mailbox;
	struct sip *sip;
	struct sipsess_sock *sessions;
	struct sipevent_sock *events;
	struct media *media;
	struct line_sip_account account; /* the first: calls go out over it; user "" : there is none */
	uint16_t calls_max;
	struct sip_call *calls;    /* calls_max places */
	struct recorder *recorder; /* lent; NULL: nothing is recorded */
	void (*heard)(void *self, uint32_t call, const struct media_sound *sound);
	bool (*interrupts)(void *self, uint32_t call);
	void (*sent)(void *self, uint32_t call, const struct media_frame *frame);
	void *heard_self;               /* of all three */
	uint32_t (*number)(void *self); /* the next call's */
	void *number_self;
};

enum sip_order_kind {
	ORDER_ANSWER,
	ORDER_END,
	ORDER_DIAL,
	ORDER_TRANSFER,
	ORDER_PLAY,
	ORDER_STOP,
	ORDER_JOIN,
	ORDER_PART,
	ORDER_RECORD,
	ORDER_MUTE,
	ORDER_QUIT
};

struct sip_order {
	uint32_t call;
	uint32_t other; /* ORDER_JOIN */
	bool muted;     /* ORDER_MUTE */
	uint16_t status;
	uint16_t retry_s;
	struct player_prompt prompt; /* ORDER_PLAY: the order's own hold */
	char place[LINE_PLACE_BYTES_MAX];
};

MUST_USE enum err sip_calls_open(struct sip_line *line);
/* Every call is hung up. */
void sip_calls_close(struct sip_line *line);
/* An INVITE outside every dialog. */
void sip_calls_invite(struct sip_line *line, const struct sip_msg *msg);
void sip_calls_order(struct sip_line *line, enum sip_order_kind kind, const struct sip_order *order);
/* Once a second: whoever is not heard of any more, or whose network says so, is gone. */
void sip_calls_watch(struct sip_line *line);
void sip_calls_keyed(void *self, uint32_t call, char key); /* media's reports */
void sip_calls_played(void *self, uint32_t call, uint32_t mark);
void sip_calls_gone(void *self, uint32_t number);
void sip_calls_heard(void *self, uint32_t call, const struct media_sound *sound);
bool sip_calls_interrupts(void *self, uint32_t call);
void sip_calls_sent(void *self, uint32_t call, const struct media_frame *frame);

/* What is dialled, as a URI: "sip:..." stays, a number is one at the account's. */
void sip_place_uri(const struct sip_line *line, const char *place, char *out, size_t out_bytes);
/* For digests. self: a struct line_sip_account. Memory is libre's. */
int sip_password(char **user, char **password, const char *realm, void *self);

#endif
