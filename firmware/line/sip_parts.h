/* What the line (adapter/line_sip.c) and one call on it (adapter/call_sip.c) share. All on the line's
 * thread. */
#ifndef FOYER_SIP_PARTS_H
#define FOYER_SIP_PARTS_H

#include "line/mailbox.h"
#include "line/media.h"
#include "line/sip_account.h"
#include "line/sip_tls.h"

struct sip;
struct sip_msg;
struct sipevent_sock;
struct sipsess_sock;
struct sip_call;
struct sip_dialog;
struct sip_request;
struct sip_accounts;
struct sip_status;
struct json_out;
struct line_status_also; /* line/line_status.h */

#define SIP_ALLOWED "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, INFO\r\n"

/* Asks somebody now and then whether they are still there. All zero at the beginning. */
struct sip_probe {
	struct sip_request *request; /* NULL: nothing is asked just now */
	bool gone;                   /* there was no answer, or that there is no such call */
	uint64_t at_ms;              /* it was asked last */
};

/* Nothing happens while an answer is waited for. */
void sip_probe_ask(struct sip_probe *probe, struct sip *sip, struct sip_dialog *dialog);
void sip_probe_end(struct sip_probe *probe);

enum { SIP_REALM_BYTES_MAX = 128 };

/* Whom an account's password is shown, as a digest: only its registrar, because who may choose what is digested can
 * find the password. */
struct sip_login {
	const struct line_sip_account *account;
	char realm[SIP_REALM_BYTES_MAX]; /* in whose name the registrar asked for it; "": it has not */
	char at[LINE_PLACE_BYTES_MAX];   /* the registrar's address and port; "": it has not answered */
	bool said;                       /* that somebody else asked */
};

/* What all calls share. */
struct sip_line {
	char address[MEDIA_ADDRESS_BYTES_MAX];
	char place[LINE_PLACE_BYTES_MAX]; /* address:port, as it began; never changes, so that other threads may read it
					   */
	char now[LINE_PLACE_BYTES_MAX];   /* the same as it is now: the line's thread's */
	struct mailbox *mailbox;
	struct sip *sip;
	struct sipsess_sock *sessions;
	struct sipevent_sock *events;
	struct media *media;
	uint8_t accounts_count;
	struct line_sip_account
		accounts[LINE_SIP_ACCOUNTS_MAX];        /* calls go out over the first; user "": there is none */
	struct sip_login logins[LINE_SIP_ACCOUNTS_MAX]; /* of each account */
	uint16_t calls_max;
	uint32_t hold_probe_ms;    /* a call on hold is asked so often whether it is still there */
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

/* Registers every account, when the line listens. `tls`: until sip_accounts_close(). One that cannot be tried is said,
 * and costs neither the others nor those who need none. */
MUST_USE enum err sip_accounts_begin(struct sip_accounts **out, struct sip_line *line, const struct sip_tls *tls);
/* At which calls are taken by TLS; 0: they are not. */
uint16_t sip_accounts_tls_port(const struct sip_accounts *accounts);
/* Once a second: those that want it are asked whether they are still there. */
void sip_accounts_watch(struct sip_accounts *accounts);
void sip_accounts_leave(struct sip_accounts *accounts); /* un-registers */
/* After they left, and the line listens at another place: registers again. */
void sip_accounts_return(struct sip_accounts *accounts);
void sip_accounts_close(struct sip_accounts *accounts); /* NULL is fine */

/* How things stand, as items of a list (line/line_status.h). */
void sip_accounts_tell(const struct sip_accounts *accounts, struct json_out *out);
void sip_calls_tell(const struct sip_line *line, struct json_out *out);
/* Who asks is told, from now on; all three are lent. NULL: said in the log, the line does without. */
struct sip_status *sip_status_open(
	const struct sip_line *line, const struct sip_accounts *accounts, const struct line_status_also *also);
void sip_status_close(struct sip_status *status); /* NULL is fine */

/* What is dialled, as a URI: "sip:..." stays, a number is one at the account's. */
void sip_place_uri(const struct sip_line *line, const char *place, char *out, size_t out_bytes);
/* And who calls there. */
void sip_own_uri(const struct sip_line *line, char *out, size_t out_bytes);
/* Whether the sound of a call that comes must be sealed (enum srtp_want): as its account asks; of a call that
 * names none of them, as the strictest does. */
uint8_t sip_account_srtp(const struct sip_line *line, const struct sip_msg *msg);
/* False: the keys of a call to that URI could be read on their way, and must not be; that is said. */
bool sip_may_call(const struct sip_line *line, const char *uri);
/* For digests; self: a struct sip_login, NULL: EAUTH. Memory is libre's. Only in the registrar's name. */
int sip_password(char **user, char **password, const char *realm, void *self);
/* The same for requests to the registrar itself: it may say its name, if it had no need to until now. */
int sip_password_home(char **user, char **password, const char *realm, void *self);
/* Whose password who calls us may ask for: the account's whose registrar it is, if all that we shall send in that call
 * goes to it. NULL: a stranger's call. */
struct sip_login *sip_login_of(struct sip_line *line, const struct sip_msg *msg);
/* Whether a URI is one at the registrar of the first account. */
bool sip_is_home(const struct sip_line *line, const char *uri);

#endif
