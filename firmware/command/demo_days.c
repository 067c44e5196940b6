#include "command/demo_days.h"

#include "base/rng.h"
#include "base/text.h"
#include "learn/layout.h"
#include "learn/walk.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum {
	DAY_S = 24 * 60 * 60,
	OPENS_S = 8 * 60 * 60,
	CLOSES_S = 18 * 60 * 60,
	WANTS_MAX = 64,
	WANTS_MIN = 6,
	SHARE_ONE = 1000000,
	ANSWER_MS = 9000, /* until an answer is heard and judged */
	PRESS_MS = 700,
	SAID_EVERY_MS = 3000,
	TURNS_MAX = 24,      /* of one call */
	QUIET_STEP_S = 1800, /* nights pass in steps of half an hour */
	LETTER_MS = 65,
	PATIENCE_S_MAX = 600,
	CLOCK_AT_START_MS = 1000,
};

struct want {
	uint16_t item;
	uint32_t share; /* of SHARE_ONE */
};

struct caller {
	uint16_t wants;       /* item */
	uint32_t patience_ms; /* what is left of it */
	uint64_t began_ms;
	unsigned yes_left; /* so often "yes" until it is served: an answer may go on step by step */
	bool served;
	bool over;
};

struct days {
	struct whole *whole;
	struct rng rng;
	uint64_t now_ms;
	int64_t start_s;
	unsigned day; /* 0: before the first */
	struct want wants[WANTS_MAX];
	uint16_t wants_count;
	uint16_t rising;

	/* the line */
	struct caller caller;
	struct effect listen;
	bool listening;
	uint32_t said_ms;    /* the last thing that was said: the question itself */
	uint32_t opening_ms; /* what was said before it, since the caller acted last */

	/* the screen */
	struct effect show;
	bool shown;
};

/* --- the clock --- */

static uint64_t days_now_ms(void *self)
{
	const struct days *days = self;

	return days->now_ms;
}

static int64_t days_wall_s(void *self)
{
	const struct days *days = self;

	return days->start_s + (int64_t)((days->now_ms - CLOCK_AT_START_MS) / 1000);
}

int64_t days_local_s(const struct days *days)
{
	return days->start_s + (int64_t)((days->now_ms - CLOCK_AT_START_MS) / 1000);
}

/* --- the line --- */

static void line_say(void *self, const struct content *content, const struct effect *effect)
{
	struct days *days = self;
	char text[SAID_BYTES_MAX];

	if (!(effect->say.flags & SAYING_AFTER_PAUSE)) { /* else the question goes on */
		days->opening_ms += days->said_ms;
		days->said_ms = 0;
	}
	days->said_ms += (uint32_t)content_say(content, &effect->say, text, sizeof(text)) * LETTER_MS;
}

static void line_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct days *days = self;

	(void)content;
	days->listen = *effect;
	days->listening = true;
}

static void line_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	(void)session;
	(void)self;
	(void)content;
	(void)language;
}

static void line_wipe(void *self, uint32_t session)
{
	(void)session;
	(void)self;
}

static void line_close(void *self, uint32_t session, bool again)
{
	struct days *days = self;

	(void)session;
	days->caller.over = !again;
}

/* --- the screen --- */

static void screen_say(void *self, const struct content *content, const struct effect *effect)
{
	(void)self;
	(void)content;
	(void)effect;
}

static void screen_show(void *self, const struct content *content, const struct effect *effect)
{
	struct days *days = self;

	(void)content;
	days->show = *effect;
	days->shown = true;
}

static void screen_close(void *self, uint32_t session, bool again)
{
	(void)session;
	(void)self;
	(void)again;
}

static const struct surface_ops screen = {
	.say = screen_say,
	.show = screen_show,
	.listen = screen_say,
	.language = line_language,
	.wipe = line_wipe,
	.close = screen_close,
};

enum err days_open(struct days **out, struct whole *whole, uint32_t start_day, uint64_t seed)
{
	static const struct clock_ops clock = {.now_ms = days_now_ms, .local_s = days_wall_s};
	static const struct surface_ops line = {
		.say = line_say,
		.show = screen_say, /* a line shows nothing */
		.listen = line_listen,
		.language = line_language,
		.wipe = line_wipe,
		.close = line_close,
	};
	struct days *days = calloc(1, sizeof(*days));

	*out = days;
	if (!days)
		return ERR_NO_SPACE;
	days->whole = whole;
	days->rng.state = seed;
	days->now_ms = CLOCK_AT_START_MS;
	days->start_s = (int64_t)start_day * DAY_S;
	whole->device.clock = (struct clock){&clock, days};
	whole->device.surface[CHANNEL_LINE] = (struct surface){.ops = &line, .self = days};
	whole->device.surface[CHANNEL_SCREEN] = (struct surface){.ops = &screen, .self = days};
	whole->device.seed = rng_next(&days->rng);
	for (size_t i = 0; i < sizeof(whole->device.salt);
		i++) /* who meets which menu: the same in each run of a seed */
		whole->device.salt[i] = (uint8_t)rng_next(&days->rng);
	return ERR_NONE;
}

void days_close(struct days *days)
{
	free(days);
}

/* Everything that is due now, until nothing is. */
static void settle(struct days *days)
{
	do {
		(void)device_turn(days->whole);
		if (!runner_idle(days->whole->runner)) {
			struct pollfd wake = {.fd = inbox_fd(days->whole->device.inbox), .events = POLLIN};

			(void)poll(&wake, 1, 1);
		}
	} while (!runner_idle(days->whole->runner));
}

static void pass_to(struct days *days, uint64_t ms)
{
	if (ms > days->now_ms)
		days->now_ms = ms;
	settle(days);
}

bool days_glance(struct days *days, struct effect *out)
{
	struct event event = {.kind = EVENT_HUNG_UP};

	days->shown = false;
	event.session = runner_begin(days->whole->runner, CHANNEL_SCREEN, 0, (struct prefers){false, HEARD_ALL});
	settle(days);
	*out = days->show;
	if (event.session == 0 || !days->shown)
		return false;
	runner_step(days->whole->runner, &event);
	settle(days);
	return out->show.screen == SCREEN_MENU;
}

/* --- people --- */

static bool answers(const struct content *c, uint16_t item)
{
	const struct content_item *record = content_item(c, item);

	return record->children_count == 0 && content_topic(c, record->topic)->kind == TOPIC_ANSWER;
}

/* Zipf's law over a shuffled list: what people want most is not where the business thought. */
static void share_out(struct days *days)
{
	uint64_t sum = 0;

	for (uint16_t i = days->wants_count; i > 1; i--) {
		uint16_t other = (uint16_t)rng_below(&days->rng, i);
		struct want swap = days->wants[i - 1];

		days->wants[i - 1] = days->wants[other];
		days->wants[other] = swap;
	}
	for (uint16_t i = 0; i < days->wants_count; i++)
		sum += SHARE_ONE / (i + 1U);
	for (uint16_t i = 0; i < days->wants_count; i++)
		days->wants[i].share = (uint32_t)((uint64_t)SHARE_ONE * (SHARE_ONE / (i + 1U)) / sum);
}

bool days_people(struct days *days)
{
	const struct content *c = runner_content_newest(days->whole->runner);

	days->wants_count = 0;
	for (uint16_t i = 0; i < c->items.count && days->wants_count < WANTS_MAX; i++)
		if (answers(c, i))
			days->wants[days->wants_count++].item = i;
	if (days->wants_count < WANTS_MIN)
		return false;
	share_out(days);
	days->rising = days->wants[days->wants_count * 2 / 3].item;
	return true;
}

uint16_t days_rising(const struct days *days)
{
	return days->rising;
}

static uint16_t draw_want(struct days *days)
{
	uint32_t dice = rng_below(&days->rng, SHARE_ONE);
	bool rises = days->day >= DAYS_RISING_FROM && days->day <= DAYS_RISING_TO;

	if (rises && rng_below(&days->rng, 100) < DAYS_RISING_PERCENT)
		return days->rising;
	for (uint16_t i = 0; i < days->wants_count; i++) {
		if (dice < days->wants[i].share)
			return days->wants[i].item;
		dice -= days->wants[i].share;
	}
	return days->wants[0].item;
}

/* --- one call --- */

static void act(struct days *days, struct event *event)
{
	event->session = runner_session(days->whole->runner, CHANNEL_LINE);
	days->listening = false;
	days->opening_ms = 0;
	days->said_ms = 0;
	runner_step(days->whole->runner, event);
	settle(days);
}

/* So long the line speaks and the caller listens: the line says so now and then, or it would pass for silence. */
static void hear(struct days *days, uint32_t ms)
{
	uint64_t until_ms = days->now_ms + ms;

	while (days->now_ms + SAID_EVERY_MS < until_ms) {
		struct event event = {.kind = EVENT_SAID};

		event.session = runner_session(days->whole->runner, CHANNEL_LINE);
		pass_to(days, days->now_ms + SAID_EVERY_MS);
		runner_step(days->whole->runner, &event);
		settle(days);
	}
	pass_to(days, until_ms);
}

static void press(struct days *days, char key, uint32_t after_ms)
{
	struct event event = {.kind = EVENT_KEYED, .keyed = {.key = key}};

	hear(days, after_ms + PRESS_MS);
	act(days, &event);
}

static void hang_up(struct days *days, uint32_t after_ms)
{
	struct event event = {.kind = EVENT_HUNG_UP};

	hear(days, after_ms);
	act(days, &event);
	days->caller.over = true;
}

/* True: bored before it was over. *ms becomes what was heard. */
static bool bored(struct days *days, uint32_t *ms)
{
	if (*ms < days->caller.patience_ms) {
		days->caller.patience_ms -= *ms;
		return false;
	}
	*ms = days->caller.patience_ms;
	return true;
}

/* The same chance to give up in each second. */
static uint32_t draw_patience_ms(struct days *days)
{
	uint32_t seconds = 1;

	while (seconds < PATIENCE_S_MAX && !rng_chance(&days->rng, DAYS_BORED_PERMILLE))
		seconds++;
	return seconds * 1000;
}

static const void *layout_now(const struct days *days)
{
	return runner_layout_newest(days->whole->runner);
}

/* An offer is read to this caller, who will not have it. */
static bool is_sold_to(struct days *days)
{
	const struct tree *tree = layout_tree(layout_now(days));
	const struct standing *standing = layout_standing(layout_now(days));

	for (uint16_t i = 0; i < tree->prompts_count; i++)
		if ((tree->prompts[i].flags & TREE_PROMOTION) && !(standing->plan.left_out >> i & 1))
			return rng_below(&days->rng, 100) < DAYS_SOLD_PERCENT;
	return false;
}

static bool leads_to(const struct content *c, uint16_t from, uint16_t item)
{
	while (item != NONE16 && item != from)
		item = content_item(c, item)->parent;
	return item == from;
}

/* Listens until what is wanted is named, and presses its key. */
static void choose(struct days *days)
{
	const struct content *c = runner_content_newest(days->whole->runner);
	const struct choices *choices = &days->listen.listen.choices;
	const struct tree *tree = layout_tree(layout_now(days));
	uint32_t ms = days->opening_ms + tree->header_ms;

	for (uint8_t i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];

		if (choice->kind > CHOICE_NOW && choice->kind != CHOICE_RISING)
			continue;
		ms += walk_pause_ms(i) + tree->items[choice->index].ms;
		if (!leads_to(c, choice->index, days->caller.wants))
			continue;
		if (bored(days, &ms))
			hang_up(days, ms);
		else
			press(days, (char)choice->key, ms);
		return;
	}
	press(days, '*', ms);
}

static void answer(struct days *days)
{
	uint8_t expect = days->listen.listen.expect;

	if (expect & EXPECT_CHOICES && days->listen.listen.choices.count > 0 && !days->caller.served) {
		choose(days);
	} else if (expect & EXPECT_YES_NO && !days->caller.served) {
		days->caller.yes_left--;
		days->caller.served = days->caller.yes_left == 0;
		press(days, '1', ANSWER_MS);
	} else {
		hang_up(days, PRESS_MS);
	}
}

static unsigned yes_until_served(const struct content *c, uint16_t item)
{
	const struct content_answer *answer = content_answer(c, content_topic(c, content_item(c, item)->topic)->index);

	return answer->steps_count > 1 && !answer->repair ? answer->steps_count : 1;
}

static void call(struct days *days)
{
	const struct content *c = runner_content_newest(days->whole->runner);

	days->caller = (struct caller){.wants = draw_want(days), .began_ms = days->now_ms};
	days->caller.yes_left = yes_until_served(c, days->caller.wants);
	days->caller.patience_ms = draw_patience_ms(days);
	days->opening_ms = 0;
	days->said_ms = 0;
	if (!runner_begin(days->whole->runner, CHANNEL_LINE, 0, (struct prefers){false, HEARD_ALL}))
		return;
	settle(days);
	if (is_sold_to(days)) {
		hang_up(days, days->opening_ms - days->opening_ms / 8);
		return;
	}
	for (unsigned turn = 0; turn < TURNS_MAX && !days->caller.over && days->listening; turn++)
		answer(days);
	if (!days->caller.over)
		hang_up(days, PRESS_MS);
}

void days_pass(struct days *days, const struct days_news *news)
{
	uint64_t midnight_ms = CLOCK_AT_START_MS + (uint64_t)days->day * DAY_S * 1000;
	unsigned calls = DAYS_CALLS - DAYS_CALLS / 8 + rng_below(&days->rng, DAYS_CALLS / 4);

	days->day++;
	for (unsigned i = 0; i < calls; i++) {
		uint32_t second = OPENS_S + (uint32_t)((uint64_t)(CLOSES_S - OPENS_S) * i / calls);
		uint64_t before_ms;

		pass_to(days, midnight_ms + (uint64_t)second * 1000);
		before_ms = days->now_ms;
		call(days);
		if (news->call)
			news->call(news->self, days->day, i + 1, days->caller.served,
				(uint32_t)(days->now_ms - before_ms));
	}
	for (uint32_t second = CLOSES_S; second <= DAY_S; second += QUIET_STEP_S)
		pass_to(days, midnight_ms + (uint64_t)second * 1000);
}
