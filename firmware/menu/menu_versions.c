#include "menu/menu_versions.h"

#include "hash.h"
#include "learn/layout.h"
#include "log.h"
#include "runner/images.h"
#include "store/image_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Damaged versions and other contents are looked through this far back. */
enum { LOOK_BACK_MAX = 64 };

/* --- reading --- */

struct looking {
	struct store_menu_version versions[LOOK_BACK_MAX];
	unsigned count;
};

static bool take_version(void *self, const struct store_menu_version *version)
{
	struct looking *looking = self;

	looking->versions[looking->count++] = *version;
	return looking->count < LOOK_BACK_MAX;
}

enum err menu_live(struct store *store, struct store_menu_version *version, void **layout)
{
	struct looking looking = {.count = 0};
	enum err err = store_menu_versions(store, take_version, &looking);

	*layout = NULL;
	for (unsigned i = 0; !err && i < looking.count; i++) {
		*version = looking.versions[i];
		if (layout_kept(store, version->layout, layout) == ERR_NONE)
			return ERR_NONE;
		log_warn("menu: version %u is damaged; the one before it is taken", version->version);
	}
	return err ? err : ERR_NOT_FOUND;
}

enum err menu_content(struct store *store, struct content **out)
{
	struct store_menu_version live;
	enum err err = store_menu_live(store, &live);

	*out = NULL;
	return err ? err : content_kept(store, live.content, out);
}

/* --- the next version --- */

static void fill_change(const struct menu_next *next, const struct change *from, struct store_menu_change *to)
{
	const struct change_names said = names_kept_said(next->names);

	memset(to, 0, sizeof(*to));
	to->change = *from;
	snprintf(to->subject, sizeof(to->subject), "%s", names_kept_subject(next->names, from));
	snprintf(to->other, sizeof(to->other), "%s", names_kept_item(next->names, from->other));
	change_say(from, &said, to->sentence, sizeof(to->sentence));
}

enum err menu_keep(struct store *store, const struct menu_next *next)
{
	struct layout *layout = next->layout;
	struct store_menu menu = {
		.layout = layout,
		.version = {.version = next->before + 1,
			.before = next->before,
			.same_as = next->before + 1,
			.local_s = next->local_s,
			.actor = next->actor},
		.changes_count = next->changes_count,
		.names_count = (uint16_t)(next->names->items_count + next->names->prompts_count),
		.names = next->names->ids,
		.night = next->night,
	};
	struct store_menu_change *changes = calloc(next->changes_count + 1U, sizeof(*changes));
	enum err err;

	if (!changes)
		return ERR_NO_SPACE;
	for (uint16_t i = 0; i < next->changes_count; i++)
		fill_change(next, &next->changes[i], &changes[i]);
	menu.changes = changes;
	layout->standing.version = menu.version.version;
	hash_image(layout, sizeof(*layout));
	err = layout_sound(layout, sizeof(*layout));
	if (!err)
		err = store_menu_put(store, &menu);
	free(changes);
	return err;
}

/* --- the menu for a content --- */

static unsigned items_shared(const void *layout, const struct content *c)
{
	unsigned shared = 0;

	for (uint16_t i = 0; i < c->items.count; i++)
		shared +=
			tree_find(layout_tree(layout), tree_id(content_string(c, content_item(c, i)->id))) != TREE_NONE;
	return shared;
}

/* The latest version that knows most of this content's items; NULL: none does. A device may have served another site
 * meanwhile, whose menus say nothing here. */
static void *latest_alike(struct store *store, const struct content *c)
{
	struct looking looking = {.count = 0};
	void *layout;

	if (store_menu_versions(store, take_version, &looking))
		return NULL;
	for (unsigned i = 0; i < looking.count; i++) {
		if (layout_kept(store, looking.versions[i].layout, &layout))
			continue;
		if (2 * items_shared(layout, c) >= c->items.count)
			return layout;
		free(layout);
	}
	return NULL;
}

static enum err keep_made(struct store *store, const struct content *c, struct menu_next *next)
{
	struct names_kept *names = names_kept_make(c, layout_tree(next->layout));
	enum err err = ERR_NO_SPACE;

	if (names) {
		next->names = names;
		err = menu_keep(store, next);
	}
	free(names);
	return err;
}

static bool is_met_so(const struct layout *layout, const struct menu_met *met)
{
	return met->way == MENU_AS_BEFORE || layout->tree.touch == (met->way == MENU_SEEN);
}

/* Met in another way, the same menu takes other seconds. */
static struct layout *make_layout(const struct content *c, const void *old, const struct menu_met *met)
{
	struct layout *layout = layout_for(c, old);

	if (!layout || is_met_so(layout, met))
		return layout;
	layout_meet(layout, met->way == MENU_SEEN);
	hash_image(layout, layout->header.bytes);
	return layout;
}

static void *make_for(struct store *store, const struct content *c, uint32_t live, const struct menu_met *met)
{
	static const struct change carried = {.kind = CHANGE_CONTENT, .subject = TREE_NONE, .other = TREE_NONE};
	void *old = live ? latest_alike(store, c) : NULL;
	struct menu_next next = {
		.layout = make_layout(c, old, met),
		.changes = &carried,
		.changes_count = live > 0,
		.actor = live ? MENU_BY_CONTENT : MENU_BY_START,
		.before = live,
		.local_s = met->local_s,
	};
	enum err err;

	free(old);
	if (!next.layout)
		return NULL;
	err = keep_made(store, c, &next);
	if (err)
		log_warn("menu: the version for this content was not kept (%s); it is made again at the next start",
			err_name(err));
	return next.layout;
}

void *menu_for(struct store *store, const struct content *c, const struct menu_met *met)
{
	struct store_menu_version live = {.version = 0};
	enum err err = store_menu_live(store, &live);
	void *layout = NULL;

	if (!err && layout_kept(store, live.layout, &layout) == ERR_NONE && layout_is_of(layout, c) &&
		is_met_so(layout, met))
		return layout;
	free(layout);
	return make_for(store, c, live.version, met);
}

/* --- back --- */

/* The version whose bytes are to be live: with 0 the one before, in what the live one stands for. */
static enum err find_target(
	struct store *store, const struct store_menu_version *live, uint32_t version, struct store_menu_version *target)
{
	struct store_menu_version stands_for;
	enum err err;

	if (version)
		return store_menu_get(store, version, target);
	err = store_menu_get(store, live->same_as, &stands_for);
	if (!err && stands_for.before == 0)
		err = ERR_NOT_FOUND;
	return err ? err : store_menu_get(store, stands_for.before, target);
}

static enum err put_again(struct store *store, const struct store_menu_version *now, const void *layout)
{
	struct store_menu_change change = {.change = {.kind = CHANGE_UNDONE, .subject = TREE_NONE, .other = TREE_NONE}};
	struct store_menu menu = {.layout = layout, .version = *now, .changes = &change, .changes_count = 1};

	snprintf(change.sentence, sizeof(change.sentence), "by hand: back to version %u, instead of version %u",
		now->same_as, now->before);
	return store_menu_put(store, &menu);
}

enum err menu_return(struct store *store, uint32_t version, int64_t local_s, struct store_menu_version *now)
{
	struct store_menu_version live, target;
	void *layout = NULL;
	enum err err = store_menu_live(store, &live);

	if (!err)
		err = find_target(store, &live, version, &target);
	if (!err)
		err = layout_kept(store, target.layout, &layout);
	if (!err && memcmp(target.content, live.content, IMAGE_HASH_BYTES) != 0)
		err = ERR_FORMAT;
	if (!err) {
		*now = target;
		now->version = live.version + 1;
		now->before = live.version;
		now->local_s = local_s;
		now->actor = MENU_BY_HAND;
		err = put_again(store, now, layout);
	}
	free(layout);
	return err;
}
