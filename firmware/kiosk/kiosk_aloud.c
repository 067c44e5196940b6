/* Speech mode: everything shown is spoken, and everything can be reached by the keys of a telephone, without the
 * picture. Also what may be said in a room at all: the customer's own values are for a headset or a handset. */
#include "kiosk/kiosk_parts.h"

#include "base/text.h"
#include "log.h"

#include <string.h>

enum { COUNTDOWN_EVERY_S = 10, LINE_BYTES_MAX = VIEW_SPOKEN_BYTES_MAX + 128 };

/* --- speaking --- */

static void note_spoken(struct kiosk *kiosk, const char *code, const char *text)
{
	if (!kiosk->spoken)
		return;
	fprintf(kiosk->spoken, "%s\t", code);
	for (; *text; text++)
		fputc(*text == '\n' || *text == '\t' ? ' ' : *text, kiosk->spoken);
	fputc('\n', kiosk->spoken);
	if (fflush(kiosk->spoken) == 0)
		return;
	log_error("run: %s cannot be written: name another file with --spoken", kiosk->options.spoken);
	fclose(kiosk->spoken);
	kiosk->spoken = NULL;
}

void kiosk_speak(struct kiosk *kiosk, uint8_t language, const char *text)
{
	const struct content *content = kiosk_content(kiosk);
	const char *code;

	if (!content || language >= content->site.languages_count || text[0] == '\0')
		return;
	code = content_string(content, content->site.language[language]);
	note_spoken(kiosk, code, text);
	if (!kiosk->speak)
		return;
	speak_say(kiosk->speak, code, text);
	if (!kiosk->speaking)
		kiosk->speaking_ms = kiosk_now_ms(kiosk);
	kiosk->speaking = kiosk->session != 0;
}

static void speak_prompt(struct kiosk *kiosk, enum prompt prompt)
{
	const struct content *content = kiosk_content(kiosk);

	if (content)
		kiosk_speak(kiosk, kiosk->language, content_text(content, content->prompt[prompt], kiosk->language, 0));
}

static const char *label(const struct kiosk *kiosk, enum label label)
{
	const struct content *content = kiosk_content(kiosk);

	return content ? content_text(content, content->label[label], kiosk->language, 0) : "";
}

void kiosk_say_label(struct kiosk *kiosk, enum label which)
{
	kiosk_speak(kiosk, kiosk->language, label(kiosk, which));
}

void kiosk_say_failure(struct kiosk *kiosk)
{
	kiosk_say_label(kiosk, LABEL_FAILURE);
	speak_prompt(kiosk, PROMPT_FAILURE);
	kiosk_say_label(kiosk, LABEL_TRY_AGAIN);
}

/* The reason comes after the first words that leave something out, once a conversation. */
static void speak_one(struct kiosk *kiosk, const struct said *said)
{
	bool alone = kiosk_is_alone(kiosk);

	kiosk_speak(kiosk, kiosk->language, alone ? said->to_one : said->in_public);
	if (alone || kiosk->manner.told_private || strcmp(said->to_one, said->in_public) == 0)
		return;
	kiosk->manner.told_private = true;
	speak_prompt(kiosk, PROMPT_PRIVATE);
}

void kiosk_speak_said(struct kiosk *kiosk)
{
	for (; kiosk->spoken_count < kiosk->said_count; kiosk->spoken_count++)
		speak_one(kiosk, &kiosk->said[kiosk->spoken_count]);
}

/* --- reading a screen --- */

static bool is_said(const struct kiosk *kiosk, const char *text)
{
	for (unsigned i = 0; i < kiosk->said_count; i++) {
		if (strstr(kiosk->said[i].text, text))
			return true;
	}
	return false;
}

static void read_heading(struct kiosk *kiosk, const struct view_element *e)
{
	if (strncmp(kiosk->heading, e->spoken, sizeof(kiosk->heading) - 1) == 0)
		return;
	text_copy(kiosk->heading, sizeof(kiosk->heading), text_of(e->spoken));
	kiosk_speak(kiosk, kiosk->language, e->spoken);
}

/* What stands on the screen beside the words that are said: with a conversation's own values only for one ear. */
static bool is_to_be_read(const struct kiosk *kiosk, const struct view_element *e)
{
	if (e->action != VIEW_NO_ACTION || e->spoken[0] == '\0')
		return false;
	switch (e->role) {
	case VIEW_PROGRESS: return true;
	case VIEW_TEXT: return !is_said(kiosk, e->spoken) && (kiosk->session == 0 || kiosk_is_alone(kiosk));
	case VIEW_CODE:
		return kiosk->view.screen != SCREEN_STILL_THERE && !is_said(kiosk, e->text) && kiosk_is_alone(kiosk);
	case VIEW_CAPTION: return kiosk->session == 0;
	default: return false;
	}
}

static void speak_caption(struct kiosk *kiosk)
{
	const struct saying *caption = &kiosk->show.show.caption;
	static struct said said;

	if (!kiosk->has_show || content_say(kiosk->content, caption, said.text, sizeof(said.text)) == 0)
		return;
	content_say_aloud(kiosk->content, caption, true, said.to_one, sizeof(said.to_one));
	content_say_aloud(kiosk->content, caption, false, said.in_public, sizeof(said.in_public));
	if (!is_said(kiosk, said.text))
		speak_one(kiosk, &said);
	explicit_bzero(&said, sizeof(said));
}

/* An entry's own keys are walked, not counted. */
static bool counts(const struct view_element *e)
{
	return kiosk_can_focus(e) && e->role != VIEW_KEY;
}

static unsigned count_choices(const struct kiosk *kiosk, const struct view_element *of, unsigned *at)
{
	unsigned count = 0;

	*at = 0;
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];

		count += counts(e);
		if (of && counts(e) && e->focus <= of->focus)
			(*at)++;
	}
	return count;
}

static void fill_place(const struct kiosk *kiosk, enum label of, const struct view_element *e, char *out, size_t bytes)
{
	struct values values = {0};
	char number[12];
	unsigned at;

	snprintf(number, sizeof(number), "%u", count_choices(kiosk, e, &at));
	values_set(&values, "count", number);
	snprintf(number, sizeof(number), "%u", at);
	values_set(&values, "at", number);
	content_fill(label(kiosk, of), &values, out, bytes);
}

static void speak_count(struct kiosk *kiosk)
{
	char text[LABEL_CHARS_MAX * 4];

	fill_place(kiosk, LABEL_CHOICES, NULL, text, sizeof(text));
	kiosk_speak(kiosk, kiosk->language, text);
}

static void read_elements(struct kiosk *kiosk, bool headings)
{
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		const struct view_element *e = &kiosk->view.elements[i];

		if (headings && e->role == VIEW_HEADING)
			read_heading(kiosk, e);
		if (!headings && is_to_be_read(kiosk, e))
			kiosk_speak(kiosk, kiosk->language, e->spoken);
	}
}

static void explain(struct kiosk *kiosk)
{
	if (kiosk->manner.explained)
		return;
	kiosk->manner.explained = true;
	speak_prompt(kiosk, PROMPT_READ_ALOUD_ON);
}

void kiosk_read_screen(struct kiosk *kiosk)
{
	kiosk->unread = false;
	kiosk->countdown_said = kiosk_seconds_left(kiosk);
	explain(kiosk);
	read_elements(kiosk, true);
	kiosk_speak_said(kiosk);
	speak_caption(kiosk);
	read_elements(kiosk, false);
	if (kiosk_is_entering(kiosk) && kiosk->entry.kind != ENTRY_LETTERS)
		kiosk_say_label(kiosk, LABEL_KEY_IN); /* a number is keyed in: what stands beside it comes second */
	else
		speak_count(kiosk);
}

/* From its heading on. */
static void read_again(struct kiosk *kiosk)
{
	kiosk->heading[0] = '\0';
	kiosk->spoken_count = 0;
	kiosk_read_screen(kiosk);
}

static void count_down(struct kiosk *kiosk)
{
	uint8_t left = kiosk_seconds_left(kiosk);
	struct saying caption = kiosk->show.show.caption;
	char text[SAID_BYTES_MAX];

	if (!kiosk->has_show || kiosk->show.show.screen != SCREEN_STILL_THERE || left == 0 ||
		left + COUNTDOWN_EVERY_S > kiosk->countdown_said)
		return;
	kiosk->countdown_said = left;
	snprintf(text, sizeof(text), "%u", left);
	values_set(&caption.values, "seconds", text);
	content_say(kiosk->content, &caption, text, sizeof(text));
	kiosk_hush(kiosk);
	kiosk_speak(kiosk, kiosk->language, text);
}

void kiosk_poll_aloud(struct kiosk *kiosk)
{
	if (!kiosk->manner.mode.aloud || !kiosk->has_show)
		return;
	if (kiosk->unread)
		kiosk_read_screen(kiosk);
	else
		kiosk_speak_said(kiosk);
	count_down(kiosk);
}

/* --- walking --- */

static uint8_t language_of(const struct kiosk *kiosk, const struct view_element *e)
{
	return e->action == VIEW_TARGET && e->target == TARGET_LANGUAGE ? e->index : kiosk->language;
}

static bool at_field(const struct kiosk *kiosk)
{
	const struct view_element *e = kiosk_focus(kiosk, kiosk->focused);

	return !e || e->role == VIEW_KEY;
}

/* A number's keys are found by touch, without an ear; on a loudspeaker the whole hall would learn the number. */
bool kiosk_is_number_in_public(const struct kiosk *kiosk, const struct entry *entry)
{
	return entry->kind != ENTRY_NONE && entry->kind != ENTRY_LETTERS && !kiosk_is_alone(kiosk);
}

/* How much of it there is, and no more. */
static void say_stars(struct kiosk *kiosk)
{
	size_t count = text_chars(text_of(kiosk->entry.text));
	const char *star = label(kiosk, LABEL_ASTERISK);
	char text[VIEW_SPOKEN_BYTES_MAX] = "";
	size_t length = 0;

	for (; count > 0 && length + strlen(star) + 2 < sizeof(text); count--)
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%s", length > 0 ? " " : "", star);
	kiosk_speak(kiosk, kiosk->language, text);
}

/* A letter is heard when it is found on the keyboard; a whole name read back is for one ear. */
static void say_field(struct kiosk *kiosk)
{
	bool entered = kiosk->entry.text[0] != '\0';

	if (entered && kiosk_is_number_in_public(kiosk, &kiosk->entry)) {
		say_stars(kiosk);
		return;
	}
	if (entered && kiosk->entry.kind == ENTRY_LETTERS && !kiosk_is_alone(kiosk)) {
		kiosk_say_label(kiosk, LABEL_ON_SCREEN);
		return;
	}
	for (unsigned i = 0; i < kiosk->view.elements_count; i++) {
		if (kiosk->view.elements[i].role == VIEW_FIELD)
			kiosk_speak(kiosk, kiosk->language, kiosk->view.elements[i].spoken);
	}
}

void kiosk_say_focused(struct kiosk *kiosk)
{
	const struct view_element *e = kiosk_focus(kiosk, kiosk->focused);
	char text[LINE_BYTES_MAX];
	char place[LABEL_CHARS_MAX * 4];

	if (!kiosk->manner.mode.aloud)
		return;
	if (!e) {
		say_field(kiosk);
		return;
	}
	fill_place(kiosk, LABEL_PLACE_OF, e, place, sizeof(place));
	text_copy(text, sizeof(text), text_of(e->spoken));
	if (e->role != VIEW_KEY) {
		size_t length = strlen(text);

		length -= length > 0 && text[length - 1] == '.';
		snprintf(text + length, sizeof(text) - length, ", %s", place);
	}
	kiosk_speak(kiosk, language_of(kiosk, e), text);
}

/* Between the buttons beside an entry; over the first or the last one is the entry itself. */
static void step(struct kiosk *kiosk, int by)
{
	bool entering = kiosk_is_entering(kiosk);
	uint8_t from = kiosk->focused;
	const struct view_element *e;

	do {
		uint8_t before = kiosk->focused;

		kiosk_move_by(kiosk, by);
		e = kiosk_focus(kiosk, kiosk->focused);
		if (entering && from != 0 && (by > 0 ? kiosk->focused <= before : kiosk->focused >= before)) {
			kiosk->focused = 0;
			break;
		}
	} while (e && e->role == VIEW_KEY && kiosk->focused != from);
	kiosk->redraw = true;
	kiosk_say_focused(kiosk);
}

static void to_field(struct kiosk *kiosk)
{
	kiosk->focused = 0;
	kiosk->redraw = true;
	kiosk_say_focused(kiosk);
}

/* --- entering --- */

void kiosk_last_letter(const struct entry *entry, char *out, size_t out_bytes)
{
	char shown[WORDS_BYTES_MAX];
	const char *at;

	entry_shown(entry, shown, sizeof(shown));
	at = shown + strlen(shown);
	while (at > shown && ((uint8_t) * --at & 0xc0) == 0x80)
		;
	text_copy(out, out_bytes, text_of(at));
	explicit_bzero(shown, sizeof(shown));
}

void kiosk_say_letter(struct kiosk *kiosk, const char *letter, bool deleted)
{
	char text[LABEL_CHARS_MAX * 8];
	const char *name = letter;

	if (strcmp(letter, ENTRY_DOT) == 0)
		name = label(kiosk, LABEL_ASTERISK);
	if (strcmp(letter, " ") == 0)
		name = label(kiosk, LABEL_SPACE);
	snprintf(text, sizeof(text), "%s%s%s", deleted ? label(kiosk, LABEL_DELETE) : "", deleted ? " " : "", name);
	kiosk_speak(kiosk, kiosk->language, text);
}

/* --- keys --- */

static void choose(struct kiosk *kiosk)
{
	const struct view_element *e = kiosk_focus(kiosk, kiosk->focused);

	if (e) {
		kiosk_activate(kiosk, e);
		return;
	}
	step(kiosk, 1);
	kiosk->struck_key.again_at_once = false; /* it would choose what was not even named yet */
}

static void help_key(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case '0': kiosk_put_touched(kiosk, TARGET_PERSON, 0); break;
	case '1': read_again(kiosk); break;
	case '3': speak_prompt(kiosk, PROMPT_READ_ALOUD_KEYS); break;
	case '5': choose(kiosk); break;
	case '7': kiosk_change(kiosk, VIEW_SLOWER); break;
	case '9': kiosk_change(kiosk, VIEW_LOUDER); break;
	default: break;
	}
}

static void key_in_walk(struct kiosk *kiosk, uint32_t key)
{
	switch (key) {
	case '2':
	case '4': step(kiosk, -1); break;
	case '6':
	case '8': step(kiosk, 1); break;
	case '*': kiosk_put_touched(kiosk, TARGET_BACK, 0); break;
	case '#':
		kiosk->focused = 0;
		if (kiosk_is_entering(kiosk))
			to_field(kiosk);
		else
			step(kiosk, 1);
		break;
	default: help_key(kiosk, key); break;
	}
}

static void numbers_key(struct kiosk *kiosk, uint32_t key)
{
	if (key == '#') {
		kiosk_put_entry(kiosk, &kiosk->entry);
	} else if (key != '*') {
		kiosk_put_key(kiosk, key);
	} else if (kiosk->entry.text[0] != '\0') {
		kiosk_put_key(kiosk, ENTRY_KEY_DELETE);
	} else {
		kiosk->focused = 0;
		step(kiosk, 1);                          /* nothing to delete: to the other buttons */
		kiosk->struck_key.again_at_once = false; /* there it goes back */
	}
}

/* Onto the keyboard, where nothing is chosen yet. */
static void to_first_letter(struct kiosk *kiosk)
{
	for (unsigned i = 0; i < kiosk->view.elements_count && kiosk->focused == 0; i++) {
		if (kiosk->view.elements[i].role == VIEW_KEY)
			kiosk->focused = kiosk->view.elements[i].focus;
	}
	kiosk->redraw = true;
	kiosk->struck_key.again_at_once = true;
}

static void letters_key(struct kiosk *kiosk, uint32_t key)
{
	static const uint32_t direction[] = {
		['2'] = SCREEN_KEY_UP, ['4'] = SCREEN_KEY_LEFT, ['6'] = SCREEN_KEY_RIGHT, ['8'] = SCREEN_KEY_DOWN};

	switch (key) {
	case '2':
	case '4':
	case '6':
	case '8':
		if (kiosk->focused == 0)
			to_first_letter(kiosk);
		else
			kiosk_move_to(kiosk, direction[key]);
		kiosk_say_focused(kiosk);
		break;
	case '#': kiosk_put_entry(kiosk, &kiosk->entry); break;
	case '*':
		if (kiosk->entry.text[0] != '\0')
			kiosk_put_key(kiosk, ENTRY_KEY_DELETE);
		else
			kiosk_put_touched(kiosk, TARGET_BACK, 0);
		break;
	default: help_key(kiosk, key); break;
	}
}

bool kiosk_aloud_key(struct kiosk *kiosk, uint32_t key)
{
	bool entering = kiosk_is_entering(kiosk);
	bool letters = entering && kiosk->entry.kind == ENTRY_LETTERS;

	if (!((key >= '0' && key <= '9') || key == '*' || key == '#'))
		return false;
	if (letters && kiosk->manner.own_keyboard)
		return false;
	kiosk_put_busy(kiosk);
	if (letters)
		letters_key(kiosk, key);
	else if (entering && at_field(kiosk))
		numbers_key(kiosk, key);
	else
		key_in_walk(kiosk, key);
	return true;
}
