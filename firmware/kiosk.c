#include "kiosk.h"

#include "base/check.h"
#include "base/text.h"
#include "kiosk_parts.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

enum { INPUTS_PER_POLL_MAX = 64, AGAIN_MS = 500 };

/* --- the surface --- */

static void speak_aloud(struct kiosk *kiosk, const struct content *content, uint8_t language, const char *text)
{
	const struct content_site *site = &content->site;

	if (!kiosk->speak || language >= site->languages_count)
		return;
	speak_say(kiosk->speak, content_string(content, site->language[language]), text);
	kiosk->speaking = true;
}

static void kiosk_say(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;
	char text[SAID_BYTES_MAX];

	if (content_say(content, &effect->say, text, sizeof(text)) == 0)
		return;
	kiosk->session = effect->session;
	if (kiosk->said_is_old) {
		explicit_bzero(kiosk->said, sizeof(kiosk->said));
		kiosk->said_count = 0;
		kiosk->said_is_old = false;
		if (kiosk->speak)
			speak_stop(kiosk->speak); /* what was being said is about a screen that is gone */
	}
	if (kiosk->said_count == SAID_TEXTS_MAX) {
		memmove(kiosk->said[0], kiosk->said[1], sizeof(kiosk->said) - sizeof(kiosk->said[0]));
		kiosk->said_count--;
	}
	text_copy(kiosk->said[kiosk->said_count++], SAID_BYTES_MAX, text_of(text));
	kiosk->said_is_waiting = true;
	kiosk->stale = true;
	speak_aloud(kiosk, content, effect->say.language, text);
	explicit_bzero(text, sizeof(text));
}

static void kiosk_show(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;

	kiosk->session = effect->session;
	kiosk->content = content;
	kiosk->language = effect->show.language;
	kiosk->show = *effect;
	kiosk->has_show = true;
	kiosk->shown_ms = kiosk_now_ms(kiosk);
	kiosk->goodbye_until_ms = 0;
	kiosk->touched_ms = 0;
	kiosk->said_is_old = true;
	kiosk->said_is_waiting = false;
	kiosk->focused = 0;
	kiosk->pressed = 0;
	kiosk->stale = true;
	kiosk->fresh = true;
	/* What LISTEN says comes next; a countdown alone leaves the entry as it is. */
	if (effect->show.screen != SCREEN_STILL_THERE)
		entry_wipe(&kiosk->entry);
}

static void kiosk_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;

	kiosk->listen = *effect;
	entry_begin(&kiosk->entry, content, effect);
	if (kiosk->ear)
		ear_listen(kiosk->ear, content, effect);
	kiosk->stale = true;
}

static void kiosk_language(void *self, const struct content *content, uint8_t language)
{
	struct kiosk *kiosk = self;

	(void)content; /* the SHOW that follows says it all in the new language */
	kiosk->language = language;
}

/* The last words may stay: they are a goodbye and name nobody. */
static void kiosk_wipe(void *self)
{
	struct kiosk *kiosk = self;
	char last[SAID_BYTES_MAX] = "";

	if (kiosk->said_count > 0)
		memcpy(last, kiosk->said[kiosk->said_count - 1], sizeof(last));
	explicit_bzero(kiosk->said, sizeof(kiosk->said));
	memcpy(kiosk->said[0], last, sizeof(last));
	kiosk->said_count = last[0] != '\0';
	entry_wipe(&kiosk->entry);
	if (kiosk->ear)
		ear_stop(kiosk->ear);
	explicit_bzero(&kiosk->show, sizeof(kiosk->show));
	explicit_bzero(&kiosk->listen, sizeof(kiosk->listen));
	explicit_bzero(&kiosk->view, sizeof(kiosk->view));
	kiosk->has_show = false;
	kiosk->focused = 0;
	kiosk->pressed = 0;
	kiosk_goodbye(kiosk);
}

static void kiosk_over(void *self, bool again)
{
	struct kiosk *kiosk = self;

	kiosk->session = 0;
	kiosk->language = 0;
	kiosk->speaking = false;
	kiosk->touched_ms = 0;
	kiosk->said_is_old = true;
	kiosk->said_is_waiting = false;
	if (kiosk->has_show) { /* closed without a goodbye: nothing of it may stay */
		kiosk_wipe(kiosk);
		kiosk->goodbye_until_ms = kiosk_now_ms(kiosk);
	}
	if (again) { /* no goodbye flashes up between the two: the next screen is a moment away */
		explicit_bzero(&kiosk->view, sizeof(kiosk->view));
		kiosk->goodbye_until_ms = kiosk_now_ms(kiosk) + AGAIN_MS;
	}
	kiosk->content = NULL; /* it was lent for the conversation */
	kiosk->stale = true;
}

struct surface kiosk_surface(struct kiosk *kiosk)
{
	static const struct surface_ops ops = {
		.say = kiosk_say,
		.show = kiosk_show,
		.listen = kiosk_listen,
		.language = kiosk_language,
		.wipe = kiosk_wipe,
		.close = kiosk_over,
	};

	return (struct surface){&ops, kiosk};
}

/* --- the loop --- */

static void poll_speech(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_SAID};

	if (!kiosk->speaking || !kiosk->speak || speak_busy(kiosk->speak))
		return;
	kiosk->speaking = false;
	if (kiosk->session != 0)
		kiosk_put(kiosk, &event);
}

static void poll_ear(struct kiosk *kiosk)
{
	/* There is no echo canceller yet: while the speaker sounds, the microphone hears the machine. */
	bool deaf = kiosk->speak && speak_sounding(kiosk->speak);

	if (kiosk->ear && ear_poll(kiosk->ear, deaf) && kiosk->session != 0)
		kiosk_put_busy(kiosk);
}

bool kiosk_poll(struct kiosk *kiosk)
{
	const struct screen *screen = &kiosk->options.screen;
	struct screen_input input = {0};

	for (int i = 0; i < INPUTS_PER_POLL_MAX; i++) {
		screen->ops->input(screen->self, &input);
		if (input.kind == SCREEN_NOTHING)
			break;
		kiosk_input(kiosk, &input);
	}
	poll_speech(kiosk);
	poll_ear(kiosk);
	kiosk_draw(kiosk);
	return !kiosk->closed;
}

const struct view *kiosk_view(const struct kiosk *kiosk)
{
	return &kiosk->view;
}

bool kiosk_quiet(struct kiosk *kiosk)
{
	return !kiosk->speaking && !(kiosk->speak && speak_busy(kiosk->speak)) && !(kiosk->ear && ear_busy(kiosk->ear));
}

/* Said or asked before there was a voice. */
static void catch_up(struct kiosk *kiosk)
{
	if (kiosk->session == 0 || !kiosk->content)
		return;
	for (unsigned i = 0; i < kiosk->said_count; i++)
		speak_aloud(kiosk, kiosk->content, kiosk->language, kiosk->said[i]);
	if (kiosk->ear && kiosk->listen.kind == EFFECT_LISTEN)
		ear_listen(kiosk->ear, kiosk->content, &kiosk->listen);
}

enum err kiosk_attach(struct kiosk *kiosk, const struct kiosk_senses *senses)
{
	struct speak_options speak = {senses->voice, senses->audio, senses->record};
	struct ear_options ear = {senses->audio, senses->recogniser, kiosk->options.inbox};
	enum err err = ERR_NONE;

	CHECK(!kiosk->speak && !kiosk->ear);
	if (senses->voice.ops && (senses->audio.ops || senses->record.ops))
		err = speak_open(&kiosk->speak, &speak);
	if (!err && senses->recogniser.ops && senses->audio.ops)
		err = ear_open(&kiosk->ear, &ear);
	if (!err)
		catch_up(kiosk);
	return err;
}

enum err kiosk_open(struct kiosk **out, const struct kiosk_options *options)
{
	struct kiosk *kiosk = calloc(1, sizeof(*kiosk));

	CHECK(options->screen.ops && options->inbox && options->begin && options->content);
	*out = kiosk;
	if (!kiosk)
		return ERR_NO_SPACE;
	kiosk->options = *options;
	kiosk->stale = true;
	kiosk->fresh = true;
	return ERR_NONE;
}

void kiosk_close(struct kiosk *kiosk)
{
	if (!kiosk)
		return;
	ear_close(kiosk->ear);
	speak_close(kiosk->speak);
	explicit_bzero(kiosk, sizeof(*kiosk));
	free(kiosk);
}
