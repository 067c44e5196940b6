#include "menu/menu_look.h"

#include "device.h"
#include "log.h"
#include "runner/images.h"
#include "site/site.h"
#include "store/image_kept.h"

#include <stdlib.h>
#include <string.h>

/* The version that is live, and the content that it was made for. */
static enum err read_live(struct menu_look *look)
{
	enum err err = store_menu_live(look->store, &look->version);

	if (!err)
		err = layout_kept(look->store, look->version.layout, &look->layout);
	if (!err)
		err = content_kept(look->store, look->version.content, &look->content);
	if (!err && !layout_is_of(look->layout, look->content))
		err = ERR_FORMAT;
	return err;
}

static void forget(struct menu_look *look)
{
	free(look->content);
	free(look->layout);
	look->content = NULL;
	look->layout = NULL;
	memset(&look->version, 0, sizeof(look->version));
}

/* As the site's files have it. */
static bool read_authored(struct menu_look *look)
{
	if (site_pick(NULL, look->store, &look->content))
		return false;
	look->layout = layout_for(look->content, NULL);
	if (!look->layout)
		log_error("menu: not enough memory: close other programs and try again");
	return look->layout != NULL;
}

static bool name_in(struct menu_look *look, const char *language)
{
	look->names = (struct menu_names){look->content, menu_look_tree(look), 0};
	if (language)
		look->names.language = content_language(look->content, language);
	if (look->names.language < LANGUAGES_MAX)
		return true;
	log_error("menu: the site does not speak \"%s\"", language);
	return false;
}

bool menu_look_open(struct menu_look *out, const struct menu_look_options *options)
{
	enum err err = ERR_NOT_FOUND;

	memset(out, 0, sizeof(*out));
	if (site_has_store(options->data)) {
		out->store = device_store(options->data, !options->write);
		if (!out->store)
			return false;
		err = read_live(out);
	}
	if (err) {
		if (err != ERR_NOT_FOUND)
			log_warn("menu: the version that is live cannot be read (%s): it is shown as authored",
				err_name(err));
		forget(out);
		if (!read_authored(out))
			return false;
	}
	return name_in(out, options->language);
}

void menu_look_close(struct menu_look *look)
{
	forget(look);
	store_close(look->store);
	look->store = NULL;
}
