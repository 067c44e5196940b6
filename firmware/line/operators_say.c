/* What a person hears who is rung. */
#include "line/operators_parts.h"

#include "line/operator_summary.h"
#include "log.h"

#include <string.h>

static const struct content *content_of(const struct operators *o)
{
	struct runner *runner = o->calls ? calls_runner(o->calls) : NULL;

	return runner ? runner_content_newest(runner) : NULL;
}

uint8_t card_language(const struct operators *o, const struct agent_card *card)
{
	const struct content *c = content_of(o);

	return c ? operator_card_language(c, card) : 0;
}

const char *team_name_of(const struct operators *o, const char *team)
{
	const struct content *c = content_of(o);

	return c ? operator_team_name(c, team) : team;
}

/* --- saying it --- */

bool leg_listens(const struct leg *leg)
{
	return leg->heard != leg->mark;
}

bool leg_is_silent(const struct leg *leg, uint64_t ms)
{
	return ms >= (leg_listens(leg) ? OPERATOR_HEARS_MS : OPERATOR_THINKS_MS);
}

static void play(struct operators *o, struct leg *leg, uint8_t language, const char *text, bool personal)
{
	const struct content *c = content_of(o);
	const struct line *line = &o->options.line;
	struct line_prompt *prompt;

	prompt = prompts_get(o->options.prompts, (enum codec)leg->codec, content_string(c, c->site.language[language]),
		text, personal);
	if (!prompt || line->ops->play(line->self, leg->call, prompt, leg->mark + 1, false))
		log_warn("operators: a person did not hear a sentence: is there memory, does the line stand?");
	else
		leg->mark++;
	prompt_drop(prompt);
}

void leg_hears(struct operators *o, struct leg *leg, uint8_t language, enum prompt prompt)
{
	const struct content *c = content_of(o);
	struct saying saying = {.language = language, .text = c ? c->prompt[prompt] : NONE16};
	char text[SAID_BYTES_MAX];

	if (!c || !leg->call)
		return;
	values_set(&saying.values, "site", content_text(c, c->site.name, language, 0));
	if (content_say_aloud(c, &saying, true, text, sizeof(text)) > 0)
		play(o, leg, language, text, false);
}

void agent_hears_summary(struct operators *o, struct errand *errand, const struct agent_card *card)
{
	const struct content *c = content_of(o);
	struct operator_summary summary;

	if (!c || !errand->agent.call)
		return;
	operator_summary(&summary, c, card, errand->promised);
	for (unsigned i = 0; i < summary.count; i++)
		play(o, &errand->agent, 0, summary.sentence[i].text, summary.sentence[i].personal);
	explicit_bzero(&summary, sizeof(summary));
}

void caller_hears_next(struct operators *o, struct errand *errand)
{
	uint64_t now_ms = operators_now_ms(o);

	if (errand->promised || errand->state != ERRAND_RINGS ||
		(errand->told_ms && now_ms - errand->told_ms < OPERATOR_TOLD_MS) ||
		strcmp(runner_state(calls_runner(o->calls), errand->session), "handover") != 0)
		return;
	errand->told_ms = now_ms;
	calls_tell(o->calls, errand->session, PROMPT_HANDOVER_NEXT);
}
