#include "check/measure_site.h"

#include "base/text.h"
#include "view/width_memo.h"

#include <stdio.h>
#include <string.h>

/* What the walk hands to each view. */
struct measuring {
	struct measure_site *site;
	struct measure_by by;
	uint8_t mode;
	struct measure_list list;
	struct measure_pages pages; /* of the screen at hand */
};

/* FNV-1a. */
static uint64_t add_to_key(uint64_t key, const char *text)
{
	for (; *text; text++)
		key = (key ^ (uint8_t)(*text == '\n' ? ' ' : *text)) * 0x100000001b3u;
	return key;
}

static struct measure_worst *find(struct measure_site *site, uint64_t key)
{
	struct measure_worst *worst;

	for (uint16_t i = 0; i < site->worst_count; i++) {
		if (site->worst[i].key == key)
			return &site->worst[i];
	}
	if (site->worst_count == MEASURE_WORST_MAX)
		return NULL;
	worst = &site->worst[site->worst_count++];
	memset(worst, 0, sizeof(*worst));
	worst->key = key;
	return worst;
}

static const char *words_of(const struct view_element *e, bool reason)
{
	if (reason)
		return e->reason;
	return e->text[0] ? e->text : e->spoken;
}

static const char *other_of(const struct view *view, const struct measure_found *found)
{
	if (found->fault != MEASURE_GAP && found->fault != MEASURE_OVERLAP)
		return "";
	return words_of(&view->elements[found->other], false);
}

static void keep(struct measuring *m, const struct walk *walk, const char *name, const struct measure_found *found)
{
	const char *text = words_of(&walk->view.elements[found->element], found->reason);
	/* One long word sends all menus to a second page, in each language: it is told alone. */
	uint64_t key = add_to_key(0xcbf29ce484222325u + found->fault, found->fault == MEASURE_PAGED ? "" : text);
	struct measure_worst *worst = find(m->site, key);

	if (!worst) {
		m->site->left_out++;
		return;
	}
	if (worst->text[0]) {
		worst->more++;
		if (found->bad_permille <= worst->found.bad_permille)
			return;
	}
	worst->found = *found;
	worst->board = *walk->board;
	worst->mode = m->mode;
	worst->language = walk->language;
	text_copy(worst->view, sizeof(worst->view), text_of(name));
	text_copy(worst->text, sizeof(worst->text), text_of(text));
	text_copy(worst->other, sizeof(worst->other), text_of(other_of(&walk->view, found)));
}

static void judge(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	struct measuring *m = self;

	measure_view(view, &m->by, &m->list);
	if (view->screen == SCREEN_MENU && view->page == 0 && !walk->mode.large)
		measure_menu(view, &m->by, walk->sample.show.show.choices.count, &m->list);
	measure_pages_add(&m->pages, view);
	if (view->page + 1 >= view->pages)
		measure_pages_end(&m->pages, view, &m->list);
	for (uint16_t i = 0; i < m->list.count; i++)
		keep(m, walk, name, &m->list.list[i]);
}

/* --- letters that no font has, in texts that no screen of the walk shows --- */

static void judge_wording(struct measuring *m, const char *text, uint8_t language)
{
	uint32_t missing = measure_missing(&m->by, text);
	struct measure_worst *worst;

	if (missing == 0)
		return;
	worst = find(m->site, add_to_key(0xcbf29ce484222325u + MEASURE_GLYPH, text));
	if (!worst) {
		m->site->left_out++;
		return;
	}
	worst->found = (struct measure_found){.fault = MEASURE_GLYPH, .is = (int32_t)missing, .bad_permille = 1000};
	worst->language = language;
	text_copy(worst->text, sizeof(worst->text), text_of(text));
}

static void judge_texts(struct measuring *m)
{
	const struct content *c = m->site->content;

	for (uint8_t l = 0; l < c->site.languages_count; l++) {
		for (uint16_t text = 0; text < c->texts.count; text++)
			for (uint8_t w = 0; w < content_wordings(c, text, l); w++)
				judge_wording(m, content_text(c, text, l, w), l);
	}
}

static void judge_boards(struct measuring *m, struct walk *walk)
{
	for (unsigned board = 0; board < m->site->boards_count; board++) {
		walk->board = &m->site->boards[board];
		m->by.board = walk->board;
		for (m->mode = 0; m->mode < WALK_MODES_COUNT; m->mode++) {
			walk->mode = walk_themes[m->mode].mode;
			m->by.mode = walk->mode;
			for (walk->language = 0; walk->language < walk->content->site.languages_count; walk->language++)
				walk_all(walk);
		}
	}
}

enum err measure_site(struct measure_site *site)
{
	const struct view_measure fonts = {site->fonts->ops->text_width, site->fonts->self};
	struct width_memo *memo = width_memo_open(&fonts);
	struct measuring m = {.site = site};
	struct walk walk = {.content = site->content, .each = judge, .self = &m};
	struct view_measure width;

	if (!memo)
		return ERR_NO_SPACE;
	width = width_memo_measure(memo);
	walk.measure = &width;
	m.by = (struct measure_by){
		.width = &width, .has_glyphs = site->fonts->ops->has_glyphs, .glyphs = site->fonts->self};
	site->worst_count = 0;
	site->left_out = 0;
	judge_texts(&m);
	judge_boards(&m, &walk);
	site->views_count = walk.views_count;
	width_memo_close(memo);
	return ERR_NONE;
}
