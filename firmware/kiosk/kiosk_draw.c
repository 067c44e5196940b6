/* What stands on the kiosk's screen: built anew when something changed, and only then. */
#include "kiosk/kiosk_parts.h"

#include "base/text.h"
#include "kiosk/desk.h"
#include "log.h"

#include <stdio.h>
#include <string.h>

enum { GOODBYE_MS = 6000, ATTRACT_TURN_S = 12, PICTURE_PATH_BYTES = 1024 };

static struct view_measure measure_of(const struct kiosk *kiosk)
{
	return (struct view_measure){kiosk->options.screen.ops->text_width, kiosk->options.screen.self};
}

/* The texts of the step before and after the one that the SHOW captions. */
struct around {
	char said[SAID_TEXTS_MAX * SAID_BYTES_MAX];
	char asked[SAID_BYTES_MAX];
};

static void around_caption(const struct kiosk *kiosk, const char *caption, struct around *out)
{
	bool after = false;
	size_t length = 0;

	out->said[0] = '\0';
	out->asked[0] = '\0';
	for (unsigned i = 0; i < kiosk->said_count; i++) {
		const char *text = kiosk->said[i].text;

		if (strcmp(text, caption) == 0) {
			after = true;
		} else if (after) {
			text_copy(out->asked, sizeof(out->asked), text_of(text));
		} else {
			length += text_copy(out->said + length, sizeof(out->said) - length, text_of(text));
			length += text_copy(out->said + length, sizeof(out->said) - length, TEXT("\n"));
		}
	}
}

uint8_t kiosk_seconds_left(const struct kiosk *kiosk)
{
	uint64_t gone_s = (kiosk_now_ms(kiosk) - kiosk->shown_ms) / 1000;

	return gone_s >= kiosk->show.show.seconds ? 0 : (uint8_t)(kiosk->show.show.seconds - gone_s);
}

static void build_shown(struct kiosk *kiosk)
{
	static struct around around;
	static char result[RESULTS_MAX * SAID_BYTES_MAX];
	struct view_measure measure = measure_of(kiosk);
	struct effect show = kiosk->show;
	struct view_of of = {
		.content = kiosk->content,
		.show = &show,
		.entry = desk_has_field(kiosk) ? &kiosk->question : &kiosk->entry,
		.said = around.said,
		.asked = around.asked,
		.result = result,
		.mode = kiosk->manner.mode,
		.page = kiosk->page,
	};
	char caption[SAID_BYTES_MAX];

	content_say(kiosk->content, &show.show.caption, caption, sizeof(caption));
	around_caption(kiosk, caption, &around);
	kiosk_result_words(kiosk, result, sizeof(result));
	show.show.seconds = kiosk_seconds_left(kiosk);
	if (kiosk->said_is_waiting)
		show.show.caption.text = NONE16;
	view_build(&kiosk->view, &kiosk->options.board, &measure, &of);
	explicit_bzero(&around, sizeof(around));
	explicit_bzero(result, sizeof(result));
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
		&(struct view_idle){.content = content,
			.local_s = local_s,
			.heard = kiosk_prefers(kiosk).heard,
			.rising = kiosk->options.rising ? kiosk->options.rising(kiosk->options.self) : 0,
			.mode = kiosk->manner.mode});
	return true;
}

/* The last words stay for a moment, so that they can be read; then the next customer is awaited. */
void kiosk_goodbye(struct kiosk *kiosk)
{
	struct view_measure measure = measure_of(kiosk);
	struct effect show = {.kind = EFFECT_SHOW};
	struct view_of of = {.content = kiosk->content, .show = &show, .mode = kiosk->manner.mode};

	if (!kiosk->content)
		return;
	show.show.screen = SCREEN_GOODBYE;
	show.show.language = kiosk->language;
	show.show.topic = NONE16;
	show.show.slot = NONE16;
	show.show.parent = NONE16;
	show.show.caption.text = NONE16;
	if (kiosk->said_count > 0)
		of.said = kiosk->said[kiosk->said_count - 1].text;
	of.mode.mic = VIEW_MIC_NONE;
	view_build(&kiosk->view, &kiosk->options.board, &measure, &of);
	kiosk->redraw = true;
	kiosk->goodbye_until_ms = kiosk_now_ms(kiosk) + GOODBYE_MS;
	kiosk->fresh = true;
	kiosk->stale = false;
}

/* In the content's words. Where even the content is missing, in these: somebody must be told something. */
static void build_failure(struct kiosk *kiosk)
{
	struct view_measure measure = measure_of(kiosk);
	const struct content *c = kiosk_content(kiosk);
	uint8_t language = kiosk->language;
	struct view_notice notice = {.title = "Out of order",
		.text = "This machine is not working just now. Please ask a person here.\n",
		.button = "Try again",
		.change = VIEW_TRY_AGAIN,
		.mode = kiosk->manner.mode};

	if (c) {
		notice.title = content_text(c, c->label[LABEL_FAILURE], language, 0);
		notice.text = content_text(c, c->prompt[PROMPT_FAILURE], language, 0);
		notice.button = content_text(c, c->label[LABEL_TRY_AGAIN], language, 0);
	}
	view_build_notice(&kiosk->view, &kiosk->options.board, &measure, &notice);
}

static void build_desk_notice(struct kiosk *kiosk)
{
	struct view_measure measure = measure_of(kiosk);
	struct view_notice notice = {.title = desk_notice_title(kiosk->notice),
		.text = desk_notice_text(kiosk->notice),
		.mode = kiosk->manner.mode};

	view_build_notice(&kiosk->view, &kiosk->options.board, &measure, &notice);
}

/* What an element does: by it the ring and the finger find it again where the screen is laid out anew, and one element
 * more or less has changed the numbers. */
struct mark {
	uint8_t action, target, index;
	uint32_t key;
};

static struct mark mark_of(const struct kiosk *kiosk, uint8_t focus)
{
	const struct view_element *e = kiosk_focus(kiosk, focus);

	return e ? (struct mark){e->action, e->target, e->index, e->key} : (struct mark){0};
}

static uint8_t focus_of(const struct kiosk *kiosk, const struct mark *mark)
{
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];

		if (kiosk_can_focus(e) && e->action == mark->action && e->target == mark->target &&
			e->index == mark->index && e->key == mark->key)
			return e->focus;
	}
	return 0;
}

static void build_one(struct kiosk *kiosk)
{
	if (kiosk->notice != NOTICE_NONE && desk_notice_title(kiosk->notice))
		build_desk_notice(kiosk);
	else if (kiosk->notice == NOTICE_FAILURE)
		build_failure(kiosk);
	else if (kiosk->has_show)
		build_shown(kiosk);
	else if (!build_attract(kiosk))
		build_failure(kiosk);
}

static void build(struct kiosk *kiosk)
{
	uint8_t level_pct = kiosk->view.level_pct;
	struct mark ring = mark_of(kiosk, kiosk->focused);
	struct mark finger = mark_of(kiosk, kiosk->pressed);

	build_one(kiosk);
	kiosk->focused = focus_of(kiosk, &ring);
	kiosk->pressed = focus_of(kiosk, &finger);
	kiosk->view.level_pct = kiosk->has_show ? level_pct : 0;
	kiosk->stale = false;
	kiosk->redraw = true;
}

static bool is_due(struct kiosk *kiosk)
{
	if (kiosk->notice == NOTICE_FAILURE)
		return kiosk->stale;
	if (kiosk->goodbye_until_ms != 0) {
		if (kiosk_now_ms(kiosk) < kiosk->goodbye_until_ms)
			return false;
		kiosk->goodbye_until_ms = 0;
		kiosk->fresh = true;
		return true;
	}
	if (kiosk->stale || kiosk->notice != NOTICE_NONE)
		return kiosk->stale;
	if (!kiosk->has_show)
		return clock_local_s(kiosk->options.clock) / ATTRACT_TURN_S != kiosk->attract_turn ||
		       kiosk->options.content(kiosk->options.self) != kiosk->content;
	return kiosk->show.show.screen == SCREEN_STILL_THERE && kiosk_seconds_left(kiosk) != kiosk->countdown_drawn;
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

static void put_marks(struct kiosk *kiosk)
{
	kiosk->view.focused = kiosk->focused;
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		struct view_element *e = &kiosk->view.elements[i];

		e->pressed = (kiosk->pressed != 0 && e->focus == kiosk->pressed) ||
			     (e->key == ENTRY_KEY_SHIFT && e->action == VIEW_ENTRY_KEY && kiosk->entry.capitals);
	}
}

/* Black, with nothing on it: who hears everything may not want to be looked over the shoulder. */
static const struct view *dark_view(const struct kiosk *kiosk)
{
	static struct view dark;

	dark.width_px = kiosk->view.width_px;
	dark.height_px = kiosk->view.height_px;
	dark.screen = kiosk->view.screen;
	dark.contrast = true;
	return &dark;
}

void kiosk_draw(struct kiosk *kiosk)
{
	const struct screen *screen = &kiosk->options.screen;

	if (is_due(kiosk))
		build(kiosk);
	if (kiosk->view.elements_count == 0 || !kiosk->redraw)
		return;
	kiosk->redraw = false;
	kiosk->countdown_drawn = kiosk_seconds_left(kiosk);
	put_marks(kiosk);
	if (screen->ops->draw(screen->self, kiosk->options.dark ? dark_view(kiosk) : &kiosk->view)) {
		kiosk->redraw = true; /* a display that went away may come back */
		return;
	}
	if (kiosk->fresh)
		kiosk_picture(kiosk, screen_name(kiosk->view.screen));
	kiosk->fresh = false;
}

uint8_t kiosk_attract_language(const struct kiosk *kiosk)
{
	for (unsigned i = 0; kiosk->session == 0 && i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];

		if (e->role == VIEW_PRIMARY && e->action == VIEW_TARGET)
			return e->index;
	}
	return 0;
}
