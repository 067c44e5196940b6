/* A caller's keys: what each is for, and digits gathered where they are asked for. What was gathered is never written
 * anywhere, and is wiped when it was given. */
#include "line/calls_parts.h"

#include <string.h>

enum { BUSY_EVERY_MS = 1000, SCORE_DIGITS = 2 };

void call_keys_forget(struct call *call)
{
	explicit_bzero(call->keys, sizeof(call->keys));
	call->keys_count = 0;
}

/* --- the question --- */

bool call_has_begun(const struct call *call)
{
	return call->is_code || call->entry.text[0] != '\0';
}

static bool zero_is_answer(const struct call *call, const struct content *c)
{
	return call->is_score ||
	       (call->entry.kind == ENTRY_DIGITS && call->slot != NONE16 && content_slot(c, call->slot)->min <= 1);
}

static bool has_key(const struct choices *choices, char key)
{
	for (uint8_t i = 0; i < choices->count; i++)
		if (choices->list[i].key == (uint8_t)key)
			return true;
	return false;
}

static void entry_for(struct call *call, const struct content *c, const struct effect *listen)
{
	uint16_t slot = listen->listen.slot;

	call->is_code = false;
	call->takes_code = call->at_top && (listen->listen.expect & EXPECT_CODE);
	call->is_score = listen->listen.expect & EXPECT_SCORE;
	call->slot = slot;
	call->full_ms = call->answering ? call->full_ms : 0;
	entry_begin(&call->entry, c, listen);
	if (call->entry.kind == ENTRY_LETTERS)
		call->entry.kind = ENTRY_NONE; /* twelve keys write no letters: one key is an answer */
	if (call->is_score) {
		call->entry.kind = ENTRY_DIGITS;
		call->entry.length_max = SCORE_DIGITS;
	}
	call->zero_is_answer = zero_is_answer(call, c);
	call->nine_is_choice = has_key(&listen->listen.choices, '9');
}

/* The question may be put again by somebody else's doing (an agent says something): digits that stand already are still
 * meant for it. */
void call_asks(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen)
{
	bool goes_on = !call->answering && call_has_begun(call) && call->slot == listen->listen.slot &&
		       call->is_score == ((listen->listen.expect & EXPECT_SCORE) != 0) &&
		       !(listen->listen.expect & EXPECT_YES_NO);

	(void)calls;
	if (!goes_on)
		entry_for(call, c, listen);
	call->answering = false;
}

/* --- answers --- */

void call_gave(const struct calls *calls, struct call *call)
{
	call->answering = true;
	call->read_back_ms = 0;
	call->given_ms = calls_now_ms(calls);
}

static void give(struct calls *calls, struct call *call, struct event *event)
{
	call_hush(calls, call);
	entry_wipe(&call->entry);
	call->is_code = false;
	call_gave(calls, call);
	call_step(calls, call, event);
}

static void give_key(struct calls *calls, struct call *call, char key)
{
	struct event event = {.kind = EVENT_KEYED, .keyed = {.key = key}};

	if (key == '9' && !call->nine_is_choice)
		call->tells_again = true; /* what is wanted once more may be that */
	if (key == '#' && call->can_skip) {
		event.kind = EVENT_TOUCHED;
		event.touched.target = TARGET_SKIP;
		event.touched.index = 0;
	}
	give(calls, call, &event);
}

static bool is_alone(const struct call *call, const char *text)
{
	return strcmp(call->entry.text, text) == 0;
}

static void give_person(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_PERSON}};

	give(calls, call, &event);
}

/* `meant`: by its length or with #, not because nothing came behind it. */
static void give_entry(struct calls *calls, struct call *call, bool meant)
{
	struct event event = {.kind = EVENT_TYPED};
	const char *text = call->entry.text;

	if (call->is_code && strlen(text) < CODE_DIGITS) { /* the star was only a star */
		give_key(calls, call, '*');
	} else if (is_alone(call, "0") && call->is_score && !meant) {
		give_person(calls, call);
	} else if (is_alone(call, "0") && !(call->zero_is_answer && meant)) {
		give_key(calls, call, '0');
	} else if (call->is_score && (text[1] == '\0' || is_alone(call, "00"))) {
		give_key(calls, call, text[0]);
	} else {
		event.typed.source = SOURCE_KEYPAD;
		memcpy(event.typed.words, text, sizeof(call->entry.text));
		give(calls, call, &event);
	}
}

/* --- an entry --- */

static bool is_full(const struct call *call)
{
	size_t length = strlen(call->entry.text);

	if (call->is_score)
		return length == SCORE_DIGITS || (length == 1 && !strchr("01", call->entry.text[0]));
	if (call->zero_is_answer && is_alone(call, "0"))
		return false;
	switch (call->entry.kind) {
	case ENTRY_DIGITS:
	case ENTRY_DATE:
	case ENTRY_TIME: return length >= call->entry.length_max;
	default: return false;
	}
}

void call_tell_busy(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_BUSY};
	uint64_t now_ms = calls_now_ms(calls);

	if (now_ms - call->busy_ms < BUSY_EVERY_MS)
		return;
	call->busy_ms = now_ms;
	call_step(calls, call, &event);
}

static bool score_takes(const struct call *call, char key)
{
	return !call->is_score || !call_has_begun(call) || key == '0';
}

/* Behind a 1 or a 0 only a 0 is still the score; any other digit is a score of its own, in its place. */
static void gather(struct calls *calls, struct call *call, char key)
{
	uint64_t now_ms = calls_now_ms(calls);

	if (!score_takes(call, key))
		(void)entry_key(&call->entry, ENTRY_KEY_DELETE);
	if (!call_has_begun(call))
		call->entry_ms = now_ms;
	call->key_ms = now_ms;
	(void)entry_key(&call->entry, key == '*' ? ENTRY_KEY_DELETE : (uint32_t)key);
	if (is_full(call)) {
		call->full_ms = now_ms;
		give_entry(calls, call, true);
	} else {
		call_tell_busy(calls, call);
	}
}

static void begin_code(const struct calls *calls, struct call *call)
{
	call->is_code = true;
	call->entry.kind = ENTRY_DIGITS;
	call->entry.length_max = CODE_DIGITS;
	call->entry_ms = call->key_ms = calls_now_ms(calls);
}

static void take(struct calls *calls, struct call *call, char key)
{
	bool digit = key >= '0' && key <= '9';

	call_hush(calls, call);
	if (call->entry.kind == ENTRY_NONE && key == '*' && call->takes_code)
		begin_code(calls, call);
	else if (call->is_code && key == '0' && call->entry.text[0] == '\0')
		give_key(calls, call, key); /* no code begins with it */
	else if (call->entry.kind == ENTRY_NONE || (!digit && call->entry.text[0] == '\0'))
		give_key(calls, call, key);
	else if (key == '#')
		give_entry(calls, call, true);
	else
		gather(calls, call, key);
}

/* --- keys as they come --- */

static bool is_late_hash(const struct calls *calls, struct call *call, char key)
{
	bool late = key == '#' && call->full_ms && calls_now_ms(calls) - call->full_ms < CALLS_HASH_LATE_MS;

	call->full_ms = 0; /* once, and only directly behind it */
	return late;
}

static bool is_surplus(const struct calls *calls, const struct call *call, char key)
{
	return key >= '1' && key <= '9' && call->read_back_ms &&
	       calls_now_ms(calls) - call->read_back_ms < CALLS_SURPLUS_MS;
}

/* A question's answer waits for the question: what comes too early is kept, in order. */
void call_key(struct calls *calls, struct call *call, char key)
{
	struct caller *caller = callers_find(&calls->callers, call->caller);

	if (call->state == CALL_CLOSES && key == '0' && !call->over_time && !call->sorry) {
		call->state = CALL_WAITS; /* goodbye was said too early */
		call->wants_person = true;
		call->since_ms = calls_now_ms(calls);
		return;
	}
	if (call->state != CALL_TALKS || call->over_time || !strchr("0123456789*#", key))
		return;
	if (caller && !caller->known)
		caller->known = caller->changed = true;
	call_forget_speech(calls, call);
	if (is_late_hash(calls, call, key) || is_surplus(calls, call, key))
		return;
	if (!call->answering && call->keys_count == 0)
		take(calls, call, key);
	else if (call->keys_count < CALLS_KEYS_MAX)
		call->keys[call->keys_count++] = key;
}

static char next_key(struct call *call)
{
	char key = call->keys[0];

	call->keys_count--;
	memmove(call->keys, call->keys + 1, call->keys_count);
	call->keys[call->keys_count] = '\0';
	return key;
}

static uint64_t apart_ms(const struct call *call)
{
	bool may_be_all =
		call->is_score || call->entry.text[0] == '\0' || (call->zero_is_answer && is_alone(call, "0"));

	return may_be_all ? CALLS_SCORE_APART_MS : CALLS_KEYS_APART_MS;
}

static uint64_t entry_due_ms(const struct call *call)
{
	uint64_t pause_ms = call->key_ms + apart_ms(call);
	uint64_t whole_ms = call->entry_ms + CALLS_ENTRY_MS_MAX;

	return pause_ms < whole_ms ? pause_ms : whole_ms;
}

void call_keys_due(struct calls *calls, struct call *call)
{
	uint64_t now_ms = calls_now_ms(calls);

	if (call->answering && now_ms - call->given_ms >= CALLS_ANSWER_MS_MAX)
		call->answering = false; /* nothing was asked behind it: the question before stands */
	while (call->keys_count > 0 && !call->answering)
		take(calls, call, next_key(call));
	if (call_has_begun(call) && !call->answering && now_ms >= entry_due_ms(call))
		give_entry(calls, call, false);
}

uint64_t call_keys_due_ms(const struct call *call)
{
	if (call->answering)
		return call->given_ms + CALLS_ANSWER_MS_MAX;
	if (call->keys_count > 0)
		return 0;
	return call_has_begun(call) ? entry_due_ms(call) : UINT64_MAX;
}
