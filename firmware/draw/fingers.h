/* Which of the touches on the glass are meant: two fingers are (who types with both thumbs), a palm is one finger, and
 * no hand taps the same place fifty times a second. The pressure that panels report is no help: most say 1. */
#ifndef FOYER_FINGERS_H
#define FOYER_FINGERS_H

#include <stdbool.h>
#include <stdint.h>

enum {
	FINGERS_MAX = 16,      /* contacts that are told apart */
	FINGERS_MEANT = 2,     /* when there are more at once it is a palm: no further one counts until all are gone */
	FINGERS_AGAIN_MS = 20, /* a touch at the same place sooner after the last is not a finger's */
	FINGERS_FORGET_MS = 10000, /* one that has lain there so long is taken for gone when the next comes: some panels
				      lose the end of a touch, and water is no finger */
	FINGERS_NONE = -1
};

struct fingers { /* zero: nobody touches */
	struct {
		int64_t id;
		uint32_t since_ms;
		bool down;
		bool counts;
	} touch[FINGERS_MAX];
	bool palm;
	bool has_last;
	uint32_t last_ms; /* of the last one that counted */
	int last_x, last_y;
};

struct finger_touch {
	int64_t id; /* the panel's name for this contact */
	uint32_t time_ms;
	int x, y;
};

/* Which finger it is, from 0; FINGERS_NONE: it does not count, nor will its end. */
int fingers_down(struct fingers *fingers, const struct finger_touch *touch);
/* Which finger went; FINGERS_NONE: one that did not count. */
int fingers_up(struct fingers *fingers, int64_t id);

#endif
