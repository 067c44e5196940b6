/* Every screen of a site, on every board, in every language: for the tests of the view. */
#ifndef FOYER_TESTS_VIEW_WALK_H
#define FOYER_TESTS_VIEW_WALK_H

#include "base/text.h"
#include "sample.h"
#include "view.h"

#include <stdio.h>
#include <string.h>

enum { BOARDS_COUNT = 3 };

static const struct board_screen walk_boards[BOARDS_COUNT] = {
	{800, 480, 154, 86}, {1280, 800, 217, 136}, {1080, 1920, 268, 476}};

/* Letters as wide as those of a common sans serif, the same on every machine. */
static inline int walk_fixed_width(void *self, const char *text, int height_px, bool bold)
{
	const char *end = text + strlen(text);
	uint32_t point;
	int permille = 0;

	(void)self;
	while ((point = text_next(&text, end)) != 0) {
		if (point < 0x80 && strchr("il.,:;'!|", (int)point))
			permille += 300;
		else if (point < 0x80 && strchr("mwMW", (int)point))
			permille += 900;
		else if (point < 0x80 && strchr("tfrj()- ", (int)point))
			permille += 390;
		else
			permille += point >= 'A' && point <= 'Z' ? 680 : 590;
	}
	return (permille * (bold ? 107 : 100) / 100 * height_px + 999) / 1000;
}

static const struct view_measure walk_fixed = {walk_fixed_width, NULL};

struct walk {
	const struct content *content;
	const struct board_screen *board;
	const struct view_measure *measure;
	void (*each)(void *self, const struct walk *walk, const char *name, const struct view *view);
	void *self;
	uint8_t language;
	unsigned views_count;
};

static inline void walk_one(struct walk *walk, const struct sample *sample, const char *name)
{
	static struct view view;
	struct view_of of = sample_of(sample);

	view_build(&view, walk->board, walk->measure, &of);
	walk->views_count++;
	walk->each(walk->self, walk, name, &view);
}

static inline void walk_wish(struct walk *walk, const struct sample_wish *wish)
{
	static struct sample sample;
	char name[128];

	sample_make(&sample, walk->content, wish);
	snprintf(name, sizeof(name), "%s item %d answer %d slot %d", screen_name(wish->screen), wish->item,
		wish->answer, wish->slot);
	walk_one(walk, &sample, name);
}

static inline struct sample_wish walk_plain(const struct walk *walk, enum screen_kind screen)
{
	return (struct sample_wish){(uint8_t)screen, walk->language, NONE16, NONE16, NONE16};
}

/* Each guide step by step, and each as it is when only its question was said again. */
static inline void walk_steps(struct walk *walk, uint16_t answer)
{
	static struct sample sample;
	struct sample_wish wish = walk_plain(walk, SCREEN_STEP);
	const struct content_answer *a = content_answer(walk->content, answer);

	wish.answer = answer;
	for (uint8_t step = 1; step <= a->steps_count; step++) {
		sample_make(&sample, walk->content, &wish);
		sample.show.show.step = step;
		sample.show.show.caption.text = walk->content->prompt[PROMPT_DID_STEP_WORK];
		walk_one(walk, &sample, "step");
	}
}

static inline void walk_attract(struct walk *walk)
{
	static struct view view;

	for (int64_t day = 20780; day < 20787; day++) {
		view_build_attract(&view, walk->board, walk->measure,
			&(struct view_idle){
				.content = walk->content, .local_s = day * 86400 + 37440 + 12 * walk->language});
		walk->views_count++;
		walk->each(walk->self, walk, "attract", &view);
	}
}

static inline void walk_all(struct walk *walk)
{
	const struct content *c = walk->content;
	struct sample_wish wish;

	walk_attract(walk);
	for (uint8_t screen = SCREEN_LANGUAGE; screen < SCREEN_NOTICE; screen++) {
		wish = walk_plain(walk, screen);
		walk_wish(walk, &wish);
	}
	wish = walk_plain(walk, SCREEN_MENU);
	for (wish.item = 0; wish.item < c->items.count; wish.item++) {
		if (content_item(c, wish.item)->children_count > 0)
			walk_wish(walk, &wish);
	}
	wish = walk_plain(walk, SCREEN_ANSWER);
	for (wish.answer = 0; wish.answer < c->answers.count; wish.answer++) {
		walk_wish(walk, &wish);
		walk_steps(walk, wish.answer);
	}
	wish = walk_plain(walk, SCREEN_SLOT);
	for (wish.slot = 0; wish.slot < c->slots.count; wish.slot++)
		walk_wish(walk, &wish);
}

#endif
