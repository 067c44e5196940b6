#include "sim_glass_parts.h"

#include "base/check.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS_MAX = 1000, SPEAKING_MS = 2000, WORK_MAX = 64, FAIL_BYTES = 1024 };

uint64_t glass_now_ms(const struct glass *glass)
{
	uint64_t now_ms = clock_now_ms(glass->options.clock);

	return now_ms > glass->hands_ms ? now_ms : glass->hands_ms;
}

static uint64_t now_ms(void *self)
{
	return glass_now_ms(self);
}

static int64_t local_s(void *self)
{
	const struct glass *glass = self;

	return clock_local_s(glass->options.clock);
}

uint32_t glass_ahead_ms(const struct glass *glass)
{
	return (uint32_t)(glass_now_ms(glass) - clock_now_ms(glass->options.clock));
}

void glass_mix(struct glass *glass, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		glass->hash = (glass->hash ^ at[i]) * 0x100000001b3U;
}

uint32_t glass_between(struct glass *glass, uint32_t from, uint32_t to)
{
	return from + rng_below(&glass->dice, to - from + 1);
}

void glass_fail(struct glass *glass, const char *check, const char *format, ...)
{
	char what[FAIL_BYTES];
	va_list list;

	va_start(list, format);
	vsnprintf(what, sizeof(what), format, list);
	va_end(list);
	glass->options.fail(glass->options.self, check, what);
}

uint64_t glass_hash(const struct glass *glass)
{
	return glass->hash;
}

struct glass_figures glass_figures(const struct glass *glass)
{
	return glass->figures;
}

/* --- whose words are these? --- */

void glass_own(struct glass *glass, const char *text)
{
	size_t at = 0;

	while (at < GLASS_OWN_MAX && strcmp(glass->own[at].text, text) != 0)
		at++;
	if (at == GLASS_OWN_MAX) /* not somebody's who has come again */
		at = glass->own_at++ % GLASS_OWN_MAX;
	CHECK(strlen(text) >= GLASS_OWN_CHARS_MIN && strlen(text) < GLASS_OWN_BYTES_MAX);
	glass->own[at].customer = glass->customer;
	snprintf(glass->own[at].text, sizeof(glass->own[at].text), "%s", text);
}

const char *glass_whose(const struct glass *glass, const char *text, uint32_t but)
{
	for (unsigned i = 0; i < GLASS_OWN_MAX; i++) {
		if (glass->own[i].text[0] != '\0' && glass->own[i].customer != but && strstr(text, glass->own[i].text))
			return glass->own[i].text;
	}
	return NULL;
}

static void forget_former(struct glass *glass)
{
	for (unsigned i = 0; i < GLASS_OWN_MAX; i++) {
		if (glass->own[i].customer + 1 < glass->customer)
			memset(&glass->own[i], 0, sizeof(glass->own[i]));
	}
}

/* The kiosk is one block of memory: whatever it keeps of a customer is in there. */
static void check_forgotten(struct glass *glass)
{
	size_t bytes = malloc_usable_size(glass->kiosk);

	for (unsigned i = 0; i < GLASS_OWN_MAX; i++) {
		const char *text = glass->own[i].text;

		if (text[0] != '\0' && memmem(glass->kiosk, bytes, text, strlen(text)))
			glass_fail(glass, "forgotten", "the kiosk still holds \"%s\" after the wipe", text);
	}
}

/* --- what the kiosk sends --- */

static bool decides(const struct event *event)
{
	return event->kind == EVENT_TOUCHED || event->kind == EVENT_TYPED || event->kind == EVENT_KEYED ||
	       event->kind == EVENT_HEARD;
}

static void hand_on(struct glass *glass)
{
	struct event event;

	while (inbox_take(glass->inbox, &event)) {
		glass_mix(glass, &event.kind, sizeof(event.kind));
		glass_mix(glass, &event.touched, sizeof(event.touched));
		if ((decides(&event) || event.kind == EVENT_HUNG_UP) && glass->pin_is_the_cause)
			glass_fail(glass, "pins", "a key that %s, or a sensor that bounces, sent %s",
				glass->bounce_key ? "bounces" : "is stuck",
				event_kind_name((enum event_kind)event.kind));
		glass->acted += decides(&event);
		CHECK(inbox_put(glass->options.inbox, &event) == ERR_NONE);
	}
}

static void work(struct glass *glass)
{
	unsigned done = 0;

	while (!glass_voice_is_slow(glass) && kiosk_work(glass->kiosk)) {
		if (++done > WORK_MAX)
			glass_fail(glass, "ends", "voice and ears are busy for ever");
	}
}

void glass_poll(struct glass *glass)
{
	if (!kiosk_poll(glass->kiosk))
		glass_fail(glass, "ends", "nobody closed the window, and the kiosk ends");
	work(glass);
	hand_on(glass);
}

void glass_wait(struct glass *glass, uint32_t from_ms, uint32_t to_ms)
{
	glass_bounce(glass);
	glass->hands_ms = glass_now_ms(glass) + glass_between(glass, from_ms, to_ms);
	glass_poll(glass);
}

/* --- the surface, on its way to the kiosk --- */

static void on_say(void *self, const struct content *content, const struct effect *effect)
{
	struct glass *glass = self;

	glass->present = true;
	glass->content = content;
	glass->behind.ops->say(glass->behind.self, content, effect);
}

static void on_show(void *self, const struct content *content, const struct effect *effect)
{
	struct glass *glass = self;

	glass->present = true;
	glass->content = content;
	glass->show = *effect;
	glass->shown = true;
	glass->behind.ops->show(glass->behind.self, content, effect);
}

static void on_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct glass *glass = self;

	glass->content = content;
	if (glass->show.show.screen != SCREEN_STILL_THERE)
		glass->listen = *effect;
	glass->asked = true;
	glass->behind.ops->listen(glass->behind.self, content, effect);
}

static void on_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct glass *glass = self;

	glass->behind.ops->language(glass->behind.self, session, content, language);
}

static void on_wipe(void *self, uint32_t session)
{
	struct glass *glass = self;

	glass->asked = false;
	glass->shown = false;
	glass->behind.ops->wipe(glass->behind.self, session);
}

static void on_close(void *self, uint32_t session, bool again)
{
	struct glass *glass = self;

	glass->present = false;
	glass->asked = false;
	glass->shown = false;
	memset(&glass->show, 0, sizeof(glass->show));
	memset(&glass->listen, 0, sizeof(glass->listen));
	glass->behind.ops->close(glass->behind.self, session, again);
	check_forgotten(glass);
	if (again) /* the same person: what they give again is theirs */
		return;
	glass->customer++;
	forget_former(glass);
	glass_go_away(glass);
}

struct surface glass_surface(struct glass *glass)
{
	static const struct surface_ops ops = {.say = on_say,
		.show = on_show,
		.listen = on_listen,
		.language = on_language,
		.wipe = on_wipe,
		.close = on_close};

	return (struct surface){.ops = &ops, .self = glass};
}

/* --- the kiosk --- */

static const struct content *content_now(void *self)
{
	struct glass *glass = self;

	return glass->options.content(glass->options.self);
}

static uint16_t rising_now(void *self)
{
	struct glass *glass = self;

	return glass->options.rising ? glass->options.rising(glass->options.self) : 0;
}

static uint32_t begin(void *self, uint8_t language, struct prefers prefers)
{
	struct glass *glass = self;
	uint32_t session = glass->options.begin(glass->options.self, language, prefers);

	glass->figures.begun += session != 0;
	glass->present = glass->present || session != 0;
	return session;
}

/* 7, 10 and 21 inch upright, then smaller and larger ones than any that we draw for. */
static const struct board_screen boards[] = {{800, 480, 154, 86}, {1280, 800, 217, 136}, {1080, 1920, 268, 476},
	{1024, 600, 154, 86}, {480, 800, 86, 154}, {320, 240, 70, 52}, {3840, 2160, 600, 340}};

static void set_up(struct glass *glass)
{
	static const struct clock_ops clock = {now_ms, local_s};
	struct kiosk_options *setup = &glass->setup;
	uint32_t board = glass_between(glass, 0, sizeof(boards) / sizeof(boards[0]) + 2);

	setup->board = boards[board < sizeof(boards) / sizeof(boards[0]) ? board : 1];
	setup->screen = glass_screen(glass);
	setup->clock = (struct clock){&clock, glass};
	setup->inbox = glass->inbox;
	setup->content = content_now;
	setup->rising = rising_now;
	setup->begin = begin;
	setup->self = glass;
	setup->aloud = rng_chance(&glass->dice, 120);
	setup->dark = setup->aloud && rng_chance(&glass->dice, 300);
	setup->desk = rng_chance(&glass->dice, 250);
}

struct glass *glass_open(const struct glass_options *options)
{
	struct glass *glass = calloc(1, sizeof(*glass));

	CHECK(glass);
	glass->options = *options;
	glass->dice.state = options->seed;
	glass->hash = 0xcbf29ce484222325U;
	glass->customer = 1;
	CHECK(inbox_open(&glass->inbox) == ERR_NONE);
	set_up(glass);
	CHECK(kiosk_open(&glass->kiosk, &glass->setup) == ERR_NONE);
	glass->behind = kiosk_surface(glass->kiosk);
	if (rng_chance(&glass->dice, 850))
		glass_attach(glass);
	return glass;
}

void glass_close(struct glass *glass)
{
	if (!glass)
		return;
	kiosk_close(glass->kiosk);
	inbox_close(glass->inbox);
	free(glass);
}

/* --- time --- */

static uint64_t sooner(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* The kiosk itself asks to be polled every 20 ms while it speaks or listens; here nothing comes unheard. */
static uint32_t wait_ms(const struct glass *glass)
{
	uint64_t now = glass_now_ms(glass);
	uint64_t until = now + WAIT_MS_MAX;

	if (glass_voice_is_slow(glass))
		until = sooner(until, glass->voice_ready_ms);
	if (glass->sounds_until_ms > now)
		until = sooner(now + SPEAKING_MS, glass->sounds_until_ms);
	return (uint32_t)(until > now ? until - now : 1) + glass_ahead_ms(glass);
}

uint32_t glass_turn(struct glass *glass)
{
	glass_pins_turn(glass);
	glass_poll(glass);
	glass_check_turn(glass);
	return wait_ms(glass);
}
