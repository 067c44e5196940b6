/* A content image with the layout and the model made for it: what a core is given. */
#ifndef FOYER_IMAGES_H
#define FOYER_IMAGES_H

#include "core.h"

struct placed {
	struct content *content; /* each malloc'ed, owned by this struct */
	void *layout;
	void *model;
	bool released; /* by the core; the memory goes when no held effect needs it */
};

/* Takes `content` over in any case. ERR_NO_SPACE: the device's memory does not hold layout and model. */
MUST_USE enum err placed_build(struct placed *out, struct content *content);
void placed_free(struct placed *placed);
struct images placed_images(const struct placed *placed);

#endif
