#include "kiosk/booth.h"

#include "adapter/audio_sdl.h"
#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "log.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_MS = 10 };

struct opening {
	pthread_t thread;
	struct inbox *inbox;
	atomic_bool done;
	struct booth *booth; /* only its senses are touched */
};

/* --- voice and ears --- */

static void open_recogniser(struct booth *booth)
{
	struct recogniser_settings settings = {0};

	if (!voice_espeak_open(&booth->pronouncing))
		settings.voice = &booth->pronouncing;
	if (recogniser_pocketsphinx_open(&booth->senses.recogniser, &settings))
		booth->senses.recogniser = (struct recogniser){0};
}

/* Each says what is missing; screen and keys are always there. */
void booth_open_voice(struct booth *booth)
{
	if (voice_espeak_open(&booth->senses.voice))
		booth->senses.voice = (struct voice){0};
	open_recogniser(booth);
}

static void *open_senses(void *self)
{
	struct opening *opening = self;

	if (!audio_sdl_open(&opening->booth->senses.audio))
		booth_open_voice(opening->booth);
	else if (opening->booth->desk) /* nothing to speak with, but what is dropped on the window is heard */
		open_recogniser(opening->booth);
	opening->done = true;
	inbox_wake(opening->inbox);
	return NULL;
}

void booth_open_senses(struct booth *booth)
{
	struct opening *opening = calloc(1, sizeof(*opening));

	CHECK(!booth->opening);
	if (!opening)
		return;
	opening->inbox = booth->whole.device.inbox;
	opening->booth = booth;
	if (pthread_create(&opening->thread, NULL, open_senses, opening) != 0) {
		log_warn("no memory for sound: foyer neither speaks nor hears");
		free(opening);
		return;
	}
	booth->opening = opening;
}

static void join(struct booth *booth)
{
	pthread_join(booth->opening->thread, NULL);
	free(booth->opening);
	booth->opening = NULL;
}

static void attach_when_open(struct booth *booth)
{
	if (!booth->opening || !booth->opening->done)
		return;
	join(booth);
	if (kiosk_attach(booth->kiosk, &booth->senses))
		log_warn("no memory for sound: foyer neither speaks nor hears");
	/* The recogniser's voice is asked how words sound, never to speak: what it says is the learner's alone. */
	if (booth->pronouncing.ops && booth->whole.learner)
		learner_voice(booth->whole.learner, &booth->pronouncing);
}

/* --- together --- */

static const struct content *content_now(void *self)
{
	struct booth *booth = self;

	return booth->whole.runner ? runner_content_newest(booth->whole.runner) : NULL;
}

static uint16_t rising_now(void *self)
{
	struct booth *booth = self;
	uint16_t item = booth->whole.runner ? runner_rising(booth->whole.runner) : NONE16;

	return item == NONE16 ? 0 : (uint16_t)(item + 1);
}

/* What cannot be kept must not be promised: nobody begins before there is room on the disk again. */
static uint32_t begin(void *self, uint8_t language, struct prefers prefers)
{
	struct booth *booth = self;

	if (!booth->whole.runner || store_trouble(booth->whole.device.store))
		return 0;
	return runner_begin(booth->whole.runner, CHANNEL_SCREEN, language, prefers);
}

static void wake_screen(void *self)
{
	struct screen *screen = self;

	screen->ops->wake(screen->self);
}

bool booth_open_kiosk(struct booth *booth, const struct booth_options *opened)
{
	struct kiosk_options options = {
		.screen = booth->screen,
		.board = booth->whole.board.screen,
		.clock = booth->whole.device.clock,
		.inbox = booth->whole.device.inbox,
		.content = content_now,
		.rising = rising_now,
		.begin = begin,
		.self = booth,
		.pictures = opened->pictures,
		.spoken = opened->spoken,
		.aloud = opened->aloud,
		.dark = opened->dark,
		.desk = opened->desk,
	};
	enum err err = kiosk_open(&booth->kiosk, &options);

	if (err == ERR_NO_SPACE)
		log_error("no memory for the screen: close other programs and start again");
	if (err)
		return false;
	booth->desk = opened->desk;
	inbox_call(booth->whole.device.inbox, wake_screen, &booth->screen);
	booth->whole.device.surface[CHANNEL_SCREEN] = kiosk_surface(booth->kiosk);
	return true;
}

#define CLOSE(port)                                                                                                    \
	do {                                                                                                           \
		if ((port).ops)                                                                                        \
			(port).ops->close((port).self);                                                                \
	} while (0)

void booth_close(struct booth *booth)
{
	if (booth->opening)
		join(booth);
	if (booth->whole.device.inbox)
		inbox_call(booth->whole.device.inbox, NULL, NULL); /* the screen goes first */
	device_close(&booth->whole);
	kiosk_close(booth->kiosk);
	CLOSE(booth->senses.recogniser);
	CLOSE(booth->pronouncing);
	CLOSE(booth->senses.voice);
	CLOSE(booth->senses.record);
	CLOSE(booth->senses.audio);
	CLOSE(booth->screen);
	memset(booth, 0, sizeof(*booth));
}

/* --- the loop --- */

uint32_t booth_turn(struct booth *booth, bool *closed)
{
	uint32_t wait_ms = device_turn(&booth->whole);
	uint32_t kiosk_ms;

	attach_when_open(booth);
	*closed = !kiosk_poll(booth->kiosk);
	kiosk_ms = kiosk_wait_ms(booth->kiosk);
	return wait_ms < kiosk_ms ? wait_ms : kiosk_ms;
}

void booth_wait(struct booth *booth, uint32_t wait_ms)
{
	struct pollfd news = {.fd = inbox_fd(booth->whole.device.inbox), .events = POLLIN};
	const struct screen *screen = &booth->screen;

	/* The screen's own wake may have been taken with its inputs, after the inbox had been emptied. */
	if (wait_ms == 0 || poll(&news, 1, 0) > 0 || screen->ops->wait(screen->self, wait_ms))
		return;
	/* This screen must be asked: often enough for a finger not to notice. */
	poll(&news, 1, (int)(wait_ms < FRAME_MS ? wait_ms : FRAME_MS));
}

static void wait_for_news(void *booth, uint32_t wait_ms)
{
	booth_wait(booth, wait_ms);
}

void booth_finish(struct booth *booth)
{
	device_finish(&booth->whole, wait_for_news, booth);
}
