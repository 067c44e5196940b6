#include "command/options.h"
#include "device.h"
#include "learn/layout.h"
#include "log.h"
#include "menu/menu_command.h"
#include "menu/menu_versions.h"
#include "runner/images.h"
#include "site/site.h"

#include <stdlib.h>
#include <string.h>

/* The live layout, as it is or carried over to this content. */
static void *layout_now(struct menu_shown *shown, struct store *store)
{
	struct store_menu_version version;
	void *old = NULL;
	void *layout;

	if (!store || menu_live(store, &version, &old))
		return layout_for(shown->content, NULL);
	if (layout_is_of(old, shown->content)) {
		shown->version = version.version;
		return old;
	}
	layout = layout_for(shown->content, old);
	free(old);
	return layout;
}

/* The site that the live menu was made for, where none was applied: a folder may have been named. */
static enum err pick(const struct menu_options *options, struct store *store, struct content **out)
{
	uint8_t hash[IMAGE_HASH_BYTES];

	if (!options->folder && store && store_live_get(store, 0, hash) == ERR_NOT_FOUND &&
		menu_content(store, out) == ERR_NONE)
		return ERR_NONE;
	return site_pick(options->folder, store, out);
}

static int choose_language(struct menu_shown *shown, const char *code)
{
	shown->language = code ? content_language(shown->content, code) : 0;
	if (shown->language < LANGUAGES_MAX)
		return EXIT_GOOD;
	log_error("menu: the site does not speak \"%s\"", code);
	return EXIT_WRONG_USE;
}

int menu_shown_open(struct menu_shown *shown, const struct menu_options *options)
{
	struct store *store = site_store(options->data);
	int code = EXIT_TROUBLE;

	*shown = (struct menu_shown){.version = 0};
	if (pick(options, store, &shown->content) == ERR_NONE) {
		shown->layout = layout_now(shown, store);
		code = shown->layout ? choose_language(shown, options->language) : EXIT_TROUBLE;
		if (!shown->layout)
			log_error("menu: not enough memory");
	}
	if (store && store_frozen_get(store, &shown->frozen))
		shown->frozen = false;
	store_close(store);
	if (code != EXIT_GOOD)
		menu_shown_close(shown);
	return code;
}

void menu_shown_close(struct menu_shown *shown)
{
	free(shown->content);
	free(shown->layout);
	*shown = (struct menu_shown){.version = 0};
}
