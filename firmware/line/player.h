/* What one call hears: prompts one behind the other, a frame at a time. Pure but for the holds on the prompts. */
#ifndef FOYER_PLAYER_H
#define FOYER_PLAYER_H

#include "line/prompt.h"

enum { PLAYER_PROMPTS_MAX = 16 };

struct player_prompt {
	struct line_prompt *prompt;
	uint32_t mark;
	bool firm; /* a key does not stop it */
};

struct player {
	struct player_prompt list[PLAYER_PROMPTS_MAX]; /* the first one is heard */
	uint8_t count;
	bool told;         /* nothing to report: the last report is out, or nothing was played yet */
	uint32_t mark;     /* of the last prompt that was given */
	uint32_t frame_at; /* of the first prompt */
};

void player_begin(struct player *player);
/* Behind the others; the player's own hold. ERR_NO_SPACE: too many wait. */
MUST_USE enum err player_play(struct player *player, const struct player_prompt *prompt);
/* Everything is over at once, and nothing is reported of it. */
void player_stop(struct player *player);
/* The customer pressed a key: only what is firm stays. */
void player_interrupt(struct player *player);
/* The next 20 ms; NULL: silence. */
const uint8_t *player_frame(struct player *player);
/* True, once, when all that was given has been heard or interrupted: *mark is of the last. */
bool player_is_done(struct player *player, uint32_t *mark);

#endif
