#include "learn/layout.h"

#include <string.h>

enum { LAYOUT_ITEMS_MAX = 4096 };

/* The items of a menu: the top in speaking order, then each item's children in theirs. */
struct layout {
	struct image_header header;
	struct image_table ids; /* uint32_t offsets into `strings` */
	struct image_table strings;
	uint32_t often[OFTEN_COUNT]; /* offsets of ids; 0: none */
	uint32_t now;
	uint32_t reserved;
};

struct pen {
	uint8_t *base;
	size_t size;
	size_t used;
	bool full;
};

/* Offset into the strings; 0: no room. */
static uint32_t put_id(struct pen *pen, size_t strings, const char *id)
{
	size_t bytes = strlen(id) + 1;
	size_t at = pen->used;

	if (bytes > pen->size - pen->used) {
		pen->full = true;
		return 0;
	}
	memcpy(pen->base + at, id, bytes);
	pen->used += bytes;
	return (uint32_t)(at - strings);
}

/* An "often" or "now" place; 0: there is none. */
static uint32_t put_place(struct pen *pen, const struct content *c, uint16_t item, size_t strings)
{
	return item == NONE16 ? 0 : put_id(pen, strings, content_string(c, content_item(c, item)->id));
}

static bool put_items(
	struct pen *pen, const struct content *c, const uint16_t *items, uint16_t items_count, struct layout *layout)
{
	for (uint16_t i = 0; i < items_count; i++) {
		const char *id = content_string(c, content_item(c, items[i])->id);
		uint32_t at = put_id(pen, layout->strings.offset, id);
		size_t place = layout->ids.offset + layout->ids.count * sizeof(at);

		if (at == 0 || layout->ids.count == c->items.count)
			return false;
		memcpy(pen->base + place, &at, sizeof(at));
		layout->ids.count++;
	}
	return true;
}

static bool put_menu(struct pen *pen, const struct content *c, struct layout *layout)
{
	if (!put_items(pen, c, c->top, c->top_count, layout))
		return false;
	for (uint32_t i = 0; i < c->items.count; i++) {
		const struct content_item *item = content_item(c, (uint16_t)i);

		if (!put_items(pen, c, item->children, item->children_count, layout))
			return false;
	}
	return true;
}

size_t layout_build(const struct content *c, void *out, size_t out_bytes)
{
	struct pen pen = {out, out_bytes, 0, false};
	struct layout layout = {.header = {.kind = IMAGE_LAYOUT, .format = IMAGE_FORMAT}};
	size_t strings = sizeof(layout) + c->items.count * sizeof(uint32_t);

	CHECK((uintptr_t)out % 8 == 0);
	if (c->items.count > LAYOUT_ITEMS_MAX || out_bytes <= strings)
		return 0;
	memset(out, 0, strings + 1);
	memcpy(layout.header.magic, "FOYERIMG", sizeof(layout.header.magic));
	memcpy(layout.header.content, c->header.hash, sizeof(layout.header.content));
	layout.ids.offset = (uint32_t)sizeof(layout);
	layout.strings.offset = (uint32_t)strings;
	pen.used = strings + 1; /* offset 0 is the empty string */
	if (!put_menu(&pen, c, &layout))
		return 0;
	for (int i = 0; i < OFTEN_COUNT; i++)
		layout.often[i] = put_place(&pen, c, c->site.often[i], strings);
	layout.now = put_place(&pen, c, c->site.now_item, strings);
	while (pen.used % 8 != 0 && pen.used < pen.size)
		pen.base[pen.used++] = 0;
	layout.strings.count = (uint32_t)(pen.used - strings);
	layout.header.bytes = (uint32_t)pen.used;
	memcpy(out, &layout, sizeof(layout));
	return pen.full || pen.used % 8 != 0 ? 0 : pen.used;
}

static const char *string_at(const struct layout *layout, uint32_t offset)
{
	return (const char *)layout + layout->strings.offset + offset;
}

static uint32_t id_at(const struct layout *layout, uint32_t index)
{
	uint32_t at;

	memcpy(&at, (const uint8_t *)layout + layout->ids.offset + index * sizeof(at), sizeof(at));
	return at;
}

enum err layout_sound(const void *image, size_t size)
{
	const struct layout *l = image;
	enum err err = image_check_header(image, size, IMAGE_LAYOUT);
	uint32_t strings;

	if (err)
		return err;
	if (size < sizeof(*l) || !image_holds(image, l->ids, sizeof(uint32_t)) || !image_holds(image, l->strings, 1))
		return ERR_FORMAT;
	strings = l->strings.count;
	if (l->ids.count > LAYOUT_ITEMS_MAX || strings == 0 || *string_at(l, strings - 1) != '\0')
		return ERR_FORMAT;
	for (uint32_t i = 0; i < l->ids.count; i++) {
		if (id_at(l, i) >= strings)
			return ERR_FORMAT;
	}
	for (int i = 0; i < OFTEN_COUNT; i++) {
		if (l->often[i] >= strings)
			return ERR_FORMAT;
	}
	return l->now < strings ? ERR_NONE : ERR_FORMAT;
}

/* Where the layout speaks the item; its number of items if it does not know it. */
static uint32_t rank_of(const struct layout *l, const struct content *c, uint16_t item)
{
	const char *id = content_string(c, content_item(c, item)->id);
	uint32_t i = 0;

	while (i < l->ids.count && strcmp(string_at(l, id_at(l, i)), id) != 0)
		i++;
	return i;
}

uint16_t layout_children(const void *layout, const struct content *c, uint16_t parent, uint16_t out[MENU_CHILDREN_MAX])
{
	const struct layout *l = layout;
	const uint16_t *children = parent == NONE16 ? c->top : content_item(c, parent)->children;
	uint16_t count = parent == NONE16 ? c->top_count : content_item(c, parent)->children_count;
	uint32_t ranks[MENU_CHILDREN_MAX];

	CHECK(count <= MENU_CHILDREN_MAX);
	for (uint16_t i = 0; i < count; i++) {
		uint32_t rank = rank_of(l, c, children[i]);
		uint16_t at = i;

		/* Strictly later: equal ranks (unknown items) stay as authored. */
		for (; at > 0 && ranks[at - 1] > rank; at--) {
			ranks[at] = ranks[at - 1];
			out[at] = out[at - 1];
		}
		ranks[at] = rank;
		out[at] = children[i];
	}
	return count;
}

static uint16_t item_of(const struct layout *l, const struct content *c, uint32_t id)
{
	return id == 0 ? NONE16 : content_find_item(c, string_at(l, id));
}

void layout_often(const void *layout, const struct content *c, uint16_t out[OFTEN_COUNT])
{
	const struct layout *l = layout;

	for (int i = 0; i < OFTEN_COUNT; i++)
		out[i] = item_of(l, c, l->often[i]);
}

uint16_t layout_now(const void *layout, const struct content *c)
{
	const struct layout *l = layout;

	return item_of(l, c, l->now);
}
