/* Where a conversation takes place: it carries out what the customer meets. Implementations: firmware/kiosk/kiosk.c
 * (screen and voice), firmware/kiosk/chat.c (lines of text), firmware/line/calls.c (telephone calls), tests/sim. */
#ifndef FOYER_PORT_SURFACE_H
#define FOYER_PORT_SURFACE_H

#include "core.h"

struct surface_ops {
	void (*say)(void *self, const struct content *content, const struct effect *effect);
	void (*show)(void *self, const struct content *content, const struct effect *effect);
	void (*listen)(void *self, const struct content *content, const struct effect *effect);
	void (*language)(void *self, uint32_t session, const struct content *content, uint8_t language);
	/* Forget this customer: entry, screen, volume, language. */
	void (*wipe)(void *self, uint32_t session);
	/* The conversation is over; its place is free for the next. `again`: which begins at once, for whoever is
	 * there; where there are many, the surface begins it itself. */
	void (*close)(void *self, uint32_t session, bool again);
};

struct surface {
	const struct surface_ops *ops;
	void *self;
	bool many; /* it carries as many conversations at once as the device has places for */
};

#endif
