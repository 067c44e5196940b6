/* How this customer is served: large, aloud, heard or not; and what of it the core must know. All of it is forgotten
 * with the customer. */
#include "kiosk/kiosk_parts.h"

#include "log.h"

#include <string.h>

enum {
	CHANGE_STRIKE_MS = 500,
	LEVEL_EVERY_MS = 100,
	LEVEL_STEP_PCT = 10,
	LOUDER_MAX = 3,
	SLOWER_MAX = 2,
	HOOK_MS = 300
};

static const unsigned gain_pct[LOUDER_MAX + 1] = {100, 160, 250, 400};
static const unsigned rate_pct[SLOWER_MAX + 1] = {SPEAK_RATE_PCT, 80, 65};

static void set_voice(struct kiosk *kiosk)
{
	struct speak_manner manner = {rate_pct[kiosk->manner.slower], gain_pct[kiosk->manner.louder]};

	if (kiosk->speak)
		speak_set(kiosk->speak, &manner);
}

void kiosk_begin_anew(struct kiosk *kiosk)
{
	kiosk->manner = (struct manner){0};
	kiosk->manner.mode.typing = kiosk->options.desk;
	kiosk->manner.mode.aloud = kiosk->options.aloud || kiosk_is_alone(kiosk);
	kiosk->notice = NOTICE_NONE;
	kiosk->page = 0;
	kiosk->heading[0] = '\0';
	kiosk->unread = false;
	kiosk->stale = true;
	set_voice(kiosk);
}

bool kiosk_is_alone(const struct kiosk *kiosk)
{
	return kiosk->senses & (KIOSK_HEADSET | KIOSK_HANDSET);
}

static void aloud(struct kiosk *kiosk, bool is)
{
	struct manner *manner = &kiosk->manner;

	kiosk_hush(kiosk);
	manner->mode.aloud = is;
	kiosk->focused = 0;
	if (is)
		kiosk->unread = kiosk->has_show;
	else
		kiosk->spoken_count = kiosk->said_count;
}

static void next_look(struct view_mode *mode)
{
	if (mode->contrast) {
		mode->large = false;
		mode->contrast = false;
	} else {
		mode->contrast = mode->large;
		mode->large = true;
	}
}

static enum label label_of(const struct view_mode *mode, enum view_change change)
{
	switch (change) {
	case VIEW_LOOK:
		return mode->contrast ? LABEL_HIGH_CONTRAST : mode->large ? LABEL_LARGE_TEXT : LABEL_NORMAL_LOOK;
	case VIEW_LARGE: return mode->large ? LABEL_LARGE_TEXT : LABEL_NORMAL_LOOK;
	case VIEW_CONTRAST: return mode->contrast ? LABEL_HIGH_CONTRAST : LABEL_NORMAL_LOOK;
	case VIEW_LOUDER: return LABEL_LOUDER;
	case VIEW_SLOWER: return LABEL_SLOWER;
	default: return LABEL_NOT_LISTENING;
	}
}

/* What one cannot see one must hear. */
static void say_change(struct kiosk *kiosk, enum view_change change)
{
	bool opened = change == VIEW_MUTE && !kiosk->manner.muted;

	if (kiosk->manner.mode.aloud && change != VIEW_READ_ALOUD)
		kiosk_say_label(kiosk, opened ? LABEL_LISTENING : label_of(&kiosk->manner.mode, change));
}

void kiosk_change(struct kiosk *kiosk, enum view_change change)
{
	struct manner *manner = &kiosk->manner;
	uint64_t now_ms = kiosk_now_ms(kiosk);

	/* A trembling hand would switch it on and off again. */
	if (manner->changed_ms != 0 && now_ms - manner->changed_ms < CHANGE_STRIKE_MS)
		return;
	manner->changed_ms = now_ms;
	kiosk_hush(kiosk);
	switch (change) {
	case VIEW_LOOK: next_look(&manner->mode); break;
	case VIEW_LARGE: manner->mode.large = !manner->mode.large; break;
	case VIEW_CONTRAST: manner->mode.contrast = !manner->mode.contrast; break;
	case VIEW_READ_ALOUD: aloud(kiosk, !manner->mode.aloud); break;
	case VIEW_MUTE: manner->muted = !manner->muted; break;
	case VIEW_LOUDER: manner->louder = (uint8_t)((manner->louder + 1) % (LOUDER_MAX + 1)); break;
	case VIEW_SLOWER: manner->slower = (uint8_t)((manner->slower + 1) % (SLOWER_MAX + 1)); break;
	case VIEW_GO_ON: /* from what became of something to the question behind it */
		kiosk_result_forget(kiosk);
		kiosk_turn_page(kiosk, 0);
		return;
	case VIEW_TRY_AGAIN: kiosk_begin(kiosk, kiosk->language); return;
	}
	kiosk->page = 0;
	kiosk->focused = 0; /* another element may stand there now */
	kiosk->stale = true;
	set_voice(kiosk);
	say_change(kiosk, change);
}

/* --- what is plugged in --- */

/* A hook's contact bounces, and a hand may slip: only a handset that stays down is put down. */
static void poll_hook(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_HUNG_UP};
	struct manner *manner = &kiosk->manner;

	if (manner->down_ms == 0 || kiosk_now_ms(kiosk) - manner->down_ms < HOOK_MS)
		return;
	manner->down_ms = 0;
	manner->lifted = false;
	if (kiosk->session != 0)
		kiosk_put(kiosk, &event);
}

static void lifted_or_plugged(struct kiosk *kiosk, enum kiosk_sense sense)
{
	bool begins = kiosk->session == 0;

	kiosk->manner.down_ms = 0;
	if (!kiosk->manner.mode.aloud)
		aloud(kiosk, true);
	if (!begins)
		return;
	kiosk_begin(kiosk, 0); /* who does not see the screen is not invited in the language that it shows */
	kiosk->manner.lifted = sense == KIOSK_HANDSET;
}

void kiosk_sense(struct kiosk *kiosk, enum kiosk_sense sense, bool is)
{
	bool was = kiosk->senses & sense;

	if (was == is)
		return;
	kiosk->senses = (uint8_t)(is ? kiosk->senses | sense : kiosk->senses & ~sense);
	kiosk->input_ms = kiosk_now_ms(kiosk);
	kiosk->stale = true;
	if (sense == KIOSK_NEAR) {
		if (is && kiosk->session == 0)
			kiosk_begin(kiosk, kiosk_attract_language(kiosk));
		return;
	}
	kiosk_hush(kiosk); /* what was meant for one ear is not finished for the whole room, nor the other way round */
	if (is) {
		lifted_or_plugged(kiosk, sense);
	} else if (sense == KIOSK_HANDSET && kiosk->manner.lifted && kiosk->session != 0 && !kiosk_is_alone(kiosk)) {
		kiosk->manner.down_ms = kiosk_now_ms(kiosk);
	} else if (kiosk->session == 0 && !kiosk_is_alone(kiosk)) {
		kiosk_begin_anew(kiosk); /* whoever read aloud has left: the next one does not begin so */
	}
}

/* --- hearing --- */

bool kiosk_understands(const struct kiosk *kiosk, const struct content *content, uint8_t language)
{
	return kiosk->ear && language < content->site.languages_count &&
	       ear_knows(kiosk->ear, content_string(content, content->site.language[language]));
}

static uint8_t mic_now(const struct kiosk *kiosk)
{
	if (kiosk->session == 0 || !kiosk->content || !kiosk_understands(kiosk, kiosk->content, kiosk->language) ||
		!ear_has_microphone(kiosk->ear))
		return VIEW_MIC_NONE;
	if (kiosk->manner.muted)
		return VIEW_MIC_MUTED;
	if (!ear_hears(kiosk->ear) || (kiosk->speak && speak_sounding(kiosk->speak)))
		return VIEW_MIC_PAUSED;
	return VIEW_MIC_OPEN;
}

struct prefers kiosk_prefers(const struct kiosk *kiosk)
{
	struct prefers prefers = {.unhurried = kiosk->manner.mode.aloud};
	const struct content *content = kiosk_content(kiosk);

	if (!kiosk->ear || !content || !ear_has_microphone(kiosk->ear) || kiosk->manner.muted)
		return prefers;
	for (uint8_t l = 0; l < content->site.languages_count; l++)
		prefers.heard |= (uint8_t)(kiosk_understands(kiosk, content, l) << l);
	return prefers;
}

/* Whoever shuts the microphone is asked to touch from the next words on. */
static void tell_prefers(struct kiosk *kiosk)
{
	struct event event = {.kind = EVENT_PREFERS, .prefers = kiosk_prefers(kiosk)};
	struct prefers *told = &kiosk->told;

	if (kiosk->session == 0 || !kiosk->has_show)
		return;
	if (kiosk->told_session == kiosk->session && told->unhurried == event.prefers.unhurried &&
		told->heard == event.prefers.heard)
		return;
	kiosk->told_session = kiosk->session;
	*told = event.prefers;
	kiosk_put(kiosk, &event);
}

static void show_level(struct kiosk *kiosk, uint8_t mic)
{
	uint8_t level = mic == VIEW_MIC_OPEN ? ear_level(kiosk->ear) : 0;
	uint64_t now_ms = kiosk_now_ms(kiosk);

	level = (uint8_t)(level - level % LEVEL_STEP_PCT);
	if (level == kiosk->view.level_pct || now_ms - kiosk->level_ms < LEVEL_EVERY_MS)
		return;
	kiosk->level_ms = now_ms;
	kiosk->view.level_pct = level;
	kiosk->redraw = true;
}

void kiosk_poll_mode(struct kiosk *kiosk)
{
	uint8_t mic = mic_now(kiosk);

	if (kiosk->ear)
		ear_microphone(kiosk->ear, mic == VIEW_MIC_OPEN || mic == VIEW_MIC_PAUSED);
	if (mic != kiosk->manner.mode.mic) {
		kiosk->manner.mode.mic = mic;
		kiosk->stale = kiosk->stale || kiosk->has_show;
	}
	show_level(kiosk, mic);
	tell_prefers(kiosk);
	poll_hook(kiosk);
}
