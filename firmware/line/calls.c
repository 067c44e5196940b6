/* The life of a call: admitted, answered, talking, closing. */
#include "line/calls_parts.h"

#include "log.h"

#include <stdlib.h>
#include <string.h>

enum { SECOND_MS = 1000 };

/* --- places --- */

static struct call *call_of(struct calls *calls, uint32_t number)
{
	for (uint32_t i = 0; i < calls->calls_max; i++)
		if (calls->list[i].state != CALL_NONE && calls->list[i].call == number)
			return &calls->list[i];
	return NULL;
}

struct call *calls_of_session(struct calls *calls, uint32_t session)
{
	for (uint32_t i = 0; session && i < calls->calls_max; i++)
		if (calls->list[i].state != CALL_NONE && calls->list[i].session == session)
			return &calls->list[i];
	return NULL;
}

static struct call *place(struct calls *calls)
{
	for (uint32_t i = 0; i < calls->calls_max; i++)
		if (calls->list[i].state == CALL_NONE)
			return &calls->list[i];
	return NULL;
}

uint32_t calls_count(const struct calls *calls)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < calls->calls_max; i++)
		count += calls->list[i].state != CALL_NONE;
	return count;
}

void calls_refuse_all(struct calls *calls)
{
	calls->refuses = true;
}

/* --- admission --- */

/* Those that were taken and have no conversation yet will need a place each. */
static uint32_t places_wanted(const struct calls *calls)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < calls->calls_max; i++)
		count += calls->list[i].state == CALL_RINGS || calls->list[i].state == CALL_AGREES ||
			 calls->list[i].state == CALL_WAITS;
	return count;
}

/* What an earlier run of the program knew. */
static void recall(struct calls *calls, uint64_t caller)
{
	const struct caller_memory *memory = &calls->options.memory;
	struct caller *known = callers_find(&calls->callers, caller);

	if (known && known->calls <= 1 && !known->known && !known->changed && memory->recall)
		(void)memory->recall(memory->self, caller, known);
}

static void keep(struct calls *calls, uint64_t caller)
{
	const struct caller_memory *memory = &calls->options.memory;
	struct caller *known = callers_find(&calls->callers, caller);

	if (!known || !known->changed || !memory->keep)
		return;
	memory->keep(memory->self, known);
	known->changed = false;
}

static uint32_t too_often_s(struct calls *calls, uint64_t caller)
{
	uint64_t now_ms = calls_now_ms(calls);

	return caller ? callers_call(&calls->callers, caller, now_ms) : callers_call(&calls->withheld, 1, now_ms);
}

/* One number must not take every place. */
static bool has_enough(const struct calls *calls, uint64_t caller)
{
	uint32_t count = 0;

	for (uint32_t i = 0; caller && i < calls->calls_max; i++)
		count += calls->list[i].state != CALL_NONE && calls->list[i].caller == caller;
	return calls->options.per_caller_at_once_max && count >= calls->options.per_caller_at_once_max;
}

/* 0: it is taken; otherwise the refusal. */
static uint16_t refusal(struct calls *calls, const char *number, uint64_t caller, uint16_t *retry_s)
{
	const struct calls_options *options = &calls->options;
	bool allowed = !options->allowed || number_is_listed(options->allowed, number);
	uint32_t wait_s;

	*retry_s = 0;
	if (!allowed || number_is_listed(options->blocked, number))
		return CALLS_DECLINED;
	*retry_s = CALLS_RETRY_S;
	if (calls->refuses || !runner_content_newest(calls->runner))
		return CALLS_UNAVAILABLE;
	if (!place(calls) || has_enough(calls, caller) || runner_places(calls->runner) <= places_wanted(calls))
		return CALLS_BUSY;
	wait_s = too_often_s(calls, caller);
	*retry_s = wait_s < UINT16_MAX ? (uint16_t)wait_s : UINT16_MAX;
	return wait_s ? CALLS_UNAVAILABLE : 0;
}

static void admit(struct calls *calls, const struct line_event *rang)
{
	const struct line *line = &calls->options.line;
	char number[NUMBER_BYTES_MAX];
	uint16_t retry_s;
	uint16_t status;
	uint64_t caller;
	struct call *call;

	number_plain(rang->number, number);
	caller = number[0] ? runner_caller(calls->runner, number) : 0;
	status = refusal(calls, number, caller, &retry_s);
	explicit_bzero(number, sizeof(number));
	if (status) {
		line->ops->end(line->self, rang->call, status, retry_s);
		return;
	}
	recall(calls, caller);
	call = place(calls);
	*call = (struct call){.state = CALL_RINGS, .call = rang->call, .caller = caller, .language = LANGUAGES_MAX};
	if (line->ops->answer(line->self, rang->call))
		log_warn("calls: a call could not be taken: is the caller still there?"); /* LINE_ENDED follows */
}

/* --- conversations --- */

void call_step(struct calls *calls, const struct call *call, struct event *event)
{
	event->session = call->session;
	runner_step(calls->runner, event);
	explicit_bzero(event, sizeof(*event));
}

static void close_after_last_words(struct calls *calls, struct call *call)
{
	call->session = 0;
	call->state = CALL_CLOSES;
	call->since_ms = calls_now_ms(calls);
	call_keys_forget(call);
	call_deaf(calls, call);
	entry_wipe(&call->entry);
}

/* Nothing that was said before makes it clear why the call ends. */
static void close_sorry(struct calls *calls, struct call *call)
{
	close_after_last_words(calls, call);
	call->sorry = true;
	call_say_prompt(calls, call, PROMPT_FAILURE);
}

static void answered(struct calls *calls, struct call *call, const struct line_event *event)
{
	const struct content *c = runner_content_newest(calls->runner);
	const struct caller *caller = callers_find(&calls->callers, call->caller);

	if (call->state != CALL_RINGS)
		return;
	call->state = CALL_WAITS;
	call->codec = event->codec;
	call->answered_ms = call->since_ms = calls_now_ms(calls);
	call->short_greeting = caller && caller->known;
	call->tells_keys = !(caller && caller->knows_keys);
	if (c && caller && caller->language[0])
		call->language = content_language(c, caller->language);
	if (calls->options.asks_to_record)
		call_asks_to_record(calls, call);
}

static void to_person(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_TOUCHED, .touched = {.target = TARGET_PERSON}};

	call_gave(calls, call);
	call_step(calls, call, &event);
}

/* It was admitted because there was a place; the kiosk beside it may have been faster. */
static void begin(struct calls *calls, struct call *call)
{
	struct prefers prefers = call_prefers(calls, runner_content_newest(calls->runner), call);
	uint32_t session = 0;

	if (runner_places(calls->runner) > 0)
		session = runner_begin_caller(calls->runner, CHANNEL_LINE, call->language, prefers, call->caller);
	if (session) {
		call->session = session;
		call->state = CALL_TALKS;
		call->said = call->greeted = false;
		call_gave(calls, call);
		if (call->wants_person)
			to_person(calls, call);
		call->wants_person = false;
	} else if (calls_now_ms(calls) - call->since_ms >= CALLS_BEGIN_MS_MAX) {
		close_sorry(calls, call);
	}
}

static void ended(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_HUNG_UP};

	if (call->session)
		call_step(calls, call, &event);
	keep(calls, call->caller);
	call_leaves(calls, call);
	explicit_bzero(call, sizeof(*call));
}

/* --- the surface --- */

static void calls_say(void *self, const struct content *content, const struct effect *effect)
{
	struct calls *calls = self;
	struct call *call = calls_of_session(calls, effect->session);

	if (call && !call->with_person && !call->code[0])
		call_say(calls, call, content, &effect->say);
}

static void calls_show(void *self, const struct content *content, const struct effect *effect)
{
	struct call *call = calls_of_session(self, effect->session);

	(void)content; /* nobody sees it */
	if (!call)
		return;
	call->can_skip = effect->show.can_skip;
	call->at_top = effect->show.screen == SCREEN_MENU && effect->show.parent == NONE16;
}

static void calls_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct calls *calls = self;
	struct call *call = calls_of_session(calls, effect->session);

	if (!call)
		return;
	call->quiet_ms = effect->listen.quiet_ms;
	call_record_masked(calls, call, effect->listen.flags & SAYING_MASKED);
	call_asks(calls, call, content, effect);
	call_tell_keys(calls, call, content, effect);
	call_listens(calls, call, content, effect);
}

/* The first is what the call began with; another one is what the caller wants, next time too. */
static void calls_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct calls *calls = self;
	struct call *call = calls_of_session(calls, session);
	struct caller *caller = call ? callers_find(&calls->callers, call->caller) : NULL;

	if (!call)
		return;
	if (call->greeted) {
		call->language = language;
		if (caller)
			caller->changed = true;
		if (caller)
			text_copy(caller->language, sizeof(caller->language),
				text_of(content_string(content, content->site.language[language])));
	}
	call->greeted = true;
}

static void calls_wipe(void *self, uint32_t session)
{
	struct call *call = calls_of_session(self, session);

	if (!call)
		return;
	entry_wipe(&call->entry);
	call_keys_forget(call);
	call_deaf(self, call);
}

static void calls_closed(void *self, uint32_t session, bool again)
{
	struct calls *calls = self;
	struct call *call = calls_of_session(calls, session);

	if (!call)
		return;
	if (call->said) {
		close_after_last_words(calls, call);
		if (again)
			call->state = CALL_WAITS;
	} else {
		close_sorry(calls, call); /* the core had no place for it */
	}
}

struct surface calls_surface(struct calls *calls)
{
	static const struct surface_ops ops = {
		.say = calls_say,
		.show = calls_show,
		.listen = calls_listen,
		.language = calls_language,
		.wipe = calls_wipe,
		.close = calls_closed,
	};

	return (struct surface){.ops = &ops, .self = calls, .many = true};
}

/* --- what happens --- */

static void took_place(struct calls *calls, const struct line_event *event)
{
	const struct calls_beside *beside = &calls->options.beside;
	struct call *call = call_of(calls, event->call); /* before: what is taken over by this was not its event */

	if (beside->happened)
		beside->happened(beside->self, event);
	if (event->what == LINE_RANG) {
		if (!call)
			admit(calls, event);
		return;
	}
	if (!call)
		return; /* refused, or somebody else's */
	switch ((enum line_what)event->what) {
	case LINE_ANSWERED: answered(calls, call, event); break;
	case LINE_KEYED:
		if (call->state == CALL_AGREES || call->state == CALL_WAITS)
			call_record_keyed(calls, call, event->key);
		else if (!call->with_person)
			call_key(calls, call, event->key);
		break;
	case LINE_PLAYED: call_played(calls, call, event->mark); break;
	case LINE_ENDED: ended(calls, call); break;
	default: break; /* theirs who are beside */
	}
}

/* --- what is due --- */

/* When a call has stood for too long; UINT64_MAX: never. */
static uint64_t over_ms(const struct calls *calls, const struct call *call)
{
	uint32_t longest_s = calls->options.longest_s;

	return longest_s ? call->answered_ms + (uint64_t)longest_s * SECOND_MS : UINT64_MAX;
}

/* Too long for everybody who waits for a free line: a person gets all that is known, and the caller a last word. */
static void over_time(struct calls *calls, struct call *call)
{
	call->over_time = true;
	call_keys_forget(call);
	entry_wipe(&call->entry);
	to_person(calls, call);
}

static void leave_over_time(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_HUNG_UP};

	call_say_prompt(calls, call, PROMPT_GOODBYE);
	call_gave(calls, call);
	call_step(calls, call, &event);
	close_after_last_words(calls, call);
}

static void end_when_heard(struct calls *calls, struct call *call)
{
	const struct line *line = &calls->options.line;

	if (call_speaks(call) && calls_now_ms(calls) - call->since_ms < CALLS_LAST_MS_MAX)
		return;
	call->state = CALL_ENDS;
	line->ops->end(line->self, call->call, 0, 0);
}

static void talk(struct calls *calls, struct call *call)
{
	if (call->with_person) {
		call_tell_person(calls, call);
		return;
	}
	if (call->code[0] && call_gives_code(calls, call))
		return;
	call_keys_due(calls, call);
	call_hear_due(calls, call);
	call_tell_speaking(calls, call);
	if (call->over_time && !call->answering)
		leave_over_time(calls, call);
	else if (!call->over_time && calls_now_ms(calls) >= over_ms(calls, call))
		over_time(calls, call);
}

static void call_due(struct calls *calls, struct call *call)
{
	switch ((enum call_state)call->state) {
	case CALL_AGREES: call_record_due(calls, call); break;
	case CALL_WAITS: begin(calls, call); break;
	case CALL_TALKS: talk(calls, call); break;
	case CALL_CLOSES: end_when_heard(calls, call); break;
	default: break;
	}
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* When this call needs a turn without anything happening; UINT64_MAX: never. */
static uint64_t call_due_ms(const struct calls *calls, const struct call *call)
{
	uint64_t due_ms;

	switch ((enum call_state)call->state) {
	case CALL_AGREES: return call_record_due_ms(call);
	case CALL_WAITS: return call->since_ms + CALLS_BEGIN_MS_MAX;
	case CALL_CLOSES: return call_speaks(call) ? call->since_ms + CALLS_LAST_MS_MAX : 0;
	case CALL_TALKS: break;
	default: return UINT64_MAX;
	}
	if (call->with_person)
		return call_person_due_ms(call);
	due_ms = earlier(call_keys_due_ms(call), over_ms(calls, call));
	if (call->over_time) /* as soon as the last question is there */
		due_ms = call->answering ? call->given_ms + CALLS_ANSWER_MS_MAX : 0;
	return earlier(due_ms, call_speaking_due_ms(call));
}

uint32_t calls_wait_ms(const struct calls *calls)
{
	uint64_t now_ms = calls_now_ms(calls);
	uint64_t due_ms = now_ms + calls->beside_ms;

	for (uint32_t i = 0; i < calls->calls_max; i++)
		due_ms = earlier(due_ms, call_due_ms(calls, &calls->list[i]));
	return due_ms > now_ms ? (uint32_t)(due_ms - now_ms) : 0;
}

void calls_turn(struct calls *calls, struct runner *runner)
{
	const struct line *line = &calls->options.line;
	const struct calls_beside *beside = &calls->options.beside;
	struct line_event event;

	calls->runner = runner;
	while (line->ops->next(line->self, &event))
		took_place(calls, &event);
	explicit_bzero(&event, sizeof(event)); /* somebody's number, somebody's digits */
	calls_hear(calls);
	for (uint32_t i = 0; i < calls->calls_max; i++)
		call_due(calls, &calls->list[i]);
	calls->beside_ms = SECOND_MS;
	if (beside->turn)
		calls->beside_ms = (uint32_t)earlier(beside->turn(beside->self), SECOND_MS);
}

/* --- from the start to the end --- */

static enum err tables_open(struct calls *calls)
{
	const struct calls_options *options = &calls->options;
	enum err err = callers_open(&calls->callers, options->callers_max ? options->callers_max : 1);

	if (!err)
		err = callers_open(&calls->withheld, 1);
	calls->callers.window_s = calls->withheld.window_s = options->window_s;
	calls->callers.calls_max = options->per_caller_max;
	calls->withheld.calls_max = (uint16_t)(options->per_caller_max * CALLS_WITHHELD_TIMES);
	return err;
}

enum err calls_open(struct calls **out, const struct calls_options *options)
{
	uint32_t calls_max = options->calls_max < CALLS_MAX ? options->calls_max : CALLS_MAX;
	struct calls *calls = calloc(1, sizeof(*calls) + calls_max * sizeof(calls->list[0]));
	enum err err;

	*out = NULL;
	if (!calls)
		return ERR_NO_SPACE;
	calls->options = *options;
	calls->calls_max = calls_max;
	err = tables_open(calls);
	if (err)
		calls_close(calls);
	else
		*out = calls;
	return err;
}

void calls_close(struct calls *calls)
{
	if (!calls)
		return;
	for (uint32_t i = 0; i < calls->calls_max; i++) {
		const struct call *call = &calls->list[i];

		call_leaves(calls, call);
		if (call->state != CALL_NONE && call->state != CALL_ENDS)
			calls->options.line.ops->end(calls->options.line.self, call->call, CALLS_UNAVAILABLE, 0);
	}
	callers_close(&calls->callers);
	callers_close(&calls->withheld);
	explicit_bzero(calls, sizeof(*calls) + calls->calls_max * sizeof(calls->list[0]));
	free(calls);
}
