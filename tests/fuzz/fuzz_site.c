#include "fuzz_site.h"

#include "base/check.h"
#include "site/content_load.h"

#include <stdlib.h>
#include <string.h>

const struct placed *fuzz_site(void)
{
	static struct problems problems;
	static struct placed placed;
	void *image = NULL;

	if (placed.content)
		return &placed;
	CHECK(content_load(FOYER_SOURCE_DIR "/assets/phone-shop", &image, &problems) == ERR_NONE);
	CHECK(placed_build(&placed, image, NULL) == ERR_NONE);
	return &placed;
}

struct core *fuzz_core(const struct images *images)
{
	static struct effects effects;
	static struct meaning meaning;
	static void *memory;
	struct event swapped = {.kind = EVENT_CONTENT_SWAPPED};
	struct event near = {.kind = EVENT_CAME_NEAR, .session = 1, .time_ms = 1000, .local_s = FUZZ_LOCAL_S};
	struct core *core;

	if (!memory)
		memory = malloc(core_bytes(SESSIONS_DESK));
	CHECK(memory);
	memset(memory, 0, core_bytes(SESSIONS_DESK));
	core = core_open(memory, SESSIONS_DESK);
	swapped.swapped.slot = core_place(core, images);
	core_step(core, &swapped, &meaning, &effects);
	near.came_near.channel = CHANNEL_CHAT;
	near.came_near.seed = 7;
	near.came_near.prefers.heard = HEARD_ALL;
	core_step(core, &near, &meaning, &effects);
	return core;
}
