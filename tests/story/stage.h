/* A stage for stories: the core with real content on a virtual clock. Nothing sleeps, nothing is written. */
#ifndef FOYER_STORY_STAGE_H
#define FOYER_STORY_STAGE_H

#include "core.h"

#include <stdio.h>

enum { STAGE_SESSIONS_MAX = 8, STAGE_TIMERS_MAX = 32, STAGE_IMAGES_MAX = 24 };

struct stage_timer {
	uint32_t session;
	uint64_t at_ms; /* 0: none */
};

struct stage {
	FILE *trace;
	void *memory;
	struct core *core;
	void *shadow_memory;
	struct core *shadow; /* gets the same events without their words: it must decide the same */
	uint64_t now_ms;
	int64_t local_s; /* at now_ms == 0 */
	struct stage_timer timers[STAGE_TIMERS_MAX];
	void *images[STAGE_IMAGES_MAX]; /* malloc'ed, freed at the end */
	unsigned images_count;
	struct images waiting;      /* content NULL: none waits */
	uint64_t last_act;          /* request of the last ACT or LOOK_UP of any session */
	uint64_t last_handover;     /* request of the last HAND_OVER */
	char code[CODE_DIGITS + 1]; /* the last one that was shown */
};

/* local_s: the site's wall clock when the story begins. */
void stage_open(struct stage *stage, FILE *trace, int64_t local_s);
void stage_close(struct stage *stage);

/* Loads the site and makes it the newest. False: it has mistakes; they are printed to stderr. */
/* What this folder holds is built now, once, for every stage_content() with it (also of processes forked later). */
bool stage_prepare(const char *folder);
bool stage_content(struct stage *stage, const char *folder);

/* The same content with another menu. What is changed: README.md, `menu`. */
void stage_menu(struct stage *stage, const char *change);

/* One event now: traced, stepped, its effects traced and its timers kept. time and local time are filled in here. */
void stage_event(struct stage *stage, struct event *event);

/* Lets time pass; timers that come due in between fire in order. */
void stage_after(struct stage *stage, uint64_t ms);

/* Power cut: all sessions are snapshotted, the core is begun anew, they are taken back and started. */
void stage_restart(struct stage *stage, uint64_t off_ms);

#endif
