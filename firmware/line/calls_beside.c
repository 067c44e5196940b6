/* What others who have calls on the line do with a caller: a person takes over, and gives back. */
#include "line/calls_parts.h"

#include <stdio.h>
#include <string.h>

enum { PERSON_EVERY_MS = 10000, PERSON_EVERY_MS_MIN = 1000 };

struct runner *calls_runner(const struct calls *calls)
{
	return calls->runner;
}

static struct call *talking(struct calls *calls, uint32_t session)
{
	struct call *call = calls_of_session(calls, session);

	return call && call->state == CALL_TALKS ? call : NULL;
}

uint32_t calls_call(struct calls *calls, uint32_t session)
{
	const struct call *call = talking(calls, session);

	return call ? call->call : 0;
}

/* Networks write a plus or two noughts. */
bool calls_is_from(struct calls *calls, uint32_t session, const char *number)
{
	const struct call *call = calls_of_session(calls, session);
	char other[NUMBER_BYTES_MAX];
	bool same;

	if (!call || !call->caller || !number[0])
		return false;
	if (number[0] == '+')
		snprintf(other, sizeof(other), "00%.*s", NUMBER_BYTES_MAX - 3, number + 1);
	else
		snprintf(other, sizeof(other), "+%.*s", NUMBER_BYTES_MAX - 2,
			number + (strncmp(number, "00", 2) == 0 ? 2 : 0));
	same = runner_caller(calls->runner, number) == call->caller ||
	       runner_caller(calls->runner, other) == call->caller;
	explicit_bzero(other, sizeof(other));
	return same;
}

void calls_with_person(struct calls *calls, uint32_t session)
{
	struct call *call = talking(calls, session);

	if (!call)
		return;
	call->with_person = true;
	call->heard = call->mark; /* whatever was being said is over */
	call->told_ms = calls_now_ms(calls);
	call_keys_forget(call);
	entry_wipe(&call->entry);
	call_deaf(calls, call);
}

/* The time with a person is not the machine's: the longest call begins anew. */
void calls_back(struct calls *calls, uint32_t session)
{
	struct call *call = talking(calls, session);

	if (!call)
		return;
	call->with_person = false;
	call->answered_ms = calls_now_ms(calls);
}

void calls_tell(struct calls *calls, uint32_t session, enum prompt prompt)
{
	struct call *call = talking(calls, session);

	if (call)
		call_say_prompt(calls, call, prompt);
}

void calls_gone(struct calls *calls, uint32_t session)
{
	struct call *call = calls_of_session(calls, session);
	const struct line *line = &calls->options.line;

	if (call)
		line->ops->end(line->self, call->call, 0, 0); /* LINE_ENDED follows */
}

/* Twice as often as the core asks whether somebody is still there. */
uint64_t call_person_due_ms(const struct call *call)
{
	uint32_t every_ms = call->quiet_ms / 2;

	if (every_ms == 0 || every_ms > PERSON_EVERY_MS)
		every_ms = PERSON_EVERY_MS;
	if (every_ms < PERSON_EVERY_MS_MIN)
		every_ms = PERSON_EVERY_MS_MIN;
	return call->told_ms + every_ms;
}

void call_tell_person(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_BUSY};

	if (calls_now_ms(calls) < call_person_due_ms(call))
		return;
	call->told_ms = calls_now_ms(calls);
	call_step(calls, call, &event);
}

static struct call *free_place(struct calls *calls)
{
	for (uint32_t i = 0; i < calls->calls_max; i++)
		if (calls->list[i].state == CALL_NONE)
			return &calls->list[i];
	return NULL;
}

bool calls_take(struct calls *calls, const struct calls_taken *taken)
{
	struct call *call = free_place(calls);

	if (!call)
		return false;
	*call = (struct call){.state = CALL_WAITS,
		.call = taken->call,
		.codec = taken->codec,
		.language = taken->language,
		.mark = taken->mark,
		.heard = taken->mark,
		.firm = taken->mark,
		.short_greeting = true};
	call->answered_ms = call->since_ms = calls_now_ms(calls);
	memcpy(call->code, taken->code, sizeof(call->code));
	return true;
}

bool call_gives_code(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_TYPED, .typed = {.source = SOURCE_KEYPAD}};

	if (call->answering && calls_now_ms(calls) - call->given_ms < CALLS_ANSWER_MS_MAX)
		return true;
	memcpy(event.typed.words, call->code, sizeof(call->code));
	explicit_bzero(call->code, sizeof(call->code));
	call_gave(calls, call);
	call_step(calls, call, &event);
	return true;
}
