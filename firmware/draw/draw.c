#include "draw/draw.h"

#include "base/text.h"
#include "draw/fonts.h"
#include "draw/icons.h"
#include "draw/picture.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

/* High contrast has edges this many times as thick. */
enum { CONTRAST_EDGES = 2 };

static const struct look_colours *colours_of(const struct draw *d, const struct view *view)
{
	return &d->look->colours[view->contrast ? LOOK_CONTRAST : LOOK_LIGHT];
}

static int edge_of(const struct draw *d, const struct view *view)
{
	return view->contrast ? CONTRAST_EDGES * d->edge_px : d->edge_px;
}

static int ring_of(const struct draw *d)
{
	return 2 * d->edge_px + 1;
}

static struct paint_rect rect_of(struct view_box box)
{
	return (struct paint_rect){box.x, box.y, box.w, box.h};
}

static struct paint_rect element_rect(const struct view_element *e)
{
	return (struct paint_rect){e->x, e->y, e->w, e->h};
}

static struct paint_rect grown(struct paint_rect rect, int by)
{
	return (struct paint_rect){rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by};
}

/* --- text --- */

struct words {
	const char *text; /* lines end with '\n' */
	struct paint_rect box;
	struct type_style style;
	bool centred;
	bool top; /* begins at the box's top; otherwise it stands in the middle */
	uint32_t colour;
};

static void draw_line(
	const struct draw *d, const struct paint *paint, const struct words *words, struct text line, int baseline)
{
	char text[VIEW_TEXT_BYTES_MAX];
	struct type_place place = {words->box.x, baseline, words->colour};

	text_copy(text, sizeof(text), line);
	if (words->centred)
		place.x += (words->box.w - d->type.ops->width(d->type.self, text, &words->style)) / 2;
	d->type.ops->draw(d->type.self, paint, text, &words->style, &place);
}

static void draw_words(const struct draw *d, const struct paint *paint, const struct words *words)
{
	const char *text = words->text;
	int px = words->style.px;
	int line_px = view_line_px(px);
	int y = words->box.y;
	int lines = 1;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	if (!words->top)
		y += (words->box.h - lines * line_px) / 2;
	while (*text) {
		size_t length = strcspn(text, "\n");
		struct paint_rect reach = {paint->clip.x, y - px / 2, paint->clip.w, line_px + px};

		if (length > 0 && paint_meet(paint->clip, reach).h > 0)
			draw_line(
				d, paint, words, (struct text){text, (uint32_t)length}, y + type_baseline(line_px, px));
		y += line_px;
		text += length + (text[length] == '\n');
	}
}

/* --- icons --- */

static const uint8_t *icon_cover(struct draw *d, unsigned icon, int side)
{
	struct draw_icon *place = &d->icons[d->icons_next];

	for (unsigned i = 0; i < DRAW_ICONS_MAX; i++) {
		if (d->icons[i].cover && d->icons[i].icon == icon && d->icons[i].side == side)
			return d->icons[i].cover;
	}
	free(place->cover);
	place->cover = malloc((size_t)side * (size_t)side);
	if (!place->cover)
		return NULL; /* the text beside it says the same */
	icon_draw(icon, side, place->cover);
	place->icon = icon;
	place->side = side;
	d->icons_next = (d->icons_next + 1) % DRAW_ICONS_MAX;
	return place->cover;
}

static void draw_icon(struct draw *d, const struct paint *paint, const struct view_element *e, uint32_t colour)
{
	struct view_box box = view_icon_box(e);
	const uint8_t *cover;

	if (box.w <= 0 || box.w > DRAW_ICON_PX_MAX || paint_meet(paint->clip, rect_of(box)).w == 0)
		return;
	cover = icon_cover(d, e->icon, box.w);
	if (cover)
		paint_mask(paint, &(struct paint_mask){cover, box.w, box.w, box.w}, box.x, box.y, colour);
}

/* --- the logo --- */

static void read_logo(struct draw *d)
{
	char path[LOOK_PATH_BYTES_MAX];
	char why[PICTURE_WHY_BYTES];

	d->logo_tried = true;
	if (!d->look->logo[0])
		return;
	if (!look_file(d->look, d->look->logo, path, sizeof(path)))
		log_warn("look: the logo %s is missing: put it beside foyer.look; the name stands in", d->look->logo);
	else if (picture_read(&d->logo, path, why, sizeof(why)))
		log_warn("look: %s: %s: save the logo as PNG again; the name stands in", path, why);
}

/* The logo as large as the element lets it be, kept for the next time. */
static const struct paint *logo_for(struct draw *d, const struct view_element *e)
{
	int w = e->w;
	int h;

	if (!d->logo_tried)
		read_logo(d);
	if (!d->logo.pixels || e->w <= 0 || e->h <= 0)
		return NULL;
	h = (int)((int64_t)w * d->logo.height / d->logo.width);
	if (h > e->h) {
		h = e->h;
		w = (int)((int64_t)h * d->logo.width / d->logo.height);
	}
	if (w < 1 || h < 1)
		return NULL;
	if (d->logo_scaled.pixels && d->logo_scaled.width == w && d->logo_scaled.height == h)
		return &d->logo_scaled;
	free(d->logo_scaled.pixels);
	return picture_scale(&d->logo_scaled, &d->logo, w, h) ? NULL : &d->logo_scaled;
}

/* In high contrast the logo's own colours may not show on black: it stands on a light plate then. */
static bool draw_logo(struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	const struct paint *logo = logo_for(d, e);
	int y;

	if (!logo)
		return false;
	y = e->y + (e->h - logo->height) / 2;
	if (view->contrast)
		paint_box(paint, (struct paint_rect){e->x, y, logo->width, logo->height},
			&(struct paint_style){
				.round_px = d->round_px / 2, .fill = d->look->colours[LOOK_LIGHT].surface});
	paint_picture(paint, logo, e->x, y);
	return true;
}

/* --- elements --- */

struct ground {
	struct paint_style style;
	uint32_t ink;
	uint32_t icon;
	bool boxed;
	bool raised; /* a calm lower edge says that it can be pressed */
};

static struct ground plain(uint32_t ink)
{
	return (struct ground){.ink = ink, .icon = ink};
}

static struct ground primary(const struct draw *d, const struct view *view, const struct view_element *e)
{
	const struct look_colours *c = colours_of(d, view);
	uint32_t fill = e->pressed ? c->accent_deep : c->accent;

	return (struct ground){
		{d->round_px, edge_of(d, view), false, fill, fill}, c->ink_on_accent, c->ink_on_accent, true, true};
}

static struct ground control(const struct draw *d, const struct view *view, const struct view_element *e)
{
	const struct look_colours *c = colours_of(d, view);
	struct ground ground = {
		{d->round_px, edge_of(d, view), false, c->surface, c->edge}, c->ink, c->accent, true, true};

	if (e->role == VIEW_TILE && e->reason[0] != '\0')
		ground.style.fill = c->tint;
	if (e->pressed)
		ground.style.fill = c->pressed;
	if (e->role == VIEW_FIELD)
		ground.raised = false;
	if (e->role == VIEW_LISTENING)
		ground.style.round_px = e->h / 2;
	return ground;
}

static struct ground ground_of(const struct draw *d, const struct view *view, const struct view_element *e)
{
	const struct look_colours *c = colours_of(d, view);

	switch (e->role) {
	case VIEW_HEADING:
	case VIEW_LOGO: return plain(c->accent);
	case VIEW_TEXT:
	case VIEW_VALUE:
	case VIEW_CAPTION: return plain(c->ink);
	case VIEW_LABEL:
	case VIEW_PROGRESS: return plain(c->ink_soft);
	case VIEW_COUNTDOWN:
	case VIEW_CODE:
		return (struct ground){{d->round_px, view->contrast ? d->edge_px : 0, false, c->tint, c->edge}, c->ink,
			c->accent, true, false};
	case VIEW_PRIMARY: return primary(d, view, e);
	default: return control(d, view, e);
	}
}

/* Outside the tile, so that its words keep their room; with a mark, for whoever does not see the colour. */
static void draw_bright(
	const struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	const uint32_t accent = colours_of(d, view)->accent;
	int edge = edge_of(d, view);
	int side = (e->w < e->h ? e->w : e->h) / 12;
	struct paint_rect mark = {e->x + e->w - 2 * side, e->y + side, side, side};

	paint_box(paint, grown(element_rect(e), edge),
		&(struct paint_style){d->round_px + edge, 2 * edge, true, accent, accent});
	paint_box(paint, mark, &(struct paint_style){.round_px = side / 2, .fill = accent});
}

static int raised_by(const struct draw *d, const struct view *view)
{
	return view->contrast ? 0 : d->edge_px;
}

static void draw_ground(
	const struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	const struct ground ground = ground_of(d, view, e);
	struct paint_rect below = element_rect(e);
	struct paint_style shade = ground.style;

	if (!ground.boxed)
		return;
	below.y += raised_by(d, view);
	shade.edge_px = 0;
	shade.fill = paint_mix(colours_of(d, view)->bar, colours_of(d, view)->edge, 110);
	if (ground.raised && !e->pressed && !view->contrast)
		paint_box(paint, below, &shade);
	paint_box(paint, element_rect(e), &ground.style);
}

struct paint_rect draw_level(const struct view_element *e)
{
	struct view_box words = view_text_box(e);
	int high = e->h / 12 + 2;

	/* A shut microphone has no level: not an empty bar, none. */
	if (e->role != VIEW_LISTENING || e->icon != VIEW_ICON_MIC)
		return (struct paint_rect){0};
	if (e->text[0] == '\0') /* only its picture: the level below it, as wide as the round leaves room */
		return (struct paint_rect){e->x + e->w * 3 / 10, e->y + e->h - 2 * high, e->w * 2 / 5, high};
	return (struct paint_rect){words.x, e->y + e->h - 2 * high, words.w - e->h / 4, high};
}

/* A bar of which so much is full. */
static void draw_part(
	const struct draw *d, const struct paint *paint, const struct view *view, struct paint_rect bar, int pct)
{
	const struct look_colours *c = colours_of(d, view);

	if (bar.w <= 0)
		return;
	paint_box(paint, bar, &(struct paint_style){.round_px = bar.h / 2, .fill = c->pressed});
	bar.w = bar.w * (pct < 100 ? pct : 100) / 100;
	if (bar.w >= bar.h)
		paint_box(paint, bar, &(struct paint_style){.round_px = bar.h / 2, .fill = c->accent});
}

/* What is left of the time, below the seconds: it shrinks with them. */
static void draw_countdown(
	const struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	int high = e->h / 14 + 2;
	struct paint_rect bar = {e->x + 2 * high, e->y + e->h - 3 * high, e->w - 4 * high, high};

	if (e->of > 0)
		draw_part(d, paint, view, bar, e->value * 100 / e->of);
}

static struct words words_of(const struct view_element *e, struct view_box box, int px, const char *language)
{
	return (struct words){.text = e->text,
		.box = rect_of(box),
		.style = {px, view_bold(e), language},
		.centred = view_centred(e),
		.top = e->role == VIEW_CAPTION};
}

static void draw_element(
	struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	const struct ground ground = ground_of(d, view, e);
	struct words text = words_of(e, view_text_box(e), e->text_px, view->language);
	struct words reason;

	text.colour = ground.ink;
	draw_ground(d, paint, view, e);
	if (e->bright)
		draw_bright(d, paint, view, e);
	if (e->role == VIEW_LOGO && draw_logo(d, paint, view, e))
		return;
	draw_icon(d, paint, e, ground.icon);
	if (draw_level(e).h > 0) {
		draw_part(d, paint, view, draw_level(e), view->level_pct);
		text.box.h -= 2 * draw_level(e).h; /* the words stand clear of the level below them */
	}
	if (e->role == VIEW_COUNTDOWN)
		draw_countdown(d, paint, view, e);
	draw_words(d, paint, &text);
	if (e->reason[0] == '\0')
		return;
	reason = words_of(e, view_reason_box(e), e->reason_px, view->language);
	reason.colour = e->role == VIEW_PRIMARY ? ground.ink : colours_of(d, view)->ink_soft;
	reason.text = e->reason;
	reason.style.bold = false;
	reason.top = false;
	draw_words(d, paint, &reason);
}

/* Outside the box, with a gap, so that it shows on a box of its own colour, too. */
static struct paint_rect ring_rect(const struct draw *d, const struct view_element *e)
{
	return grown(element_rect(e), ring_of(d) + d->edge_px);
}

static void draw_ring(
	const struct draw *d, const struct paint *paint, const struct view *view, const struct view_element *e)
{
	struct paint_rect rect = ring_rect(d, e);
	int inside = e->role == VIEW_LISTENING ? e->h / 2 : d->round_px;
	const struct look_colours *c = colours_of(d, view);

	paint_box(paint, rect,
		&(struct paint_style){inside + ring_of(d) + d->edge_px, ring_of(d), true, c->accent, c->accent});
}

struct paint_rect draw_reach(const struct draw *d, const struct view *view, const struct view_element *e)
{
	/* Letters hang over their box by a little, as an f does. */
	struct paint_rect reach =
		grown(element_rect(e), raised_by(d, view) + e->text_px / 4 + (e->bright ? edge_of(d, view) : 0));

	if (view->focused != 0 && e->focus == view->focused)
		reach = paint_join(reach, ring_rect(d, e));
	return reach;
}

struct paint_rect draw_bar_rect(const struct draw *d, const struct view *view)
{
	struct paint_rect bar = {0, 0, view->width_px, 0};

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_NO_ACTION || e->target != TARGET_BACK)
			continue;                     /* on a later page it turns back to the one before */
		bar.y = e->y - e->x / 2 - d->edge_px; /* half of its margin */
		bar.h = view->height_px - bar.y;
	}
	return bar;
}

static void draw_bar(const struct draw *d, const struct paint *paint, const struct view *view)
{
	const struct look_colours *c = colours_of(d, view);
	struct paint_rect bar = draw_bar_rect(d, view);

	if (bar.h == 0)
		return;
	paint_fill(&(struct paint){paint->pixels, paint->width, paint->height, paint->pitch_px,
			   paint_meet(paint->clip, bar)},
		c->bar);
	bar.h = d->edge_px;
	if (view->contrast)
		paint_box(paint, bar, &(struct paint_style){.fill = c->edge});
}

void draw_view(struct draw *d, const struct paint *paint, const struct view *view)
{
	paint_fill(paint, colours_of(d, view)->paper);
	draw_bar(d, paint, view);
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct paint inside = paint_clipped(paint, draw_reach(d, view, &view->elements[i]));

		if (inside.clip.w > 0 && inside.clip.h > 0)
			draw_element(d, &inside, view, &view->elements[i]);
	}
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (view->focused != 0 && e->focus == view->focused)
			draw_ring(d, paint, view, e);
	}
}

/* --- opening --- */

enum err draw_open(struct draw *out, const struct look *look, int width_px, int height_px)
{
	int side = width_px < height_px ? width_px : height_px;

	memset(out, 0, sizeof(*out));
	out->look = look;
	out->round_px = side * look->corner / 1000;
	out->edge_px = side / 480 + 1;
	return fonts_open(&out->type, look);
}

void draw_close(struct draw *d)
{
	for (unsigned i = 0; i < DRAW_ICONS_MAX; i++)
		free(d->icons[i].cover);
	free(d->logo.pixels);
	free(d->logo_scaled.pixels);
	if (d->type.ops)
		d->type.ops->close(d->type.self);
	memset(d, 0, sizeof(*d));
}
