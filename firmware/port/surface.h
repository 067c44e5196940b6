/* Where a conversation takes place: it carries out what the customer meets. Implementations: firmware/kiosk/kiosk.c
 * (screen and voice), firmware/kiosk/chat.c (lines of text), tests/sim; the phone line later. */
#ifndef FOYER_PORT_SURFACE_H
#define FOYER_PORT_SURFACE_H

#include "core.h"

struct surface_ops {
	void (*say)(void *self, const struct content *content, const struct effect *effect);
	void (*show)(void *self, const struct content *content, const struct effect *effect);
	void (*listen)(void *self, const struct content *content, const struct effect *effect);
	void (*language)(void *self, const struct content *content, uint8_t language);
	/* Forget this customer: entry, screen, volume, language. */
	void (*wipe)(void *self);
	/* The conversation is over; the surface is free for the next. `again`: which begins at once, for whoever is
	 * there. */
	void (*close)(void *self, bool again);
};

struct surface {
	const struct surface_ops *ops;
	void *self;
};

#endif
