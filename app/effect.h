/* Everything the core may ask the device to do. Imperatives; plain data without pointers; carried out in order.
 * What follows a SAVE of the same step waits until that save is on the disk. */
#ifndef FOYER_EFFECT_H
#define FOYER_EFFECT_H

#include "content/say.h"
#include "event.h"
#include "learn/visit.h"
#include "limits.h"

#include <stdbool.h>
#include <stdint.h>

enum effect_kind {
	EFFECT_SAVE,    /* make this step durable before what follows: a promise is next */
	EFFECT_SAY,     /* speak it and caption it */
	EFFECT_SHOW,    /* draw it */
	EFFECT_LISTEN,  /* expect this, by voice, keys and touch */
	EFFECT_ACT,     /* do an action in the business's systems; answer: ACTION_DONE */
	EFFECT_LOOK_UP, /* ask the outcome of an earlier ACT, or who a customer is; answer: ACTION_DONE, CUSTOMER_KNOWN
			 */
	EFFECT_HAND_OVER,  /* to a team, with all that is known; answers: AGENT_SAID */
	EFFECT_TELL_AGENT, /* the customer's words, to the agent of that request */
	EFFECT_CALL_BACK,  /* the handover has become a callback or a message */
	EFFECT_WAKE_AT,    /* one timer a session; a later one replaces it; 0 takes it away */
	EFFECT_COUNT,      /* a statistic: topic, item or state by id */
	EFFECT_LANGUAGE,   /* screen, voice, keys: this language from now on */
	EFFECT_WIPE,       /* forget this customer: key, screen, entry, volume */
	EFFECT_CLOSE,      /* the conversation is over; the channel is free, or the next one begins on it */
	EFFECT_RELEASE,    /* session 0: no session uses this image slot any more */
	EFFECT_NOTE,       /* what a customer thinks of it, for the manager: kept apart from the conversation */
	EFFECT_VISIT,      /* a concern is over: what of the menu was met on the way. Once for each; no words */
	EFFECT_PHRASE,     /* words that led somewhere, or that nobody understood; the store keeps what many say */
	EFFECT_KIND_COUNT
};

enum screen_kind {
	SCREEN_ATTRACT,
	SCREEN_LANGUAGE, /* first screen: each language in its own name */
	SCREEN_MENU,
	SCREEN_ANSWER,
	SCREEN_STEP,
	SCREEN_QUESTION, /* yes or no */
	SCREEN_SLOT,     /* keypad, keyboard or choices: slot's type */
	SCREEN_REVIEW,
	SCREEN_WAIT,
	SCREEN_HANDOVER,
	SCREEN_CALLBACK,
	SCREEN_SURVEY,
	SCREEN_WHY, /* free words after the survey */
	SCREEN_STILL_THERE,
	SCREEN_GOODBYE,
	SCREEN_NOTICE, /* of the device itself, no conversation is there: out of order */
	SCREEN_COUNT
};

enum choice_kind {
	CHOICE_ITEM,
	CHOICE_OFTEN,
	CHOICE_NOW,
	CHOICE_RISING, /* in the place of "now": what many ask for just now */
	CHOICE_TOPIC,
	CHOICE_OPTION /* of a slot */,
	CHOICE_SLOT /* to change */,
	CHOICE_LANGUAGE
};

struct choice {
	uint8_t kind;   /* enum choice_kind */
	uint8_t key;    /* its key, '1'..'9'; 0: none. Never moves */
	uint16_t index; /* item, topic, option, slot or language */
	bool bright;    /* on glass: often wanted; drawn so that it catches the eye first */
};

/* What the customer may do next: the same list drives tiles, keys and the grammar. */
struct choices {
	uint8_t count;
	struct choice list[CHOICES_MAX];
};

enum expect {
	EXPECT_CHOICES = 1,
	EXPECT_OPEN = 2, /* any question: the matcher's phrasings */
	EXPECT_YES_NO = 4,
	EXPECT_SLOT = 8,
	EXPECT_SCORE = 16,
	EXPECT_FREE = 32,      /* free words, taken as they are */
	EXPECT_UNIVERSAL = 64, /* person, help, back, start over, goodbye, repeat */
	EXPECT_CODE = 128,     /* a resume code */
};

struct effect {
	uint8_t kind; /* enum effect_kind */
	uint32_t session;
	uint64_t request;
	union {
		struct saying say;
		struct {
			uint8_t screen; /* enum screen_kind */
			uint8_t language;
			uint8_t flags; /* enum saying_flag */
			uint8_t step;  /* progress, 1..steps; 0: none */
			uint8_t steps;
			uint8_t seconds; /* countdown of SCREEN_STILL_THERE */
			uint16_t topic;  /* what it is about: heading; NONE16: none */
			uint16_t slot;   /* SCREEN_SLOT; otherwise NONE16 */
			uint16_t parent; /* SCREEN_MENU: the item whose children these are; NONE16 at the top */
			bool can_undo;
			bool can_skip;
			char code[CODE_DIGITS + 1]; /* the session's resume code; "" : none yet */
			struct choices choices;
			struct saying caption; /* the main text; the same words as the SAY beside it */
		} show;
		struct {
			uint8_t expect; /* set of enum expect */
			uint8_t language;
			uint8_t flags;
			uint16_t slot;     /* NONE16: none */
			uint32_t quiet_ms; /* silence after which WAKE comes; for the end-pointer's patience */
			struct choices choices;
		} listen;
		struct {
			uint16_t action;
			bool ask;       /* LOOK_UP: only ask what became of `request` */
			uint8_t proves; /* LOOK_UP: the level that a good answer proves; 0: it is about an action */
			bool undo;      /* this is the undo of an earlier request */
			uint8_t flags; /* SAYING_MASKED: an input is of a masked slot; the journal then hashes the names
					  only */
			struct values inputs; /* slot id -> value */
		} act;
		struct {
			uint16_t team;
			uint16_t topic; /* NONE16: not known */
			uint8_t language;
			uint8_t channel;
			uint8_t level;
			uint8_t flags; /* SAYING_MASKED, as in act */
			uint8_t mood;  /* 0 calm .. 3 upset: failures and repeats so far */
			char code[CODE_DIGITS + 1];
			/* slot id -> value; "tried" -> topics' ids; "said" -> the last words; "customer" -> the name;
			 * of an action that led here: "action" -> its id, "outcome" -> done, refused, failed or
			 * unknown, "reason" and "reference" -> the business's */
			struct values facts;
		} hand_over;
		struct {
			char words[WORDS_BYTES_MAX];
		} tell;
		struct {
			char code[CODE_DIGITS + 1];
			char phone[VALUE_BYTES_MAX]; /* "" : a message only */
			char words[WORDS_BYTES_MAX];
		} call_back;
		struct {
			uint64_t time_ms;
		} wake_at;
		struct {
			uint8_t what; /* enum count */
			uint16_t topic;
			uint16_t item;
			int32_t value;
		} count;
		struct {
			uint8_t language;
		} language;
		struct {
			bool keep; /* a promise is open: words stay under their key until it is kept */
			uint8_t state;
			bool gave_way; /* to somebody who comes, and for whom there was no place left */
		} wipe;
		struct {
			bool again;       /* start again: a new conversation begins at once on the same channel */
			uint8_t language; /* of the new one, and how its customer is served */
			struct prefers prefers;
		} close;
		struct {
			uint8_t slot;
		} release;
		struct {
			uint8_t what;   /* enum note */
			uint8_t score;  /* 0..10; NOTE_NO_SCORE: none given */
			uint16_t topic; /* NONE16: not known */
			char words[WORDS_BYTES_MAX];
		} note;
		struct visit visit;
		struct {
			uint8_t understood; /* 1: they led to `topic`, which was served; 0: nobody understood them */
			uint8_t language;
			uint16_t topic;              /* NONE16: none */
			char words[WORDS_BYTES_MAX]; /* digits are #, the customer's name is left out */
		} phrase;
	};
};

enum count {
	COUNT_CHOSEN,
	COUNT_SERVED,
	COUNT_NOT_HELPED,
	COUNT_HANDED_OVER,
	COUNT_NO_INPUT,
	COUNT_NO_MATCH,
	COUNT_SURVEY,
	COUNT_LEFT,
	COUNT_STATE,
	COUNT_KINDS
};

enum note {
	NOTE_SURVEY_WHY, /* after a score */
	NOTE_WENT_WRONG, /* after a failure */
	NOTE_KINDS
};

enum { NOTE_NO_SCORE = 255 };

struct effects {
	uint16_t count;
	struct effect list[EFFECTS_MAX];
};

const char *effect_kind_name(enum effect_kind kind);
const char *screen_name(enum screen_kind screen);

#endif
