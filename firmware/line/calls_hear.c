/* A caller's voice: who is asked to speak, what was understood, and keys for those who are not understood. */
#include "line/calls_parts.h"

#include <string.h>

/* --- who may speak --- */

struct prefers call_prefers(const struct calls *calls, const struct content *c, struct call *call)
{
	struct prefers prefers = calls->options.prefers;

	if (calls->options.hearing)
		prefers.heard = c ? hearing_languages(calls->options.hearing, c) : 0;
	if (call->keys_offered)
		prefers.heard = 0;
	call->understood = prefers.heard;
	return prefers;
}

/* Texts say the keys from now on, and no noise breaks into them any more: it may have been what was misheard. Whoever
 * speaks all the same, and is understood, is answered all the same: some cannot press keys. */
static void offer_keys(struct calls *calls, struct call *call)
{
	struct event event = {.kind = EVENT_PREFERS, .prefers = calls->options.prefers};

	call->keys_offered = true;
	call->understood = event.prefers.heard = 0;
	hearing_waits(calls->options.hearing, call->call);
	call_step(calls, call, &event);
}

/* --- questions --- */

void call_listens(struct calls *calls, struct call *call, const struct content *c, const struct effect *listen)
{
	if (!calls->options.hearing)
		return;
	if (call->spoke)
		call->misheard = (uint8_t)(call->no_match ? call->misheard + 1 : 0);
	call->spoke = call->no_match = false;
	hearing_listen(calls->options.hearing, call->call, c, listen);
}

bool call_is_no_match(const struct call *call, const struct content *c, const struct saying *saying)
{
	static const enum prompt prompts[] = {
		PROMPT_NO_MATCH_1, PROMPT_NO_MATCH_2, PROMPT_TROUBLE_PERSON, PROMPT_NOT_RECOGNISED};

	for (unsigned i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++)
		if (saying->text == content_prompt_line(c, prompts[i], saying->language, call->understood))
			return true;
	return call->spoke && call->slot != NONE16 &&
	       saying->text ==
		       content_text_line(c, content_slot(c, call->slot)->again, saying->language, call->understood);
}

void call_forget_speech(const struct calls *calls, const struct call *call)
{
	if (calls->options.hearing)
		hearing_forget(calls->options.hearing, call->call);
}

void call_deaf(const struct calls *calls, const struct call *call)
{
	if (calls->options.hearing)
		hearing_deaf(calls->options.hearing, call->call);
}

void call_leaves(const struct calls *calls, const struct call *call)
{
	if (calls->options.hearing)
		hearing_leave(calls->options.hearing, call->call);
}

/* --- answers --- */

static bool is_unclear(const struct decoded *decoded)
{
	return decoded->recognised.count == 0 || decoded->recognised.confidence_pct < CALLS_CLEAR_PCT_MIN;
}

static void event_of(const struct decoded *decoded, struct event *out)
{
	const struct recognised *recognised = &decoded->recognised;

	*out = (struct event){.kind = EVENT_HEARD, .heard = {.confidence_pct = recognised->confidence_pct}};
	for (uint8_t i = 0; i < recognised->count && i < ALTERNATIVES_MAX; i++) {
		struct alternative *to = &out->heard.list[out->heard.count++];

		text_copy(to->words, sizeof(to->words), text_of(recognised->list[i].words));
		to->score_pct = recognised->list[i].score_pct;
		to->language = decoded->language;
		to->source = SOURCE_GRAMMAR;
	}
	if (decoded->late) { /* something was said: the caller is told that it was not understood, not just asked again
			      */
		out->heard.count = 1;
		out->heard.list[0].language = decoded->language;
		out->heard.list[0].source = SOURCE_GRAMMAR;
	}
}

static bool waits_for_words(const struct call *call)
{
	return call->state == CALL_TALKS && !call->with_person && !call->over_time && !call->answering &&
	       call->keys_count == 0 && !call_has_begun(call);
}

static void give_words(struct calls *calls, struct call *call, const struct decoded *decoded)
{
	bool unclear = is_unclear(decoded);
	struct event event;

	if (!waits_for_words(call) || (unclear && call->keys_offered))
		return;
	if (unclear && call->misheard + 1 >= CALLS_MISHEARD_MAX)
		offer_keys(
			calls, call); /* before it is said that nothing was understood: that text says how to go on */
	event_of(decoded, &event);
	call_hush(calls, call);
	call_gave(calls, call);
	call->spoke = true;
	call->no_match = unclear;
	call_step(calls, call, &event);
}

static struct call *call_of(struct calls *calls, uint32_t number)
{
	for (uint32_t i = 0; i < calls->calls_max; i++)
		if (calls->list[i].state != CALL_NONE && calls->list[i].call == number)
			return &calls->list[i];
	return NULL;
}

void calls_hear(struct calls *calls)
{
	struct decoded decoded;

	if (!calls->options.hearing)
		return;
	while (hearing_next(calls->options.hearing, &decoded)) {
		struct call *call = call_of(calls, decoded.call);

		if (call)
			give_words(calls, call, &decoded);
	}
	explicit_bzero(&decoded, sizeof(decoded));
}

void call_hear_due(struct calls *calls, struct call *call)
{
	if (!calls->options.hearing)
		return;
	if (call->misheard >= CALLS_MISHEARD_MAX && !call->keys_offered && !call->answering)
		offer_keys(calls, call);
	if (hearing_speaks(calls->options.hearing, call->call))
		call_tell_busy(calls, call);
}
