/* What stands on the kiosk's screen: built anew when something changed, and only then. */
#include "kiosk_parts.h"

#include "base/text.h"
#include "log.h"

#include <stdio.h>
#include <string.h>

enum { GOODBYE_MS = 6000, ATTRACT_TURN_S = 12, PICTURE_PATH_BYTES = 1024 };

static struct view_measure measure_of(const struct kiosk *kiosk)
{
	return (struct view_measure){kiosk->options.screen.ops->text_width, kiosk->options.screen.self};
}

/* The texts of the step before and after the one that the SHOW captions. */
static void around_caption(
	const struct kiosk *kiosk, const char *caption, char *said, size_t said_bytes, char *asked, size_t asked_bytes)
{
	bool after = false;
	size_t length = 0;

	said[0] = '\0';
	asked[0] = '\0';
	for (unsigned i = 0; i < kiosk->said_count; i++) {
		const char *text = kiosk->said[i];

		if (strcmp(text, caption) == 0) {
			after = true;
		} else if (after) {
			text_copy(asked, asked_bytes, text_of(text));
		} else {
			length += text_copy(said + length, said_bytes - length, text_of(text));
			length += text_copy(said + length, said_bytes - length, TEXT("\n"));
		}
	}
}

/* Seconds that are left of a countdown. */
static uint8_t seconds_left(const struct kiosk *kiosk)
{
	uint64_t gone_s = (kiosk_now_ms(kiosk) - kiosk->shown_ms) / 1000;

	return gone_s >= kiosk->show.show.seconds ? 0 : (uint8_t)(kiosk->show.show.seconds - gone_s);
}

static void build_shown(struct kiosk *kiosk)
{
	static char said[SAID_TEXTS_MAX * SAID_BYTES_MAX];
	static char asked[SAID_BYTES_MAX];
	struct view_measure measure = measure_of(kiosk);
	struct effect show = kiosk->show;
	struct view_of of = {
		.content = kiosk->content, .show = &show, .entry = &kiosk->entry, .said = said, .asked = asked};
	char caption[SAID_BYTES_MAX];

	content_say(kiosk->content, &show.show.caption, caption, sizeof(caption));
	around_caption(kiosk, caption, said, sizeof(said), asked, sizeof(asked));
	show.show.seconds = seconds_left(kiosk);
	if (kiosk->said_is_waiting)
		show.show.caption.text = NONE16;
	view_build(&kiosk->view, &kiosk->options.board, &measure, &of);
	explicit_bzero(said, sizeof(said));
	explicit_bzero(asked, sizeof(asked));
	explicit_bzero(caption, sizeof(caption));
	explicit_bzero(&show, sizeof(show));
}

static bool build_attract(struct kiosk *kiosk)
{
	struct view_measure measure = measure_of(kiosk);
	const struct content *content = kiosk->options.content(kiosk->options.self);
	int64_t local_s = clock_local_s(kiosk->options.clock);

	if (!content)
		return false;
	kiosk->content = content;
	kiosk->attract_turn = local_s / ATTRACT_TURN_S;
	view_build_attract(&kiosk->view, &kiosk->options.board, &measure,
		&(struct view_idle){.content = content, .local_s = local_s});
	return true;
}

/* The last words stay for a moment, so that they can be read; then the next customer is awaited. */
void kiosk_goodbye(struct kiosk *kiosk)
{
	struct view_measure measure = measure_of(kiosk);
	struct effect show = {.kind = EFFECT_SHOW};
	struct view_of of = {.content = kiosk->content, .show = &show, .said = NULL};

	if (!kiosk->content)
		return;
	show.show.screen = SCREEN_GOODBYE;
	show.show.language = kiosk->language;
	show.show.topic = NONE16;
	show.show.slot = NONE16;
	show.show.parent = NONE16;
	show.show.caption.text = NONE16;
	if (kiosk->said_count > 0)
		of.said = kiosk->said[kiosk->said_count - 1];
	view_build(&kiosk->view, &kiosk->options.board, &measure, &of);
	kiosk->goodbye_until_ms = kiosk_now_ms(kiosk) + GOODBYE_MS;
	kiosk->fresh = true;
	kiosk->stale = false;
}

static bool is_due(struct kiosk *kiosk)
{
	if (kiosk->goodbye_until_ms != 0) {
		if (kiosk_now_ms(kiosk) < kiosk->goodbye_until_ms)
			return false;
		kiosk->goodbye_until_ms = 0;
		kiosk->fresh = true;
		return true;
	}
	if (kiosk->stale)
		return true;
	if (!kiosk->has_show)
		return clock_local_s(kiosk->options.clock) / ATTRACT_TURN_S != kiosk->attract_turn ||
		       kiosk->options.content(kiosk->options.self) != kiosk->content;
	return kiosk->show.show.screen == SCREEN_STILL_THERE && kiosk->shown_ms != 0;
}

void kiosk_picture(struct kiosk *kiosk, const char *name)
{
	const struct screen *screen = &kiosk->options.screen;
	char path[PICTURE_PATH_BYTES];

	if (!kiosk->options.pictures)
		return;
	snprintf(path, sizeof(path), "%s/%02u-%s.png", kiosk->options.pictures, ++kiosk->pictures_count, name);
	if (screen->ops->save_png(screen->self, path))
		kiosk->options.pictures = NULL; /* said once by the screen; the conversation matters more */
}

void kiosk_draw(struct kiosk *kiosk)
{
	const struct screen *screen = &kiosk->options.screen;

	if (is_due(kiosk)) {
		if (kiosk->has_show)
			build_shown(kiosk);
		else if (!build_attract(kiosk))
			return;
		kiosk->stale = false;
	}
	if (kiosk->view.elements_count == 0)
		return;
	kiosk->view.focused = kiosk->focused;
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		struct view_element *e = &kiosk->view.elements[i];

		e->pressed = (kiosk->pressed != 0 && e->focus == kiosk->pressed) ||
			     (e->key == ENTRY_KEY_SHIFT && e->action == VIEW_ENTRY_KEY && kiosk->entry.capitals);
	}
	if (screen->ops->draw(screen->self, &kiosk->view))
		return;
	if (kiosk->fresh)
		kiosk_picture(kiosk, screen_name(kiosk->view.screen));
	kiosk->fresh = false;
}
