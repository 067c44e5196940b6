/* What the runner's own files share; nothing else includes this. */
#ifndef FOYER_RUNNER_PARTS_H
#define FOYER_RUNNER_PARTS_H

#include "base/rng.h"
#include "runner/images.h"
#include "runner/runner.h"

enum { STEP_SESSIONS_MAX = EFFECTS_MAX + 1 }; /* the event's, and each effect's */

/* An effect that waits for the store, in its session's queue. Places are numbers; 0: none. */
struct held {
	uint32_t next;
	uint64_t ticket; /* of the step it came from; 0: waits for nothing */
	bool synced;     /* it stands behind a SAVE */
	uint8_t slot;    /* images that its numbers refer to */
	struct effect effect;
};

/* What the runner knows of one conversation; place 0 is the device itself. */
struct talk {
	uint32_t session;     /* 0: free */
	uint8_t channel;      /* CHANNEL_COUNT: on none */
	uint8_t slot;         /* images it is pinned to; IMAGES_COUNT: not known yet */
	uint8_t met_slot;     /* of what was said or shown last, which the place still shows; IMAGES_COUNT: nothing */
	uint8_t language;     /* of the last LISTEN */
	bool masked;          /* the last LISTEN was for a masked slot */
	bool met_masked;      /* the last one that reached the customer was: what they type is still meant for it */
	uint16_t masked_held; /* LISTENs for masked slots that wait: the place may have shown the question before a
				 restart, and nothing newer is met yet */
	uint16_t requests;    /* actions and look-ups under way */
	uint64_t wake_ms;     /* 0: no timer */
	uint32_t first;       /* held effects */
	uint32_t last;
};

struct runner {
	struct device device;
	struct core *core;
	void *core_memory;
	uint64_t offset_ms; /* device clock - machine clock */
	uint64_t last_ms;
	struct rng dice; /* codes and surveys */

	struct placed images[IMAGES_COUNT];
	uint8_t newest;                  /* IMAGES_COUNT: none yet */
	struct content *content_waiting; /* with its layout; NULL: a layout alone waits, or nothing */
	void *layout_waiting;

	uint32_t on_channel[CHANNEL_COUNT];
	struct {
		bool wanted; /* a customer has started again: the next conversation begins as soon as there is room */
		uint8_t language;
		struct prefers prefers;
	} again[CHANNEL_COUNT];
	struct talk *talks;
	uint32_t talks_count;
	bool may_have_ended; /* the core was asked for a step since its sessions were last looked for */
	struct held *held;   /* [0] is no place */
	uint32_t held_count;
	uint32_t held_free; /* first of those that are free again; 0: none */
	uint32_t
		held_fresh; /* this one and all behind it were never used: their memory is not touched before it must */
	uint32_t held_left;

	struct agent_card *cards; /* OPEN_CARDS_MAX of them, of open handovers; request 0: free */
	uint32_t cards_next;      /* the next to give its place, if none is free */

	uint64_t visits_count;
	bool store_refused; /* said once, until a step is taken again */
	void *trace;        /* FILE; NULL: none */

	/* Too large for the stack of a small machine. */
	struct effects effects;
	struct meaning meaning;
	struct event event;
	struct record event_record;
	struct record effects_record;
	struct store_note notes[EFFECTS_MAX];
	struct store_visit visits[EFFECTS_MAX];
	struct store_phrase phrases[EFFECTS_MAX];
	uint8_t snapshot[SESSION_BYTES_MAX];
};

/* False: the disk cannot follow; whatever comes waits for its turn. */
bool runner_may_step(const struct runner *r);

struct talk *runner_talk(struct runner *r, uint32_t session);      /* NULL: not known */
struct talk *runner_talk_take(struct runner *r, uint32_t session); /* NULL: no place left */

/* runner_cards.c: the cards of open handovers, as the last step left them. */
enum { OPEN_CARDS_MAX = 128 }; /* as many as the agents' desk has places for */
/* NULL: none is open under that number, or its card cannot be read just now. */
struct agent_card *runner_card(struct runner *r, uint64_t request);
void runner_card_keep(struct runner *r, const struct agent_card *card);
/* The card that this step begins or changes for that session; NULL: none. */
const struct agent_card *runner_cards_step(
	struct runner *r, const struct placed *placed, uint32_t session, const struct event *event);
void runner_card_forget(struct runner *r, uint64_t request); /* its words; that it is closed stays known */

/* runner_effects.c */
void runner_hold(struct runner *r, struct talk *talk, const struct effect *effect, uint64_t ticket, bool synced);
/* Carries out what is due, all sessions. True: something was. */
bool runner_carry(struct runner *r);

/* runner_evidence.c: the step's counts, notes, visits and phrases, lent from the runner. placed NULL: no content yet.
 */
void runner_evidence(struct runner *r, struct store_step *step, const struct placed *placed);
void runner_evidence_forget(struct runner *r, const struct store_step *step);

/* runner_images.c */
void runner_images_settle(struct runner *r); /* frees what was released, places what waits */
void runner_images_free(struct runner *r);
bool runner_images_slot_free(const struct runner *r);
/* Place without making it the newest. *slot IMAGES_COUNT: none is free. The images are taken over in any case. */
MUST_USE enum err runner_images_place(struct runner *r, struct content *content, void *layout, uint8_t *slot);
MUST_USE enum err runner_images_lay_out(struct runner *r, uint8_t with, void *layout, uint8_t *slot);

void runner_images_make_newest(struct runner *r, uint8_t slot);
/* At a start, before anybody is pinned to it: the newest waits, as if it had come while others held all slots. There is
 * none until the next runner_images_make_newest(). */
void runner_images_step_back(struct runner *r);

/* card.c: what the agent sees. */
void card_fill(struct agent_card *card, const struct content *c, const struct effect *effect, uint64_t time_ms);
void card_call_back(struct agent_card *card, const struct effect *effect);
/* The handover's state after an answer of an agent. False: it did not change. */
bool card_agent(struct agent_card *card, const struct event *event);

#endif
