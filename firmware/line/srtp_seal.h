/* Sound of a call, sealed on its way (SRTP, RFC 3711) with keys from its description (SDES, RFC 4568): packets of a
 * stream are encrypted as they go and opened as they come, below whoever sends and receives them. On the line's thread.
 * Implementation: adapter/srtp_sip.c. */
#ifndef FOYER_SRTP_SEAL_H
#define FOYER_SRTP_SEAL_H

#include "base/check.h"
#include "base/err.h"
#include "line/srtp_keys.h"

struct rtp_sock; /* libre's */
struct sa;
struct sdp_media;
struct srtp_seal;

enum srtp_want { SRTP_NO, SRTP_OFFERED, SRTP_REQUIRED }; /* later ones are stricter */

/* With what both sides seal what they send: of the same width. */
struct srtp_agreed {
	uint8_t width; /* enum srtp_width */
	uint8_t own[SRTP_KEY_BYTES];
	uint8_t theirs[SRTP_KEY_BYTES];
};

/* From now on everything of that stream; what comes otherwise is dropped. A stream has one seal (*seal NULL: it is
 * made), which can be agreed on again: what has not changed goes on where it was. NULL: in the clear again. */
MUST_USE enum err srtp_seal_agree(struct srtp_seal **seal, struct rtp_sock *rtp, const struct srtp_agreed *agreed);
/* Whose sound it is: no other's packets are looked at from now on, and reports only from the port beside. NULL: not
 * known (any more), anybody's are. Of no seal: nothing happens. */
void srtp_seal_source(struct srtp_seal *seal, const struct sa *source);
void srtp_seal_close(struct srtp_seal *seal); /* before the stream's sockets; NULL is fine */

/* What a call's two descriptions say of keys. All zero but `want`: a call that begins. */
struct srtp_talk {
	uint8_t want; /* enum srtp_want */
	bool drawn;
	bool sealed; /* as it was agreed last */
	uint8_t own[SRTP_WIDTHS][SRTP_KEY_BYTES];
	struct srtp_agreed agreed; /* if sealed */
};

/* The name of what is offered first, for sdp_media_add(). */
const char *srtp_protocol(const struct srtp_talk *talk);
/* Puts our keys into an offer. Those of a call stay the same until it ends. */
MUST_USE enum err srtp_offer(struct srtp_talk *talk, struct sdp_media *media);
/* After their offer was read, and puts our key into the answer. ERR_DENIED: it must be sealed, and cannot be. */
MUST_USE enum err srtp_answer(struct srtp_talk *talk, struct sdp_media *media);
/* After their answer to srtp_offer() was read; errors as above. */
MUST_USE enum err srtp_answered(struct srtp_talk *talk, struct sdp_media *media);

#endif
