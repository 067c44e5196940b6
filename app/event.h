/* Everything that can happen to the device. Past tense; plain data without pointers; an event carries all that it
 * needs. Every event names its session (0: the device as a whole); an answer also names the request it answers. */
#ifndef FOYER_EVENT_H
#define FOYER_EVENT_H

#include "limits.h"

#include <stdbool.h>
#include <stdint.h>

enum event_kind {
	EVENT_CAME_NEAR,      /* a conversation begins: first touch, presence, a call, the first line on a terminal */
	EVENT_HEARD,          /* recognised speech */
	EVENT_TYPED,          /* a whole entry: a line, or what keypad and keyboard collected */
	EVENT_KEYED,          /* one key outside an entry: 0-9 * # */
	EVENT_TOUCHED,        /* a touch target of the last SHOW */
	EVENT_BUSY,           /* the customer is typing or speaking: nothing to understand yet, but somebody is there */
	EVENT_SAID,           /* the last SAY is being spoken, has been to its end, or was interrupted */
	EVENT_WAKE,           /* the time asked for by WAKE_AT has come */
	EVENT_HUNG_UP,        /* the customer is gone: line dropped, terminal closed, handset down */
	EVENT_ACTION_DONE,    /* answer to ACT or LOOK_UP */
	EVENT_CUSTOMER_KNOWN, /* a fact about the customer: who it is, how surely */
	EVENT_AGENT_SAID,     /* a person took, refused, wrote to, or closed a handover */
	EVENT_CONTENT_SWAPPED, /* session 0: images stand in a slot and are the newest from now on */
	EVENT_STARTED,         /* the device is up again; this session was restored and goes on */
	EVENT_PREFERS,         /* in mid-conversation: how this customer is served has changed */
	EVENT_KIND_COUNT
};

enum channel { CHANNEL_SCREEN, CHANNEL_CHAT, CHANNEL_LINE, CHANNEL_COUNT };

enum source { SOURCE_GRAMMAR, SOURCE_LANGUAGE_MODEL, SOURCE_KEYPAD, SOURCE_KEYBOARD };

struct alternative {
	char words[WORDS_BYTES_MAX]; /* UTF-8, ends with a NUL */
	uint8_t score_pct;
	uint8_t language; /* of the site's languages */
	uint8_t source;   /* enum source */
};

/* What a touch means. The view knows where a target stands, the core what it is for. */
enum target {
	TARGET_CHOICE, /* index: of the choices of the last SHOW */
	TARGET_BACK,
	TARGET_START_AGAIN,
	TARGET_HELP,
	TARGET_PERSON,
	TARGET_YES,
	TARGET_NO,
	TARGET_SKIP,
	TARGET_MORE_TIME,
	TARGET_LANGUAGE, /* index: language */
	TARGET_SCORE,    /* index: 0..10 */
	TARGET_CALL_ME,
	TARGET_MESSAGE,
	TARGET_FINISH,
	TARGET_UNDO,
	TARGET_REPEAT,
	TARGET_RISING, /* what the waiting screen says is asked for a lot */
	TARGET_COUNT
};

/* How this customer is served here and now: the surface knows what is plugged in and what was asked for. */
struct prefers {
	bool unhurried; /* speech mode, a keypad user: silence and the countdown last UNHURRIED_TIMES as long */
	uint8_t heard;  /* bit l: speech in the site's language l is understood; 0: nobody is heard */
};

enum { HEARD_ALL = (1 << LANGUAGES_MAX) - 1 };

enum outcome {
	OUTCOME_DONE,
	OUTCOME_REFUSED, /* the business said no */
	OUTCOME_FAILED,  /* it certainly did not happen */
	OUTCOME_UNKNOWN, /* nobody can tell yet */
};

enum agent_act {
	AGENT_ACCEPTED,
	AGENT_REFUSED,
	AGENT_SAYS,
	AGENT_CLOSED,
	AGENT_NOBODY, /* untaken past the site's limit, or nobody could be reached */
	AGENT_MISSED, /* a promised call was made in vain: it stays promised */
	AGENT_TOLD    /* the answer that was waiting has been told: nothing is owed any more */
};

struct event {
	uint64_t time_ms; /* when it happened: the device's own clock, never runs backwards, goes on over a restart */
	int64_t local_s;  /* the site's wall clock as seconds since 1970-01-01 00:00 local; 0: unknown */
	uint32_t session; /* 0: the device */
	uint8_t kind;     /* enum event_kind */
	bool masked; /* the place showed a masked question when it was given: it is written down without its words */
	bool card_masked; /* core_mask() found a full card number and took it out */
	uint64_t request; /* which ACT, LOOK_UP or HAND_OVER is answered; otherwise 0 */
	union {
		struct {
			uint8_t channel; /* enum channel */
			uint8_t language;
			uint32_t seed; /* dice of this conversation (its code, its survey): drawn by the runner */
			uint64_t who;  /* salted hash of the day on a kiosk, of the caller on a line: by it the runner
					  draws who meets the held-out menu; 0: not known */
			struct prefers prefers;
		} came_near;
		struct prefers prefers;
		struct {
			uint8_t count;
			uint8_t confidence_pct; /* in the first alternative */
			struct alternative list[ALTERNATIVES_MAX];
		} heard;
		struct {
			char words[WORDS_BYTES_MAX];
			uint8_t source; /* enum source */
		} typed;
		struct {
			char key; /* 0-9 * # */
		} keyed;
		struct {
			uint8_t target; /* enum target */
			uint8_t index;
		} touched;
		struct {
			uint8_t outcome;                /* enum outcome */
			char reference[NAME_BYTES_MAX]; /* the business's number for it; may be "" */
			char text[VALUE_BYTES_MAX];     /* result or reason, in the session's language */
		} done;
		struct {
			uint8_t level;    /* enum level of content.h */
			uint8_t language; /* LANGUAGES_MAX: not known */
			char name[NAME_BYTES_MAX];
			bool has_name; /* core_mask() saw one; known also after it was destroyed */
		} known;
		struct {
			uint8_t act;    /* enum agent_act */
			bool has_words; /* core_mask() saw some; known also after they were destroyed */
			char agent[NAME_BYTES_MAX];
			char words[WORDS_BYTES_MAX];
		} agent;
		struct {
			uint8_t slot; /* of core's image slots; the runner put the images there before */
		} swapped;
	};
};

const char *event_kind_name(enum event_kind kind);

#endif
