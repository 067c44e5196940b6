#include "trace.h"

#include "learn/walk.h"

#include <inttypes.h>
#include <string.h>

static void trace_prefers(FILE *out, const struct prefers *prefers)
{
	if (prefers->unhurried)
		fprintf(out, " unhurried");
	if (prefers->heard != HEARD_ALL)
		fprintf(out, " heard %#x", (unsigned)prefers->heard);
}

void trace_event(FILE *out, const struct event *event)
{
	fprintf(out, "[%7" PRIu64 "] ", event->time_ms);
	if (event->session)
		fprintf(out, "%" PRIu32 " ", event->session);
	fprintf(out, "%s", event_kind_name((enum event_kind)event->kind));
	switch ((enum event_kind)event->kind) {
	case EVENT_CAME_NEAR: trace_prefers(out, &event->came_near.prefers); break;
	case EVENT_PREFERS: trace_prefers(out, &event->prefers); break;
	case EVENT_TYPED: fprintf(out, " \"%s\"", event->typed.words); break;
	case EVENT_HEARD:
		for (uint8_t i = 0; i < event->heard.count; i++)
			fprintf(out, " \"%s\"", event->heard.list[i].words);
		fprintf(out, " %u%%", (unsigned)event->heard.confidence_pct);
		break;
	case EVENT_KEYED: fprintf(out, " %c", event->keyed.key); break;
	case EVENT_TOUCHED:
		fprintf(out, " target %u index %u", (unsigned)event->touched.target, (unsigned)event->touched.index);
		break;
	case EVENT_ACTION_DONE:
		fprintf(out, " outcome %u %s", (unsigned)event->done.outcome, event->done.reference);
		break;
	case EVENT_CUSTOMER_KNOWN: fprintf(out, " level %u %s", (unsigned)event->known.level, event->known.name); break;
	case EVENT_AGENT_SAID:
		fprintf(out, " %u %s \"%s\"", (unsigned)event->agent.act, event->agent.agent, event->agent.words);
		break;
	default: break;
	}
	fprintf(out, "%s\n", event->card_masked ? " (card number masked)" : "");
}

void trace_meaning(FILE *out, const struct content *c, const struct meaning *meaning)
{
	if (meaning->kind == MEANING_NONE)
		return;
	fprintf(out, "    means %s", meaning_kind_name((enum meaning_kind)meaning->kind));
	if (meaning->kind == MEANING_CHOICE || meaning->kind == MEANING_SCORE || meaning->kind == MEANING_LANGUAGE)
		fprintf(out, " %u", (unsigned)meaning->index);
	if (meaning->kind == MEANING_TOPIC)
		fprintf(out, " %s", content_string(c, content_topic(c, meaning->topics[0])->id));
	if (meaning->kind == MEANING_TOPICS)
		for (uint8_t i = 0; i < meaning->topics_count; i++)
			fprintf(out, " %s", content_string(c, content_topic(c, meaning->topics[i])->id));
	if (meaning->value[0])
		fprintf(out, " \"%s\"", meaning->value);
	fputc('\n', out);
}

static void trace_values(FILE *out, const struct values *values)
{
	const char *name;
	const char *value;
	uint16_t at = 0;

	while (values_next(values, &at, &name, &value))
		if (value[0])
			fprintf(out, " %s=\"%s\"", name, value);
}

static void trace_show(FILE *out, const struct content *c, const struct effect *effect)
{
	char words[SAID_BYTES_MAX];

	content_say(c, &effect->show.caption, words, sizeof(words)); /* proves it: a caption is what is said */
	fprintf(out, " %s", screen_name((enum screen_kind)effect->show.screen));
	if (effect->show.seconds)
		fprintf(out, " %us", (unsigned)effect->show.seconds);
	if (effect->show.slot != NONE16)
		fprintf(out, " %s", content_string(c, content_slot(c, effect->show.slot)->id));
	if (effect->show.steps)
		fprintf(out, " %u/%u", (unsigned)effect->show.step, (unsigned)effect->show.steps);
	if (effect->show.choices.count)
		fprintf(out, " %u choices", (unsigned)effect->show.choices.count);
	if (effect->show.flags & SAYING_MASKED)
		fprintf(out, " masked");
	if (effect->show.can_undo)
		fprintf(out, " undo");
	if (effect->show.can_skip)
		fprintf(out, " skip");
}

static void trace_listen(FILE *out, const struct effect *effect)
{
	static const char *const names[] = {"choices", "open", "yes_no", "slot", "score", "free", "universal", "code"};

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (effect->listen.expect >> i & 1)
			fprintf(out, " %s", names[i]);
}

static void trace_say(FILE *out, const struct content *c, const struct effect *effect)
{
	char words[SAID_BYTES_MAX];

	content_say(c, &effect->say, words, sizeof(words));
	fprintf(out, "%s%s \"%s\"", effect->say.flags & SAYING_MANDATORY ? " (mandatory)" : "",
		effect->say.flags & SAYING_AFTER_PAUSE ? " (pause)" : "", words);
}

static const char *const ends[VISIT_ENDS] = {"heard", "chosen", "barged", "back", "silent", "unknown", "left"};
static const char *const segments[SEGMENT_KINDS] = {"prompt", "menu", "item", "often", "now", "words"};
static const char *const visit_outcomes[VISIT_OUTCOMES] = {"served", "not helped", "left", "no match", "handed over"};

static const char *item_name(const struct content *c, uint16_t item)
{
	return item == TREE_NONE ? "-" : content_string(c, content_item(c, item)->id);
}

/* "served cards.lost 12000 ms first wrong 1: menu 3000 heard, item cards.lost chosen" */
static void trace_visit(FILE *out, const struct content *c, const struct visit *visit)
{
	fprintf(out, " %s %s %" PRIu32 " ms", visit_outcomes[visit->outcome], item_name(c, visit->leaf), visit->ms);
	fprintf(out, "%s%s", visit->flags & VISIT_FIRST ? " first" : "", visit->flags & VISIT_KEPT ? " kept" : "");
	fprintf(out, "%s%s", visit->flags & VISIT_ASKED_PERSON ? " asked" : "", visit->held ? " held out" : "");
	if (visit->wrong)
		fprintf(out, " wrong %u", (unsigned)visit->wrong);
	for (uint8_t i = 0; i < visit->steps_count; i++) {
		const struct visit_step *step = &visit->steps[i];

		fprintf(out, "%s %s", i ? "," : ":", segments[step->kind]);
		if (step->kind == SEGMENT_PROMPT)
			fprintf(out, " %u", (unsigned)step->index);
		else if (step->index != TREE_NONE)
			fprintf(out, " %s", item_name(c, step->index));
		if (step->ms)
			fprintf(out, " %" PRIu32, step->ms);
		fprintf(out, " %s", ends[step->end]);
	}
}

void trace_effect(FILE *out, const struct content *c, const struct effect *effect, uint64_t now_ms)
{
	fprintf(out, "    %s", effect_kind_name((enum effect_kind)effect->kind));
	switch ((enum effect_kind)effect->kind) {
	case EFFECT_SAY: trace_say(out, c, effect); break;
	case EFFECT_SHOW: trace_show(out, c, effect); break;
	case EFFECT_LISTEN: trace_listen(out, effect); break;
	case EFFECT_ACT:
	case EFFECT_LOOK_UP:
		fprintf(out, " %s #%" PRIu64, content_string(c, content_action(c, effect->act.action)->id),
			effect->request);
		fprintf(out, "%s%s", effect->act.ask ? " ask" : "", effect->act.undo ? " undo" : "");
		trace_values(out, &effect->act.inputs);
		break;
	case EFFECT_HAND_OVER:
		fprintf(out, " %s #%" PRIu64 " mood %u code %s",
			content_string(c, content_team(c, effect->hand_over.team)->id), effect->request,
			(unsigned)effect->hand_over.mood, effect->hand_over.code);
		trace_values(out, &effect->hand_over.facts);
		break;
	case EFFECT_TELL_AGENT: fprintf(out, " #%" PRIu64 " \"%s\"", effect->request, effect->tell.words); break;
	case EFFECT_CALL_BACK:
		fprintf(out, " #%" PRIu64 " phone \"%s\" words \"%s\"", effect->request, effect->call_back.phone,
			effect->call_back.words);
		break;
	case EFFECT_WAKE_AT:
		if (effect->wake_at.time_ms)
			fprintf(out, " +%" PRIu64, effect->wake_at.time_ms - now_ms);
		else
			fprintf(out, " never");
		break;
	case EFFECT_COUNT: fprintf(out, " %u %" PRId32, (unsigned)effect->count.what, effect->count.value); break;
	case EFFECT_LANGUAGE:
		fprintf(out, " %s", content_string(c, c->site.language[effect->language.language]));
		break;
	case EFFECT_WIPE: fprintf(out, "%s", effect->wipe.keep ? " keep what was promised" : ""); break;
	case EFFECT_VISIT: trace_visit(out, c, &effect->visit); break;
	case EFFECT_PHRASE:
		fprintf(out, " %s \"%s\"", effect->phrase.understood ? "understood" : "unknown", effect->phrase.words);
		break;
	case EFFECT_RELEASE: fprintf(out, " %u", (unsigned)effect->release.slot); break;
	default: break;
	}
	fputc('\n', out);
}
