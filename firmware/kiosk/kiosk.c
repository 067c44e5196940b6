#include "kiosk/kiosk.h"

#include "base/check.h"
#include "base/text.h"
#include "kiosk/kiosk_parts.h"
#include "log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	INPUTS_PER_POLL_MAX = 64,
	AGAIN_MS = 500,
	LIVELY_MS = 20,     /* while somebody speaks or is heard */
	COUNTDOWN_MS = 200, /* seconds change in time */
	HOOK_WAIT_MS = 100, /* until it is sure that the handset was put down */
	QUIET_MS = 1000,
	SPEAKING_EVERY_MS = 2000, /* oftener than the core's shortest silence */
	SPEAKING_MS_MAX = 180000, /* no text is as long: the loudspeaker hangs, and somebody may have left */
	LEFT_ALONE_MS = 60000     /* nobody began: what was changed on the idle screen was for somebody who has gone */
};

const struct content *kiosk_content(const struct kiosk *kiosk)
{
	return kiosk->session && kiosk->content ? kiosk->content : kiosk->options.content(kiosk->options.self);
}

void kiosk_hush(struct kiosk *kiosk)
{
	if (kiosk->speak)
		speak_stop(kiosk->speak);
}

/* --- the surface --- */

static struct said *next_said(struct kiosk *kiosk)
{
	if (kiosk->said_is_old) {
		explicit_bzero(kiosk->said, sizeof(kiosk->said));
		kiosk->said_count = 0;
		kiosk->spoken_count = 0;
		kiosk->said_is_old = false;
		kiosk_hush(kiosk); /* what was being said is about a screen that is gone */
	}
	if (kiosk->said_count == SAID_TEXTS_MAX) {
		memmove(&kiosk->said[0], &kiosk->said[1], sizeof(kiosk->said) - sizeof(kiosk->said[0]));
		kiosk->said_count--;
		kiosk->spoken_count -= kiosk->spoken_count > 0;
	}
	return &kiosk->said[kiosk->said_count];
}

static bool is_goodbye(const struct content *content, const struct saying *say)
{
	return say->text == content->prompt[PROMPT_GOODBYE] || say->text == content->prompt[PROMPT_GOODBYE_QUIET];
}

/* The conversation moves to another version: numbers of the old one mean something else there, or nothing, and it may
 * be gone at any moment. Until the question is put anew there is none. */
static void meet_content(struct kiosk *kiosk, const struct content *content)
{
	struct effect *show = &kiosk->show;

	if (kiosk->has_show && kiosk->content != content) {
		kiosk_result_forget(kiosk);
		memset(&kiosk->listen, 0, sizeof(kiosk->listen));
		show->show.screen = SCREEN_WAIT;
		show->show.topic = show->show.slot = show->show.parent = NONE16;
		show->show.caption = (struct saying){.text = NONE16, .language = show->show.language};
		show->show.choices.count = 0;
		kiosk->stale = true;
	}
	kiosk->content = content;
}

static void kiosk_say(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;
	struct said *said;

	if (effect->say.text == NONE16)
		return;
	kiosk->session = effect->session;
	meet_content(kiosk, content);
	kiosk->language = effect->say.language;
	kiosk_result_said(kiosk, &effect->say);
	said = next_said(kiosk);
	content_say(content, &effect->say, said->text, sizeof(said->text));
	content_say_aloud(content, &effect->say, true, said->to_one, sizeof(said->to_one));
	content_say_aloud(content, &effect->say, false, said->in_public, sizeof(said->in_public));
	kiosk->said_count++;
	kiosk->said_goodbye = is_goodbye(content, &effect->say);
	kiosk->said_is_waiting = true;
	kiosk->stale = true;
	if (!kiosk->manner.mode.aloud) /* in speech mode in its turn, after the heading */
		kiosk_speak_said(kiosk);
}

bool kiosk_asks_the_same(const struct effect *a, const struct effect *b)
{
	return a->session == b->session && a->show.screen == b->show.screen && a->show.slot == b->show.slot &&
	       a->show.topic == b->show.topic && a->show.parent == b->show.parent;
}

/* The same question once more: only how the customer is served has changed. */
static bool is_same_screen(const struct kiosk *kiosk, const struct effect *show)
{
	const struct effect *old = &kiosk->show;

	return kiosk->has_show && kiosk->said_is_old && kiosk_asks_the_same(old, show) &&
	       old->show.language == show->show.language && old->show.step == show->show.step;
}

static void kiosk_show(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;

	meet_content(kiosk, content);
	if (!is_same_screen(kiosk, effect)) {
		kiosk->unread = kiosk->manner.mode.aloud;
		kiosk->page = 0;
		kiosk->focused = 0;
	}
	kiosk->session = effect->session;
	kiosk->language = effect->show.language;
	kiosk->show = *effect;
	kiosk->has_show = true;
	kiosk_result_shown(kiosk, effect);
	kiosk->shown_ms = kiosk_now_ms(kiosk);
	kiosk->shows++;
	kiosk->goodbye_until_ms = 0;
	kiosk->touched_ms = 0;
	kiosk->said_is_old = true;
	kiosk->said_is_waiting = false;
	kiosk->pressed = 0;
	kiosk->notice = NOTICE_NONE;
	kiosk->stale = true;
	kiosk->fresh = true;
	/* What LISTEN says comes next; a countdown alone leaves the entry as it is. */
	if (effect->show.screen == SCREEN_STILL_THERE)
		return;
	kiosk->former = kiosk->entry;
	entry_wipe(&kiosk->entry);
}

/* Half an answer is not lost because a headset was plugged in, or because somebody took their time. */
static void keep_entry(struct kiosk *kiosk, const struct effect *listen)
{
	const struct effect *old = &kiosk->listen;
	bool same = old->kind == EFFECT_LISTEN && old->session == listen->session &&
		    old->listen.slot == listen->listen.slot && kiosk->former.kind == kiosk->entry.kind;

	if (same && kiosk->entry.kind != ENTRY_NONE)
		memcpy(kiosk->entry.text, kiosk->former.text, sizeof(kiosk->entry.text));
	entry_wipe(&kiosk->former);
}

static void kiosk_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct kiosk *kiosk = self;

	/* Behind the countdown the question waits with all that was entered. */
	if (!kiosk->has_show || kiosk->show.show.screen != SCREEN_STILL_THERE) {
		entry_begin(&kiosk->entry, content, effect);
		keep_entry(kiosk, effect);
		kiosk->listen = *effect;
	}
	if (kiosk_understands(kiosk, content, effect->listen.language))
		ear_listen(kiosk->ear, content, effect);
	else if (kiosk->ear)
		ear_stop(kiosk->ear);
	kiosk->stale = true;
}

static void kiosk_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct kiosk *kiosk = self;

	(void)session;
	(void)content; /* the SHOW that follows says it all in the new language */
	kiosk->language = language;
}

/* The last words may stay if they are a goodbye, which names nobody. */
static void kiosk_wipe(void *self, uint32_t session)
{
	struct kiosk *kiosk = self;
	struct said last = {0};

	(void)session;
	kiosk_speak_said(kiosk);
	if (kiosk->said_goodbye && kiosk->said_count > 0)
		last = kiosk->said[kiosk->said_count - 1];
	explicit_bzero(kiosk->said, sizeof(kiosk->said));
	kiosk->said[0] = last;
	kiosk->said_count = last.text[0] != '\0';
	kiosk->spoken_count = kiosk->said_count;
	entry_wipe(&kiosk->entry);
	entry_wipe(&kiosk->former);
	entry_wipe(&kiosk->question);
	kiosk_result_forget(kiosk);
	explicit_bzero(&kiosk->result_was, sizeof(kiosk->result_was));
	if (kiosk->ear)
		ear_forget(kiosk->ear);
	if (kiosk->speak)
		speak_forget(kiosk->speak);
	explicit_bzero(&kiosk->show, sizeof(kiosk->show));
	explicit_bzero(&kiosk->listen, sizeof(kiosk->listen));
	explicit_bzero(&kiosk->view, sizeof(kiosk->view));
	kiosk->has_show = false;
	kiosk->focused = 0;
	kiosk->pressed = 0;
	kiosk_goodbye(kiosk);
	if (kiosk->said_count == 0) /* nothing is left to be read */
		kiosk->goodbye_until_ms = kiosk_now_ms(kiosk);
	kiosk->said_goodbye = false;
}

static void kiosk_over(void *self, uint32_t session, bool again)
{
	struct kiosk *kiosk = self;

	kiosk->session = 0;
	kiosk->speaking = false;
	kiosk->touched_ms = 0;
	kiosk->said_is_old = true;
	kiosk->said_is_waiting = false;
	if (kiosk->has_show) /* closed, but not wiped: nothing of it may stay */
		kiosk_wipe(kiosk, session);
	if (again) { /* no goodbye flashes up between the two: the next screen is a moment away */
		explicit_bzero(&kiosk->view, sizeof(kiosk->view));
		kiosk->goodbye_until_ms = kiosk_now_ms(kiosk) + AGAIN_MS;
		kiosk->heading[0] = '\0';
	} else { /* who starts again is served as before; whoever comes next is not */
		kiosk_begin_anew(kiosk);
	}
	kiosk->language = 0;
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

	return (struct surface){.ops = &ops, .self = kiosk};
}

/* --- the loop --- */

/* Whoever is spoken to is not silent: long texts take longer than the core waits for an answer. */
static bool is_to_tell(const struct kiosk *kiosk)
{
	uint64_t now_ms = kiosk_now_ms(kiosk);

	return now_ms - kiosk->speaking_ms < SPEAKING_MS_MAX && now_ms - kiosk->told_ms >= SPEAKING_EVERY_MS;
}

static void poll_speech(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_SAID};

	if (!kiosk->speaking || !kiosk->speak)
		return;
	kiosk->speaking = speak_busy(kiosk->speak);
	if (kiosk->session == 0 || (kiosk->speaking && !is_to_tell(kiosk)))
		return;
	kiosk->told_ms = kiosk_now_ms(kiosk);
	kiosk_put(kiosk, &event);
}

static void poll_ear(struct kiosk *kiosk)
{
	/* There is no echo canceller yet: while the speaker sounds, the microphone hears the machine. */
	bool deaf = kiosk->speak && speak_sounding(kiosk->speak);

	if (kiosk->ear && ear_poll(kiosk->ear, deaf) && kiosk->session != 0)
		kiosk_put_busy(kiosk);
}

static void poll_left_alone(struct kiosk *kiosk)
{
	uint64_t patience_ms = (uint64_t)LEFT_ALONE_MS * (kiosk->manner.mode.aloud ? UNHURRIED_TIMES : 1);

	if (kiosk->session != 0 || kiosk->input_ms == 0 || kiosk_now_ms(kiosk) - kiosk->input_ms < patience_ms)
		return;
	kiosk->input_ms = 0;
	kiosk->focused = 0;
	kiosk_begin_anew(kiosk);
}

bool kiosk_poll(struct kiosk *kiosk)
{
	const struct screen *screen = &kiosk->options.screen;
	struct screen_input input = {0};

	kiosk->acknowledged = false;
	for (int i = 0; i < INPUTS_PER_POLL_MAX; i++) {
		screen->ops->input(screen->self, &input);
		if (input.kind == SCREEN_NOTHING)
			break;
		kiosk_input(kiosk, &input);
	}
	kiosk_draw(kiosk);
	kiosk_poll_aloud(kiosk);
	poll_speech(kiosk);
	poll_ear(kiosk);
	kiosk_poll_mode(kiosk);
	poll_left_alone(kiosk);
	if (kiosk->stale || kiosk->redraw)
		kiosk_draw(kiosk);
	return !kiosk->closed;
}

uint32_t kiosk_wait_ms(struct kiosk *kiosk)
{
	uint64_t now_ms = kiosk_now_ms(kiosk);

	if ((kiosk->speak && speak_busy(kiosk->speak)) || (kiosk->ear && ear_active(kiosk->ear)))
		return LIVELY_MS;
	if (kiosk->has_show && kiosk->show.show.screen == SCREEN_STILL_THERE)
		return COUNTDOWN_MS;
	if (kiosk->manner.down_ms != 0)
		return HOOK_WAIT_MS;
	if (kiosk->goodbye_until_ms > now_ms && kiosk->goodbye_until_ms - now_ms < QUIET_MS)
		return (uint32_t)(kiosk->goodbye_until_ms - now_ms);
	return QUIET_MS;
}

void kiosk_begin(struct kiosk *kiosk, uint8_t language)
{
	struct prefers prefers = kiosk_prefers(kiosk);

	kiosk->goodbye_until_ms = 0;
	kiosk->language = language;
	kiosk->focused = 0;
	kiosk->notice = NOTICE_NONE;
	kiosk->stale = true;
	kiosk->session = kiosk->options.begin(kiosk->options.self, language, prefers);
	kiosk->told = prefers;
	kiosk->told_session = kiosk->session;
	if (kiosk->session != 0)
		return;
	log_error("kiosk: no conversation can begin: what is wrong was said before this line; the screen asks for a "
		  "person");
	kiosk->notice = NOTICE_FAILURE;
	kiosk_say_failure(kiosk);
}

const struct view *kiosk_view(const struct kiosk *kiosk)
{
	return &kiosk->view;
}

bool kiosk_quiet(struct kiosk *kiosk)
{
	return !kiosk->speaking && !(kiosk->speak && speak_busy(kiosk->speak)) && !(kiosk->ear && ear_busy(kiosk->ear));
}

/* Said or asked before there was a voice. The lines for the tests have been written. */
static void catch_up(struct kiosk *kiosk)
{
	FILE *spoken = kiosk->spoken;

	if (kiosk->session == 0 || !kiosk->content)
		return;
	kiosk->spoken = NULL;
	kiosk->spoken_count = 0;
	kiosk_speak_said(kiosk);
	kiosk->spoken = spoken;
	if (kiosk->listen.kind == EFFECT_LISTEN && kiosk_understands(kiosk, kiosk->content, kiosk->language))
		ear_listen(kiosk->ear, kiosk->content, &kiosk->listen);
}

enum err kiosk_attach(struct kiosk *kiosk, const struct kiosk_senses *senses)
{
	struct speak_options speak = {
		senses->voice, senses->audio, senses->record, senses->by_hand, kiosk->options.clock};
	struct ear_options ear = {senses->audio, senses->recogniser, kiosk->options.inbox, senses->by_hand};
	enum err err = ERR_NONE;

	CHECK(!kiosk->speak && !kiosk->ear);
	if (senses->voice.ops && (senses->audio.ops || senses->record.ops))
		err = speak_open(&kiosk->speak, &speak);
	if (!err && senses->recogniser.ops)
		err = ear_open(&kiosk->ear, &ear);
	if (!err)
		catch_up(kiosk);
	return err;
}

bool kiosk_work(struct kiosk *kiosk)
{
	bool heard = kiosk->ear && ear_work(kiosk->ear);
	bool spoken = kiosk->speak && speak_work(kiosk->speak);

	return heard || spoken;
}

static enum err open_spoken(struct kiosk *kiosk)
{
	const char *path = kiosk->options.spoken;

	if (!path)
		return ERR_NONE;
	kiosk->spoken = fopen(path, "ae");
	if (kiosk->spoken)
		return ERR_NONE;
	log_error("run: %s: %s: name a file that can be written with --spoken", path, strerror(errno));
	return ERR_IO;
}

enum err kiosk_open(struct kiosk **out, const struct kiosk_options *options)
{
	struct kiosk *kiosk = calloc(1, sizeof(*kiosk));

	CHECK(options->screen.ops && options->inbox && options->begin && options->content);
	*out = kiosk;
	if (!kiosk)
		return ERR_NO_SPACE;
	kiosk->options = *options;
	kiosk->fresh = true;
	kiosk_begin_anew(kiosk);
	return open_spoken(kiosk);
}

void kiosk_close(struct kiosk *kiosk)
{
	if (!kiosk)
		return;
	ear_close(kiosk->ear);
	speak_close(kiosk->speak);
	if (kiosk->spoken)
		fclose(kiosk->spoken);
	explicit_bzero(kiosk, sizeof(*kiosk));
	free(kiosk);
}
