/* A touch stops the speech: the kiosk with the real voice, and SDL's own queue on its driver without a card. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/audio_sdl.h"
#include "adapter/clock_linux.h"
#include "adapter/screen_sdl.h"
#include "adapter/voice_espeak.h"
#include "kiosk/kiosk.h"
#include "site/content_load.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

/* SDL keeps a few bytes for each thread that opened a speaker, until the program ends. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libSDL2";
}

enum { SESSION = 7, PATIENCE_MS = 30000 };

struct stand {
	struct content *content;
	struct screen screen;
	struct kiosk_senses senses;
	struct inbox *inbox;
	struct kiosk *kiosk;
	struct surface surface;
};

static const struct content *content_of(void *self)
{
	return ((struct stand *)self)->content;
}

static uint32_t begin(void *self, uint8_t language, struct prefers prefers)
{
	(void)self;
	(void)prefers;
	(void)language;
	return SESSION;
}

static int open_stand(void **state)
{
	static struct problems problems;
	struct stand *stand = calloc(1, sizeof(*stand));
	struct kiosk_options options = {.board = {1280, 800, 217, 136}, .content = content_of, .begin = begin};
	void *image = NULL;

	assert_non_null(stand);
	*state = stand;
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	assert_int_equal(content_load(FOYER_SOURCE_DIR "/assets/content", &image, &problems), ERR_NONE);
	stand->content = image;
	assert_int_equal(screen_sdl_open_memory(&stand->screen, 1280, 800), ERR_NONE);
	assert_int_equal(audio_sdl_open(&stand->senses.audio), ERR_NONE);
	assert_int_equal(voice_espeak_open(&stand->senses.voice), ERR_NONE);
	assert_int_equal(inbox_open(&stand->inbox), ERR_NONE);
	options.screen = stand->screen;
	options.clock = clock_linux();
	options.inbox = stand->inbox;
	options.self = stand;
	assert_int_equal(kiosk_open(&stand->kiosk, &options), ERR_NONE);
	assert_int_equal(kiosk_attach(stand->kiosk, &stand->senses), ERR_NONE);
	stand->surface = kiosk_surface(stand->kiosk);
	return 0;
}

static int close_stand(void **state)
{
	struct stand *stand = *state;

	kiosk_close(stand->kiosk);
	inbox_close(stand->inbox);
	stand->senses.voice.ops->close(stand->senses.voice.self);
	stand->senses.audio.ops->close(stand->senses.audio.self);
	stand->screen.ops->close(stand->screen.self);
	free(stand->content);
	free(stand);
	return 0;
}

static size_t queued(const struct stand *stand)
{
	return stand->senses.audio.ops->queued(stand->senses.audio.self);
}

/* Begins to say the site's notice, until it is to be heard. */
static void say_something(struct stand *stand)
{
	struct effect say = {.kind = EFFECT_SAY, .session = SESSION};
	struct clock clock = clock_linux();
	uint64_t end_ms = clock_now_ms(clock) + PATIENCE_MS;

	say.say.text = stand->content->site.notice;
	stand->surface.ops->say(stand->surface.self, stand->content, &say);
	while (queued(stand) == 0 && clock_now_ms(clock) < end_ms)
		sched_yield();
	assert_true(queued(stand) > 0);
}

static void a_touch_stops_the_speech_at_once(void **state)
{
	struct stand *stand = *state;
	struct screen_input down = {.kind = SCREEN_DOWN, .x = 640, .y = 400};

	kiosk_poll(stand->kiosk);
	say_something(stand);
	kiosk_input(stand->kiosk, &down);
	assert_int_equal(queued(stand), 0);
}

static void a_key_stops_the_speech_at_once(void **state)
{
	struct stand *stand = *state;
	struct screen_input key = {.kind = SCREEN_KEY, .key = '1'};

	kiosk_poll(stand->kiosk);
	say_something(stand);
	kiosk_input(stand->kiosk, &key);
	assert_int_equal(queued(stand), 0);
}

static void interrupted_speech_counts_as_said(void **state)
{
	struct stand *stand = *state;
	struct screen_input down = {.kind = SCREEN_DOWN, .x = 1, .y = 1};
	struct event event = {0};

	kiosk_poll(stand->kiosk);
	say_something(stand);
	kiosk_input(stand->kiosk, &down);
	while (!kiosk_quiet(stand->kiosk))
		kiosk_poll(stand->kiosk);
	assert_true(inbox_take(stand->inbox, &event));
	assert_int_equal(event.kind, EVENT_SAID);
	assert_int_equal(event.session, SESSION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_touch_stops_the_speech_at_once, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_key_stops_the_speech_at_once, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(interrupted_speech_counts_as_said, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
