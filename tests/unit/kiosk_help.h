/* A kiosk on a stand for tests: a picture in memory, a clock that is turned by hand, a voice, a microphone and a
 * recogniser that do what they are told and count what is asked of them. */
#ifndef FOYER_TEST_KIOSK_HELP_H
#define FOYER_TEST_KIOSK_HELP_H

#include "adapter/screen_sdl.h"
#include "base/text.h"
#include "check/sample.h"
#include "kiosk/kiosk.h"
#include "site/content_load.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SESSION = 7, INPUTS_MAX = 2048, SPOKEN_BYTES_MAX = 1 << 16 };

struct stand {
	uint16_t rising; /* 1 + item; 0: nothing */
	void *site;
	struct screen screen; /* in memory; `options.screen` draws there and counts */
	struct inbox *inbox;
	struct kiosk *kiosk;
	struct kiosk_options options;
	struct surface surface;
	uint64_t now_ms;
	unsigned begun;
	uint8_t begun_language;
	struct prefers begun_prefers;
	bool cannot_begin;
	bool has_no_content;

	struct screen_input inputs[INPUTS_MAX]; /* wait for the next poll */
	unsigned inputs_at, inputs_count;
	unsigned drawn;
	bool drawn_pressed[4]; /* of the first pictures since `drawn` was 0: whether anything was pressed */
	unsigned drawn_elements;

	struct kiosk_senses senses;
	atomic_uint queued;   /* samples */
	atomic_uint recorded; /* times that the microphone was asked */
	atomic_bool microphone;
	int16_t loud; /* what the microphone hears */
	char spoken_path[40];
};

/* --- the screen --- */

static inline enum err stand_draw(void *self, const struct view *view)
{
	struct stand *stand = self;
	bool pressed = false;

	for (unsigned i = 0; i < view->elements_count; i++)
		pressed = pressed || view->elements[i].pressed;
	if (stand->drawn < 4)
		stand->drawn_pressed[stand->drawn] = pressed;
	stand->drawn++;
	stand->drawn_elements = view->elements_count;
	return stand->screen.ops->draw(stand->screen.self, view);
}

static inline void stand_input(void *self, struct screen_input *out)
{
	struct stand *stand = self;

	*out = (struct screen_input){0};
	if (stand->inputs_at < stand->inputs_count)
		*out = stand->inputs[stand->inputs_at++];
}

static inline enum err stand_save_png(void *self, const char *path)
{
	struct stand *stand = self;

	return stand->screen.ops->save_png(stand->screen.self, path);
}

static inline int stand_text_width(void *self, const char *text, int height_px, bool bold)
{
	struct stand *stand = self;

	return stand->screen.ops->text_width(stand->screen.self, text, height_px, bold);
}

static inline bool stand_has_glyphs(void *self, const char *text)
{
	struct stand *stand = self;

	return stand->screen.ops->has_glyphs(stand->screen.self, text);
}

/* --- voice and ears --- */

static inline enum err stand_speak(
	void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	static const int16_t sound[AUDIO_FRAME_SAMPLES];

	(void)self;
	(void)language;
	(void)rate_pct;
	(void)text;
	*out = (struct speech){sound, AUDIO_FRAME_SAMPLES};
	return ERR_NONE;
}

static inline enum err stand_play(void *self, const int16_t *samples, size_t count)
{
	struct stand *stand = self;

	(void)samples;
	stand->queued += (unsigned)count;
	return ERR_NONE;
}

static inline void stand_stop(void *self)
{
	((struct stand *)self)->queued = 0;
}

static inline size_t stand_queued(void *self)
{
	return ((struct stand *)self)->queued;
}

static inline size_t stand_record(void *self, int16_t *samples, size_t count)
{
	struct stand *stand = self;

	stand->recorded++;
	for (size_t i = 0; i < count; i++)
		samples[i] = i % 2 ? stand->loud : (int16_t)-stand->loud;
	return count;
}

static inline bool stand_ended(void *self)
{
	(void)self;
	return false;
}

static inline void stand_microphone(void *self, bool open)
{
	((struct stand *)self)->microphone = open;
}

static inline bool stand_knows(void *self, const char *language)
{
	(void)self;
	return strcmp(language, "en") == 0;
}

static inline enum err stand_grammar(void *self, const char *language, const char *jsgf)
{
	(void)self;
	(void)language;
	(void)jsgf;
	return ERR_NONE;
}

static inline enum err stand_hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	(void)self;
	(void)samples;
	(void)count;
	out->count = 1;
	out->confidence_pct = 90;
	snprintf(out->list[0].words, sizeof(out->list[0].words), "a person");
	return ERR_NONE;
}

static inline void stand_shut(void *self)
{
	(void)self;
}

/* From now on it speaks, hears English, or both. */
static inline void stand_attach(struct stand *stand, bool voice, bool ears)
{
	static const struct voice_ops voice_ops = {.speak = stand_speak, .close = stand_shut};
	static const struct recogniser_ops recogniser_ops = {
		.knows = stand_knows, .grammar = stand_grammar, .hear = stand_hear, .close = stand_shut};
	static const struct audio_ops audio_ops = {.play = stand_play,
		.stop = stand_stop,
		.queued = stand_queued,
		.record = stand_record,
		.ended = stand_ended,
		.microphone = stand_microphone,
		.close = stand_shut};

	stand->senses.audio = (struct audio){&audio_ops, stand};
	if (voice)
		stand->senses.voice = (struct voice){&voice_ops, stand};
	if (ears)
		stand->senses.recogniser = (struct recogniser){&recogniser_ops, stand};
	assert_int_equal(kiosk_attach(stand->kiosk, &stand->senses), ERR_NONE);
}

/* Gives the other threads their turn until it is so, or long enough. */
static inline void stand_until(struct stand *stand, bool (*is)(struct stand *stand))
{
	bool so = is(stand);

	for (int i = 0; i < 20000 && !so; i++) {
		kiosk_poll(stand->kiosk);
		usleep(100);
		so = is(stand);
	}
	assert_true(so);
}

/* All that was spoken since the last call, a line each. */
static inline const char *stand_spoken(struct stand *stand)
{
	static char text[SPOKEN_BYTES_MAX];
	FILE *file = fopen(stand->spoken_path, "r+");
	size_t length;

	assert_non_null(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	fclose(file);
	return text;
}

/* --- the stand --- */

static inline uint64_t stand_now_ms(void *self)
{
	return ((struct stand *)self)->now_ms;
}

static inline int64_t stand_local_s(void *self)
{
	return 1795429440 + (int64_t)((struct stand *)self)->now_ms / 1000;
}

static inline const struct content *stand_content(void *self)
{
	struct stand *stand = self;

	return stand->has_no_content ? NULL : stand->site;
}

static inline uint32_t stand_begin(void *self, uint8_t language, struct prefers prefers)
{
	struct stand *stand = self;

	stand->begun++;
	stand->begun_language = language;
	stand->begun_prefers = prefers;
	return stand->cannot_begin ? 0 : SESSION;
}

static inline uint16_t stand_rising(void *self)
{
	return ((struct stand *)self)->rising;
}

static inline struct screen stand_screen(struct stand *stand)
{
	static const struct screen_ops ops = {.draw = stand_draw,
		.input = stand_input,
		.save_png = stand_save_png,
		.text_width = stand_text_width,
		.has_glyphs = stand_has_glyphs};

	return (struct screen){&ops, stand};
}

static inline void stand_take_options(struct stand *stand)
{
	static const struct clock_ops clock = {stand_now_ms, stand_local_s};
	struct kiosk_options *options = &stand->options;

	options->board = (struct board_screen){1280, 800, 217, 136};
	options->clock = (struct clock){&clock, stand};
	options->screen = stand_screen(stand);
	options->content = stand_content;
	options->begin = stand_begin;
	options->rising = stand_rising;
	options->self = stand;
	options->inbox = stand->inbox;
	options->spoken = stand->spoken_path;
}

/* With what the test put into `options` since. */
static inline void stand_again(struct stand *stand)
{
	kiosk_close(stand->kiosk);
	assert_int_equal(kiosk_open(&stand->kiosk, &stand->options), ERR_NONE);
	stand->surface = kiosk_surface(stand->kiosk);
	kiosk_poll(stand->kiosk);
}

static inline int open_stand(void **state)
{
	static struct problems problems;
	struct stand *stand = calloc(1, sizeof(*stand));
	int file;

	assert_non_null(stand);
	*state = stand;
	stand->now_ms = 1000;
	snprintf(stand->spoken_path, sizeof(stand->spoken_path), "/tmp/foyer-spoken-XXXXXX");
	file = mkstemp(stand->spoken_path);
	if (file < 0)
		return -1;
	close(file);
	if (content_load(FOYER_SOURCE_DIR "/assets/content", &stand->site, &problems))
		return -1;
	if (screen_sdl_open_memory(&stand->screen, 1280, 800)) {
		print_message("skipped: no fonts on this machine\n");
		return -1;
	}
	if (inbox_open(&stand->inbox))
		return -1;
	stand_take_options(stand);
	stand_again(stand);
	return 0;
}

static inline int close_stand(void **state)
{
	struct stand *stand = *state;

	kiosk_close(stand->kiosk);
	inbox_close(stand->inbox);
	stand->screen.ops->close(stand->screen.self);
	unlink(stand->spoken_path);
	free(stand->site);
	free(stand);
	return 0;
}

static inline void show_in(struct stand *stand, enum screen_kind screen, uint16_t slot, uint8_t language)
{
	static struct sample sample;
	struct sample_wish wish = {(uint8_t)screen, language, NONE16, NONE16, slot};
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	struct effect listen = {.kind = EFFECT_LISTEN, .session = SESSION};

	sample_make(&sample, stand->site, &wish);
	sample.show.session = SESSION;
	say.say = sample.show.show.caption;
	stand->surface.ops->say(stand->surface.self, stand->site, &say);
	stand->surface.ops->show(stand->surface.self, stand->site, &sample.show);
	listen.listen.language = language;
	listen.listen.slot = slot;
	listen.listen.expect = EXPECT_UNIVERSAL | (slot == NONE16 ? EXPECT_CHOICES : EXPECT_SLOT);
	stand->surface.ops->listen(stand->surface.self, stand->site, &listen);
	kiosk_poll(stand->kiosk);
}

static inline void show(struct stand *stand, enum screen_kind screen, uint16_t slot)
{
	show_in(stand, screen, slot, 0);
}

static inline uint32_t what_of(const struct view_element *e)
{
	switch (e->action) {
	case VIEW_TARGET: return e->target;
	case VIEW_CHANGE:
	case VIEW_PAGE: return e->index;
	default: return e->key;
	}
}

static inline const struct view_element *find(const struct stand *stand, enum view_action action, uint32_t what)
{
	const struct view *view = kiosk_view(stand->kiosk);

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == action && what_of(e) == what)
			return e;
	}
	return NULL;
}

static inline void touch(struct stand *stand, const struct view_element *e)
{
	struct screen_input input = {.kind = SCREEN_DOWN};

	assert_non_null(e);
	input.x = (int16_t)(e->x + e->w / 2);
	input.y = (int16_t)(e->y + e->h / 2);
	kiosk_input(stand->kiosk, &input);
	kiosk_poll(stand->kiosk);
	input.kind = SCREEN_UP;
	kiosk_input(stand->kiosk, &input);
	kiosk_poll(stand->kiosk);
}

static inline void press(struct stand *stand, uint32_t key)
{
	struct screen_input input = {.kind = SCREEN_KEY, .key = key};

	kiosk_input(stand->kiosk, &input);
	kiosk_poll(stand->kiosk);
}

/* The next event of the customer's own: not that they are busy, nor how they are to be served. */
static inline bool take(struct stand *stand, struct event *out)
{
	while (inbox_take(stand->inbox, out)) {
		if (out->kind != EVENT_BUSY && out->kind != EVENT_PREFERS)
			return true;
	}
	return false;
}

static inline unsigned count_events(struct stand *stand, enum event_kind kind)
{
	struct event event;
	unsigned count = 0;

	while (inbox_take(stand->inbox, &event))
		count += event.kind == kind;
	return count;
}

static inline uint16_t slot_of_type(const struct stand *stand, enum slot_type type)
{
	const struct content *c = stand->site;

	for (uint16_t i = 0; i < c->slots.count; i++) {
		if (content_slot(c, i)->type == type)
			return i;
	}
	return NONE16;
}

static inline bool shows(const struct stand *stand, const char *text)
{
	const struct view *view = kiosk_view(stand->kiosk);

	for (unsigned i = 0; i < view->elements_count; i++) {
		if (strstr(view->elements[i].text, text) || strstr(view->elements[i].spoken, text))
			return true;
	}
	return false;
}

#endif
