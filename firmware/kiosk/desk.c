#include "kiosk/desk.h"

#include "adapter/audio_file.h"
#include "kiosk/kiosk_parts.h"
#include "log.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTION_CHARS = 240 };

/* --- function keys --- */

static void toggle_notice(struct kiosk *kiosk, enum notice notice)
{
	kiosk->notice = kiosk->notice == notice ? NOTICE_NONE : (uint8_t)notice;
	kiosk->stale = true;
	kiosk->fresh = true;
}

static void toggle(struct kiosk *kiosk, enum kiosk_sense sense)
{
	kiosk_sense(kiosk, sense, !(kiosk->senses & sense));
}

/* As if somebody had pulled the plug: nothing is said, written or closed any more. */
static void power_cut(void)
{
	(void)raise(SIGKILL);
}

static void came_near(struct kiosk *kiosk)
{
	kiosk_sense(kiosk, KIOSK_NEAR, true);
	kiosk_sense(kiosk, KIOSK_NEAR, false);
}

bool desk_function_key(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case SCREEN_KEY_F1: toggle_notice(kiosk, NOTICE_KEYS); return true;
	case SCREEN_KEY_F1 + 1: came_near(kiosk); return true;
	case SCREEN_KEY_F1 + 2: toggle(kiosk, KIOSK_HANDSET); return true;
	case SCREEN_KEY_F1 + 3: toggle(kiosk, KIOSK_HEADSET); return true;
	case SCREEN_KEY_F1 + 4: toggle_notice(kiosk, NOTICE_STICK); return true;
	case SCREEN_KEY_F1 + 5: power_cut(); return true;
	default: return false;
	}
}

/* For whoever stands at the desk and tries the machine, not for its customers. */
const char *desk_notice_title(uint8_t notice)
{
	switch (notice) {
	case NOTICE_KEYS: return "Keys of the desk";
	case NOTICE_STICK: return "Memory stick";
	default: return NULL;
	}
}

const char *desk_notice_text(uint8_t notice)
{
	if (notice == NOTICE_STICK)
		return "A stick was plugged in. Nothing reads sticks yet.\nAny key goes on.";
	return "F1  this list, and away again\n"
	       "F2  somebody came near\n"
	       "F3  handset up, handset down\n"
	       "F4  headset in, headset out\n"
	       "F5  memory stick in (nothing reads sticks yet)\n"
	       "F6  power cut\n"
	       "F7  large text    F8  high contrast    F9  read aloud";
}

/* --- the field --- */

bool desk_has_field(const struct kiosk *kiosk)
{
	if (!kiosk->manner.mode.typing || !kiosk->has_show || kiosk->entry.kind != ENTRY_NONE)
		return false;
	switch (kiosk->show.show.screen) {
	case SCREEN_MENU:
	case SCREEN_ANSWER:
	case SCREEN_STEP:
	case SCREEN_QUESTION: return true;
	case SCREEN_SLOT: return kiosk->show.show.choices.count > 0;
	default: return false;
	}
}

static void enter_field(struct kiosk *kiosk)
{
	kiosk->question.kind = ENTRY_LETTERS;
	kiosk->question.length_max = QUESTION_CHARS;
	kiosk->focused = 0;
	kiosk->stale = true;
}

void desk_clicked(struct kiosk *kiosk, int x, int y)
{
	if (!desk_has_field(kiosk) || kiosk->question.text[0] != '\0')
		return;
	if (kiosk->question.kind != ENTRY_NONE) {
		entry_wipe(&kiosk->question);
		kiosk->stale = true;
	}
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];

		if (e->role == VIEW_FIELD && view_covers(e, x, y))
			enter_field(kiosk);
	}
}

static bool is_letter(uint32_t key)
{
	return key > ' ' && key != 127 && key < SCREEN_KEY_UP;
}

/* On a telephone's keys: they choose tiles, until somebody is in the field. */
static bool is_keypad(uint32_t key)
{
	return (key >= '0' && key <= '9') || key == '*' || key == '#';
}

static void put_letter(struct kiosk *kiosk, uint32_t key)
{
	enter_field(kiosk);
	(void)kiosk_enter_key(kiosk, &kiosk->question, key);
}

void desk_put_question(struct kiosk *kiosk)
{
	kiosk_put_entry(kiosk, &kiosk->question);
	entry_wipe(&kiosk->question);
}

static bool first_key(struct kiosk *kiosk, uint32_t key)
{
	bool clicked = kiosk->question.kind != ENTRY_NONE;

	if (!is_letter(key) || (!clicked && is_keypad(key)))
		return false; /* numbers choose tiles, the others walk, choose and go back */
	put_letter(kiosk, key);
	return true;
}

bool desk_field_key(struct kiosk *kiosk, uint32_t key)
{
	if (!desk_has_field(kiosk))
		return false;
	if (kiosk->question.text[0] == '\0')
		return first_key(kiosk, key);
	if (key == SCREEN_KEY_ENTER) {
		if (kiosk->focused != 0)
			return false;
		desk_put_question(kiosk);
	} else if (key == SCREEN_KEY_ESCAPE) {
		entry_wipe(&kiosk->question);
		kiosk->stale = true;
	} else if (key == ' ' && kiosk->focused != 0) {
		return false;
	} else if (key < SCREEN_KEY_UP) {
		put_letter(kiosk, key == SCREEN_KEY_BACKSPACE ? ENTRY_KEY_DELETE : key);
	}
	return true;
}

/* --- recordings --- */

/* ERR_FORMAT and the others: said in a line. */
static enum err read_recording(const char *path, int16_t **samples, size_t *count)
{
	const size_t samples_max = (size_t)AUDIO_RATE_HZ * AUDIO_FILE_SECONDS_MAX;
	struct audio_why why;
	struct audio file;
	enum err err = audio_file_open(&file, path, NULL, &why);

	if (err) {
		log_warn("%s: %s", path, why.text);
		return err;
	}
	*count = 0;
	*samples = malloc(samples_max * sizeof(**samples));
	if (*samples)
		*count = file.ops->record(file.self, *samples, samples_max);
	else
		log_warn("%s: no memory for it: give a shorter one", path);
	file.ops->close(file.self);
	return *samples ? ERR_NONE : ERR_NO_SPACE;
}

void desk_dropped(struct kiosk *kiosk, const char *path)
{
	int16_t *samples;
	size_t count;

	if (!path || read_recording(path, &samples, &count))
		return;
	if (!kiosk->ear) {
		log_warn("%s: there is no recogniser here: install what toolchain/packages.run names", path);
		free(samples);
		return;
	}
	kiosk_hush(kiosk); /* it is heard like somebody who speaks: not over the machine's own words */
	ear_give(kiosk->ear, samples, count);
	if (kiosk->session == 0)
		kiosk_begin(kiosk, kiosk_attract_language(kiosk));
}
