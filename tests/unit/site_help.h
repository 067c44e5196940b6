/* The demonstration sites, as the real reader makes them. */
#ifndef FOYER_TESTS_UNIT_SITE_HELP_H
#define FOYER_TESTS_UNIT_SITE_HELP_H

#include "site/content_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EN, IT }; /* languages of both sites, in their order */

#define SITE_BANK FOYER_SOURCE_DIR "/assets/content"
#define SITE_SHOP FOYER_SOURCE_DIR "/assets/phone-shop"

/* The caller frees it. Stops the test program if the site does not load. */
static inline const struct content *site_open(const char *folder)
{
	static struct problems problems;
	void *image = NULL;

	if (content_load(folder, &image, &problems) != ERR_NONE) {
		fprintf(stderr, "%s: %s\n", folder, problems.count > 0 ? problems.list[0].text : "does not load");
		abort();
	}
	return image;
}

static inline void site_close(const struct content *c)
{
	free((void *)(uintptr_t)c);
}

#endif
