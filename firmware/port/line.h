/* Telephone calls: who rings, answering, dialling, keys, and what is heard. What happens is taken with next(), on the
 * runner's thread; the adapter's own thread wakes it (inbox_wake). Implementations: adapter/line_sip.c, tests. */
#ifndef FOYER_PORT_LINE_H
#define FOYER_PORT_LINE_H

#include "base/check.h"
#include "base/err.h"
#include "line/codec.h"

#include <stdbool.h>
#include <stdint.h>

enum { LINE_NUMBER_BYTES_MAX = 64, LINE_NAME_BYTES_MAX = 64, LINE_PLACE_BYTES_MAX = 192 };

enum line_what {
	LINE_RANG,     /* somebody calls: answer() or end() */
	LINE_ANSWERED, /* it stands, sound goes both ways; of one that was dialled, too */
	LINE_KEYED,    /* one key, reported once in whatever ways it came. It has stopped what may be interrupted */
	LINE_PLAYED,   /* all that was to be played has been heard, or was stopped by a key */
	LINE_MOVED,    /* transfer(): the other place has taken it over; the call ends next */
	LINE_STAYED,   /* transfer(): it did not; the caller is still here */
	LINE_PARTED,   /* join(): it could not be done */
	LINE_ENDED     /* whoever ended it; the number means nothing any more */
};

struct line_event {
	uint8_t what;                       /* enum line_what */
	uint8_t codec;                      /* LINE_ANSWERED: enum codec, of what is played */
	char key;                           /* LINE_KEYED: 0-9 * # A-D */
	uint16_t why;                       /* LINE_STAYED, LINE_ENDED: a SIP status; 0: an ordinary end */
	uint32_t call;                      /* never 0 */
	uint32_t mark;                      /* LINE_PLAYED: of the last play() that it is about */
	char number[LINE_NUMBER_BYTES_MAX]; /* LINE_RANG: the caller's; "": withheld */
	char name[LINE_NAME_BYTES_MAX];     /* LINE_RANG: as the network tells it; may be "" */
};

struct line_prompt; /* line/prompt.h */

struct line_ops {
	/* The next thing that happened. False: nothing since. */
	bool (*next)(void *self, struct line_event *out);
	/* Takes the call. An error: LINE_ENDED follows. */
	enum err (*answer)(void *self, uint32_t call);
	/* Ends it, in whatever state it is: `status` is the refusal of one that rings (486, 603 ...), otherwise unused.
	 * `retry_s`: after which the caller may try again; 0: not said. LINE_ENDED follows. */
	void (*end)(void *self, uint32_t call, uint16_t status, uint16_t retry_s);
	/* Rings somewhere: "sip:..." or a number at the first account. LINE_ANSWERED or LINE_ENDED follows. */
	enum err (*dial)(void *self, const char *place, uint32_t *call);
	/* Gives the caller to another place (REFER). LINE_MOVED or LINE_STAYED follows. */
	enum err (*transfer)(void *self, uint32_t call, const char *place);
	/* Plays it behind what is playing; the adapter keeps its own hold on the prompt, which may still be in the
	 * making: it is silence until it is ready. `firm`: a key does not stop it. */
	enum err (*play)(void *self, uint32_t call, struct line_prompt *prompt, uint32_t mark, bool firm);
	/* Silence at once; nothing is reported. */
	void (*stop)(void *self, uint32_t call);
	/* Two calls that stand hear each other, and nothing that is played any more; keys are still reported. Until one
	 * of them ends, the other then stands alone, or part(). LINE_PARTED of the first: it could not be done. */
	enum err (*join)(void *self, uint32_t one, uint32_t other);
	void (*part)(void *self, uint32_t call);
	/* From now on to its end the call is kept as sound, if its caller agreed. An error: it is not. */
	enum err (*record)(void *self, uint32_t call);
	/* What is kept of it is silent: something is asked that nobody may hear. */
	void (*mute)(void *self, uint32_t call, bool muted);
	void (*close)(void *self);
};

struct line {
	const struct line_ops *ops; /* NULL: this device has no telephone line */
	void *self;
};

#endif
