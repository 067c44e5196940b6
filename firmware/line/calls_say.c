/* What a caller hears, and when the core learns of it. */
#include "line/calls_parts.h"

#include "log.h"

#include <string.h>

enum { MS_PER_S = 1000 };

bool call_speaks(const struct call *call)
{
	return call->heard != call->mark;
}

static void play(struct calls *calls, struct call *call, struct line_prompt *prompt, bool firm)
{
	const struct line *line = &calls->options.line;
	bool spoke = call_speaks(call);

	call->said = true;
	if (!prompt || line->ops->play(line->self, call->call, prompt, call->mark + 1, firm)) {
		log_warn("calls: a caller did not hear a sentence: is there memory, does the line stand?");
		prompt_drop(prompt);
		return;
	}
	prompt_drop(prompt);
	call->mark++;
	if (firm)
		call->firm = call->mark;
	if (!spoke)
		call->speaking_ms = call->told_ms = calls_now_ms(calls);
}

/* Somebody's own words are in it: it is nobody else's sentence. */
static bool is_personal(const struct saying *saying)
{
	const char *name;
	const char *value;
	uint16_t at = 0;

	if (saying->flags & SAYING_MASKED)
		return true;
	while (values_next(&saying->values, &at, &name, &value))
		if (!value_is_everybodys(text_of(name)))
			return true;
	return false;
}

/* However it is worded: what is heard may change within a call. */
static bool is_prompt(const struct content *c, const struct saying *saying, enum prompt prompt)
{
	return saying->text == content_prompt_line(c, prompt, saying->language, 0) ||
	       saying->text == content_prompt_line(c, prompt, saying->language, HEARD_ALL);
}

/* What was given did not fit: a slot has words of its own for that. */
static bool is_slots_error(const struct call *call, const struct content *c, const struct saying *saying)
{
	const uint16_t again = call->slot < c->slots.count ? content_slot(c, call->slot)->again : NONE16;

	return again != NONE16 && (saying->text == content_text_line(c, again, saying->language, 0) ||
					  saying->text == content_text_line(c, again, saying->language, HEARD_ALL));
}

/* What was typed ahead was meant for other questions than those that follow now; what became of something, and what is
 * read back, is heard before anything else is decided. */
static bool ends_typed_ahead(const struct call *call, const struct content *c, const struct saying *saying)
{
	static const enum prompt prompts[] = {PROMPT_NO_MATCH_1, PROMPT_NO_MATCH_2, PROMPT_TROUBLE_PERSON,
		PROMPT_NOT_RECOGNISED, PROMPT_CODE_UNKNOWN, PROMPT_AT_THE_TOP, PROMPT_SLOT_CONFIRM};

	if ((saying->flags & SAYING_RESULT) || is_slots_error(call, c, saying))
		return true;
	for (unsigned i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++)
		if (is_prompt(c, saying, prompts[i]))
			return true;
	return false;
}

void calls_write_spoken(struct calls *calls, FILE *out)
{
	calls->spoken = out;
}

static void write_spoken(const struct calls *calls, const struct call *call, const char *words)
{
	if (!calls->spoken)
		return;
	fprintf(calls->spoken, "%6.1f s  says    %s\n", (double)(calls_now_ms(calls) - call->answered_ms) / MS_PER_S,
		words);
	fflush(calls->spoken);
}

void call_say(struct calls *calls, struct call *call, const struct content *c, const struct saying *saying)
{
	const char *language = content_string(c, c->site.language[saying->language]);
	bool firm = saying->flags & SAYING_MANDATORY;
	char text[SAID_BYTES_MAX];
	size_t bytes;

	if (ends_typed_ahead(call, c, saying))
		call_keys_forget(call);
	if (call_is_no_match(call, c, saying))
		call->no_match = true;
	if (is_prompt(c, saying, PROMPT_SLOT_CONFIRM))
		call->read_back_ms = calls_now_ms(calls);
	if (call->short_greeting && is_prompt(c, saying, PROMPT_GREET))
		bytes = text_copy(text, sizeof(text), text_of(content_text(c, c->site.name, saying->language, 0)));
	else
		bytes = content_say_aloud(c, saying, true, text, sizeof(text)); /* a receiver is at one ear */
	if ((saying->flags & SAYING_AFTER_PAUSE) && call->keys_count == 0)
		play(calls, call, prompts_pause((enum codec)call->codec, LINE_MORE_PAUSE_MS), false);
	/* A key that was typed ahead would stop it at once. */
	if (bytes > 0 && (firm || call->keys_count == 0)) {
		write_spoken(calls, call, text);
		play(calls, call,
			prompts_get(
				calls->options.prompts, (enum codec)call->codec, language, text, is_personal(saying)),
			firm);
	}
	call->said = true;
	explicit_bzero(text, sizeof(text));
}

void call_say_prompt(struct calls *calls, struct call *call, enum prompt prompt)
{
	const struct content *c = runner_content_newest(calls->runner);
	struct saying saying = {.flags = SAYING_MANDATORY};

	if (!c)
		return;
	saying.language = call->language < c->site.languages_count ? call->language : 0;
	saying.text = content_prompt_line(c, prompt, saying.language, call->understood);
	call_say(calls, call, c, &saying);
}

void call_tell_keys(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen)
{
	struct saying saying = {.flags = SAYING_INTERRUPTIBLE, .language = listen->listen.language};
	bool menu = listen->listen.expect & EXPECT_CODE; /* not where the language is asked for, nor in a form */
	uint32_t before = call->mark;

	if (!call->tells_again && !(call->tells_keys && menu))
		return;
	if (!content_has_line(c, c->prompt[PROMPT_READ_ALOUD_KEYS]))
		return; /* the plain ones are a keypad's beside a screen */
	saying.text = content_prompt_line(c, PROMPT_READ_ALOUD_KEYS, saying.language, call->understood);
	call->tells_again = false;
	call_say(calls, call, c, &saying);
	call->keys_mark = call->mark != before ? call->mark : 0;
}

static void keys_were_told(struct calls *calls, struct call *call)
{
	struct caller *caller = callers_find(&calls->callers, call->caller);

	call->keys_mark = 0;
	call->tells_keys = false;
	if (caller && !caller->knows_keys)
		caller->knows_keys = caller->changed = true;
}

void call_hush(struct calls *calls, struct call *call)
{
	const struct line *line = &calls->options.line;

	if (!call_speaks(call) || call->firm > call->heard)
		return; /* the line itself leaves out what may be left out behind what must be heard */
	line->ops->stop(line->self, call->call);
	call->heard = call->mark;
	call->keys_mark = 0;
}

static void tell_said(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_SAID};

	call->told_ms = calls_now_ms(calls);
	if (call->state == CALL_TALKS)
		call_step(calls, call, &event);
}

/* Marks of what a key had stopped may come late. */
void call_played(struct calls *calls, struct call *call, uint32_t mark)
{
	bool spoke = call_speaks(call);

	if (mark > call->heard && mark <= call->mark)
		call->heard = mark;
	if (call->keys_mark && call->heard >= call->keys_mark)
		keys_were_told(calls, call);
	if (spoke && !call_speaks(call))
		tell_said(calls, call);
}

/* A line that never says that it was heard is not believed for ever: somebody may be waiting in silence. */
uint64_t call_speaking_due_ms(const struct call *call)
{
	uint64_t due_ms = call->told_ms + CALLS_SAID_EVERY_MS;

	return call_speaks(call) && due_ms < call->speaking_ms + CALLS_SPEAKING_MS_MAX ? due_ms : UINT64_MAX;
}

/* Whoever is spoken to is not silent: long texts take longer than the core waits for an answer. */
void call_tell_speaking(struct calls *calls, struct call *call)
{
	if (calls_now_ms(calls) >= call_speaking_due_ms(call))
		tell_said(calls, call);
}
