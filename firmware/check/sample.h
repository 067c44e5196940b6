/* A typical SHOW of each screen, made from a site's own content: for `foyer snapshot` and the tests of the view. */
#ifndef FOYER_SAMPLE_H
#define FOYER_SAMPLE_H

#include "view/view.h"

struct sample {
	const struct content *content;
	struct effect show;
	struct entry entry;
	char said[SAID_BYTES_MAX]; /* what was said before it */
	char asked[SAID_BYTES_MAX];
	char result[SAID_BYTES_MAX]; /* what became of something */
};

struct sample_wish {
	uint8_t screen; /* enum screen_kind */
	uint8_t language;
	uint16_t item;   /* SCREEN_MENU: whose children; NONE16: the top */
	uint16_t answer; /* SCREEN_ANSWER, SCREEN_STEP; NONE16: the first that fits */
	uint16_t slot;   /* SCREEN_SLOT; NONE16: the first */
};

void sample_make(struct sample *out, const struct content *content, const struct sample_wish *wish);
/* The start menu as it may become: that leaf often asked for and rising, two of its items brighter. */
void sample_learned(struct sample *sample, uint16_t leaf);
/* The review of that form, filled in. */
void sample_review(struct sample *sample, uint16_t form);
/* Adds a typical value for each {name} of the text that has none yet. */
void sample_values(const struct sample *sample, uint16_t text, struct values *values);
struct view_of sample_of(const struct sample *sample);

#endif
