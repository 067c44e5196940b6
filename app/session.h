/* One conversation: plain data, so that a snapshot of it is its bytes. Indices are of the content the session is pinned
 * to. */
#ifndef FOYER_SESSION_H
#define FOYER_SESSION_H

#include "content/content.h"
#include "effect.h"
#include "event.h"
#include "learn/visit.h"
#include "limits.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

enum state {
	STATE_FREE,     /* no conversation in this place */
	STATE_GREET,    /* welcomed, nothing asked for yet */
	STATE_NARROW,   /* finding out what it is about */
	STATE_COLLECT,  /* asking for what is needed */
	STATE_RESOLVE,  /* answering or acting */
	STATE_HANDOVER, /* a person takes over, or will */
	STATE_SURVEY,   /* how was it? */
	STATE_DROPPED,  /* the customer is gone; may be resumed by its code, or a promise is open */
	STATE_COUNT
};

/* The question that waits for an answer. */
enum asking {
	ASKING_NOTHING,
	ASKING_LANGUAGE,
	ASKING_MENU,         /* which of `choices`, or anything in own words */
	ASKING_WHICH,        /* which of these topics? */
	ASKING_SLOT,         /* `slot` */
	ASKING_SLOT_CONFIRM, /* is `slot` heard right? */
	ASKING_REVIEW,       /* is all of it right? */
	ASKING_CHANGE,       /* which slot is not? */
	ASKING_ACT,          /* shall it be done? */
	ASKING_HELPED,       /* did that answer help? */
	ASKING_STEP,         /* did this step work? */
	ASKING_THEN,         /* shall we do the form that belongs to the answer? */
	ASKING_AFTER,        /* done; anything else? undo? */
	ASKING_PATIENCE,     /* nothing: an action or look-up is under way */
	ASKING_WAIT,         /* nothing: a person is being fetched */
	ASKING_TALK,         /* words go to the agent */
	ASKING_CALLBACK,     /* shall they call back? */
	ASKING_PHONE,        /* which number? */
	ASKING_MESSAGE,      /* what should be passed on? */
	ASKING_SCORE,
	ASKING_WHY,
	ASKING_WENT_WRONG,
	ASKING_COUNT
};

enum fact_flag {
	FACT_FILLED = 1,
	FACT_SKIPPED = 2,
	FACT_UNSURE = 4, /* heard, not yet confirmed; or it counts no more as said by who is here now */
	FACT_LONG = 8,
	FACT_TOLD = 16,     /* the action under way was given it */
	FACT_GIVEN = 32,    /* and it was dropped since: for the answer alone */
	FACT_CONFIRMED = 64 /* it was said back by itself, and the customer did not say no */
};

struct fact { /* one slot's value */
	uint16_t slot;
	uint8_t flags; /* 0: free place */
	uint8_t long_at;
	char value[VALUE_BYTES_MAX];
};

enum { LONG_FACTS_MAX = FORM_TEXTS_MAX };

/* An action that was begun. It outlives its issue: whatever the customer does meanwhile, what became of it is found out
 * and told. */
struct under_way {
	uint64_t request; /* 0: none */
	uint64_t deadline_ms;
	uint16_t action;
	uint8_t asked_outcome; /* how often its outcome was asked for */
	bool undoing;
};

enum handover_stage {
	HANDOVER_NONE,
	HANDOVER_ASKED,
	HANDOVER_TALKING,
	HANDOVER_PROMISED, /* a callback or a message */
	HANDOVER_ANSWERED,
};

struct handover {
	uint64_t request;
	uint64_t deadline_ms; /* ASKED and untaken by then: it becomes a callback; 0: nobody is waited for */
	uint16_t team;
	uint16_t issue; /* the session's, when it began */
	uint8_t stage;  /* enum handover_stage */
};

enum { HANDOVERS_MAX = 3, REQUESTS_MAX = 60000 };

/* What of the menu is before the customer. */
enum meeting {
	MEETING_NOTHING,
	MEETING_OPENING, /* the welcome alone: a question that is none of the menu's follows it */
	MEETING_MENU,    /* the children of `parent` */
	MEETING_WHICH,   /* topics that were perhaps meant */
	MEETING_LEAF,    /* what was asked for */
};

/* The visit in the making, written by dialog/evidence.c. */
struct evidence {
	struct visit visit; /* of the present concern */
	uint64_t began_ms;
	uint64_t met_ms;  /* since when `meeting` is heard or seen */
	uint64_t left_ms; /* when they went away while an action ran, whose answer ends the concern; 0: they are here */
	uint16_t parent;  /* MEETING_MENU: NONE16 is the start menu */
	uint16_t topic;   /* to which `phrase` led */
	uint8_t meeting;  /* enum meeting */
	uint8_t taken;    /* MEETING_LEAF: enum segment_kind through which it was reached */
	bool open;        /* there is a concern */
	uint8_t opening;  /* bit p: the tree's prompt p is said before what is met */
	bool has_phrase;  /* known also after the words were destroyed */
	char phrase[PHRASE_BYTES_MAX];
};

struct session {
	uint32_t number; /* 0: this place is free */
	uint8_t state;   /* enum state; written by session_move() only */
	uint8_t asking;  /* enum asking */
	uint8_t channel;
	uint8_t language;
	uint8_t level;            /* enum level */
	uint8_t images;           /* slot it is pinned to */
	uint8_t wording;          /* counts what was said, so that wordings alternate */
	uint8_t lead_wording;     /* of what led to the pending question, and of the question: */
	uint8_t question_wording; /* the screen keeps the words that were spoken */
	struct prefers prefers;

	uint16_t requests; /* given so far; the next one is number << 16 | requests + 1 */
	uint32_t seed;     /* of the dice */
	uint64_t began_ms;
	uint64_t last_ms; /* the customer's last sign of life, or ours */

	/* the menu */
	struct {
		uint8_t held; /* as in struct arm of learn/plan.h: which of it is met, to the end */
		uint8_t keeps;
	} arm;
	bool told_key; /* a key that may change was used, and it was said so */
	struct evidence evidence;

	/* trouble */
	uint8_t no_input;
	uint8_t no_match;
	uint8_t not_slot;
	uint8_t wrong_codes;
	uint8_t failures; /* ours and theirs, for the handover's mood and the survey's question */
	bool still_there; /* countdown is running over the question */
	bool unheard;     /* in the silence a person was sent for, and nothing has been heard since */
	uint64_t countdown_ends_ms;
	bool survey_done;
	uint8_t score; /* given in the survey */
	bool served;   /* at least one issue was resolved */

	/* the issue */
	uint16_t issue;  /* counts from 1 */
	uint16_t topic;  /* NONE16: none yet */
	uint16_t item;   /* the menu item whose children are offered; NONE16: the top */
	uint16_t form;   /* NONE16: none */
	uint16_t slot;   /* being asked or confirmed */
	uint16_t answer; /* being given; NONE16: none */
	uint8_t step;    /* of the answer's guide, from 1; 0: none */
	bool reviewed;
	bool correcting; /* the slot being asked was wrong in the review */
	uint8_t trail_count;
	uint16_t trail[TRAIL_MAX]; /* topics tried */
	struct choices choices;    /* offered by the last question */

	/* requests under way */
	struct under_way act;
	uint64_t look_up_request; /* who is this? 0: none. Changes nothing, so it may be dropped */
	uint64_t look_up_deadline_ms;
	uint8_t proves;        /* the level that a good answer would prove */
	uint8_t outcome;       /* 1 + enum outcome of an action that ended while the customer was away; 0: none */
	uint16_t action;       /* of the form, not yet begun */
	uint16_t ended_action; /* whose outcome that is */
	uint16_t open_action;  /* one that did not succeed, for the person who takes over; NONE16: none */
	uint8_t open_outcome;  /* enum outcome */
	uint16_t done_action;
	uint64_t done_request; /* the last action that succeeded, for undo; 0: none */
	char reference[NAME_BYTES_MAX];

	char reason[VALUE_BYTES_MAX]; /* of an outcome that waits for the customer's return */

	bool open_before; /* there were more than that, and one of those may still be open */
	struct handover handovers[HANDOVERS_MAX];
	uint8_t handover_at; /* the one that is spoken of */
	bool answer_waits;   /* agent_words are for the customer's return */
	char code[CODE_DIGITS + 1];
	char agent[NAME_BYTES_MAX];
	char agent_words[FREE_TEXT_BYTES_MAX];

	/* the customer */
	char name[NAME_BYTES_MAX];
	struct fact facts[FACTS_MAX];
	uint16_t long_slot[LONG_FACTS_MAX]; /* NONE16: free */
	char long_value[LONG_FACTS_MAX][FREE_TEXT_BYTES_MAX];
};

static_assert(sizeof(struct session) <= SESSION_BYTES_MAX - 96, "a session must fit its snapshot");

const char *state_name(enum state state);
const char *asking_name(enum asking asking);

/* The only writer of session->state. The table of allowed moves is in session.c. */
void session_move(struct session *s, enum state next);
bool session_may_move(enum state from, enum state next);

void session_begin(struct session *s, uint32_t number, uint64_t time_ms);
/* Forgets the issue, but neither the customer nor an action that was begun. */
void session_clear_issue(struct session *s);
/* Forgets the customer: facts, level, name. */
void session_clear_customer(struct session *s);

/* Facts. NULL: nothing known. A level belongs to the facts that proved it: when one of them changes, it is gone. */
const char *session_fact(const struct session *s, uint16_t slot);
/* Whatever proves who it is must be given anew. */
void session_forget_proof(struct session *s, const struct content *c);
/* s->act is under way with what is known by now. */
void session_act_begin(struct session *s, const struct content *c);
/* As the action under way was given it, whatever became of it since; while none is, as it is known. */
const char *session_fact_given(const struct session *s, uint16_t slot);
/* Nothing is under way any more: what was kept for its answer is known again, in doubt, unless it was answered anew. */
void session_act_over(struct session *s);
/* True while the slot must still be asked. A skipped one counts as answered only where it is optional; one heard with
 * doubt must be confirmed or asked again. */
bool session_fact_missing(const struct session *s, uint16_t slot, bool optional);
void session_set_fact(struct session *s, const struct content *c, uint16_t slot, const char *value, uint8_t flags);
void session_drop_fact(struct session *s, const struct content *c, uint16_t slot);
/* The fact of that slot was read back and confirmed. */
void session_confirm_fact(struct session *s, uint16_t slot);
bool session_fact_confirmed(const struct session *s, uint16_t slot);

/* The next request's number: unique per device, because session numbers are. */
uint64_t session_next_request(struct session *s);

/* The same language in another content; its first if it has it not. */
uint8_t session_language_in(uint8_t language, const struct content *from, const struct content *to);
/* Carries the session over to another content by stable ids. False: what it was about is no more; it then stands at the
 * top of the menu. */
bool session_change_content(struct session *s, const struct content *from, const struct content *to);

#endif
