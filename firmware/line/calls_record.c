/* Whether a call may be recorded: its caller is asked first, and only a key that was pressed behind the words is a yes.
 */
#include "line/calls_parts.h"

#include "log.h"

#include <string.h>

/* Whoever has no language yet hears it in each. */
void call_asks_to_record(struct calls *calls, struct call *call)
{
	const struct content *c = runner_content_newest(calls->runner);
	struct saying saying = {0};

	call->state = CALL_AGREES;
	for (uint8_t i = 0; c && i < c->site.languages_count; i++) {
		if (call->language < c->site.languages_count && call->language != i)
			continue;
		saying.language = i;
		saying.text = content_prompt_line(c, PROMPT_RECORD_ASK, i, 0); /* keys only */
		call_say(calls, call, c, &saying);
	}
}

static void go_on(const struct calls *calls, struct call *call)
{
	call->state = CALL_WAITS;
	call->since_ms = calls_now_ms(calls);
}

static void keep(struct call *call, char key)
{
	if (strchr("0123456789*#", key) && call->keys_count < CALLS_KEYS_MAX)
		call->keys[call->keys_count++] = key;
}

void call_record_keyed(struct calls *calls, struct call *call, char key)
{
	const struct line *line = &calls->options.line;
	bool ahead = calls_now_ms(calls) - call->answered_ms < CALLS_RECORD_AHEAD_MS;
	bool answers = !ahead && (key == '1' || key == '2');

	if (call->state != CALL_AGREES) { /* between the question and the conversation */
		keep(call, key);
		return;
	}
	call_hush(calls, call);
	if (answers && key == '1') {
		call->recorded = line->ops->record(line->self, call->call) == ERR_NONE;
		if (!call->recorded)
			log_error("calls: a call is not recorded, though its caller agreed");
	}
	if (!answers)
		keep(call, key);
	go_on(calls, call);
}

/* A line that never says that it was heard is not believed for ever. */
uint64_t call_record_due_ms(const struct call *call)
{
	return call_speaks(call) ? call->speaking_ms + CALLS_LAST_MS_MAX : call->since_ms + CALLS_RECORD_MS_MAX;
}

void call_record_due(struct calls *calls, struct call *call)
{
	if (calls_now_ms(calls) >= call_record_due_ms(call))
		go_on(calls, call);
	else if (call_speaks(call))
		call->since_ms = calls_now_ms(calls);
}

void call_record_masked(const struct calls *calls, const struct call *call, bool masked)
{
	const struct line *line = &calls->options.line;

	if (call->recorded)
		line->ops->mute(line->self, call->call, masked);
}
