/* What a person hears who is rung: never more than a card has that everybody at the desk may see, and nothing of what
 * was keyed. */
#include "line/operators_parts.h"

#include "log.h"

#include <stdio.h>
#include <string.h>

enum { LINE_BYTES_MAX = 400 };

static const struct content *content_of(const struct operators *o)
{
	struct runner *runner = o->calls ? calls_runner(o->calls) : NULL;

	return runner ? runner_content_newest(runner) : NULL;
}

/* --- the card's lines --- */

/* The line of that label, "" if there is none: the first, because what the device itself says of a card stands before
 * and behind the customer's facts, and a fact has the label of its slot. */
static bool card_line(const struct agent_card *card, const char *label, char *out, size_t out_bytes)
{
	size_t label_bytes = strlen(label);
	const char *line = card->summary;

	out[0] = '\0';
	while (*line) {
		size_t bytes = strcspn(line, "\n");

		if (bytes > label_bytes + 2 && strncmp(line, label, label_bytes) == 0 && line[label_bytes] == ':') {
			snprintf(out, out_bytes, "%.*s", (int)(bytes - label_bytes - 2), line + label_bytes + 2);
			return true;
		}
		line += bytes + (line[bytes] == '\n');
	}
	return false;
}

/* A slot that is called as one of the card's own lines could bring what was keyed into it. */
static bool is_a_slots(const struct content *c, const char *label)
{
	for (uint16_t i = 0; i < c->slots.count; i++)
		if (strcmp(content_text(c, content_slot(c, i)->label, 0, 0), label) == 0)
			return true;
	return false;
}

uint8_t card_language(const struct operators *o, const struct agent_card *card)
{
	const struct content *c = content_of(o);
	char name[LINE_BYTES_MAX];

	if (!c || !card_line(card, "Language", name, sizeof(name)))
		return 0;
	for (uint8_t i = 0; i < c->site.languages_count; i++)
		if (strcmp(content_string(c, c->site.language_name[i]), name) == 0)
			return i;
	return 0;
}

const char *team_name_of(const struct operators *o, const char *team)
{
	const struct content *c = content_of(o);
	uint16_t at = c ? content_find_team(c, team) : NONE16;

	return at == NONE16 ? team : content_text(c, content_team(c, at)->name, 0, 0);
}

/* --- saying it --- */

bool leg_listens(const struct leg *leg)
{
	return leg->heard != leg->mark;
}

static void play(struct operators *o, struct leg *leg, uint8_t language, const struct saying *saying)
{
	const struct content *c = content_of(o);
	const struct line *line = &o->options.line;
	struct line_prompt *prompt;
	char text[SAID_BYTES_MAX];

	if (content_say_aloud(c, saying, true, text, sizeof(text)) == 0)
		return;
	prompt = prompts_get(o->options.prompts, (enum codec)leg->codec, content_string(c, c->site.language[language]),
		text, saying->values.bytes > 0);
	if (!prompt || line->ops->play(line->self, leg->call, prompt, leg->mark + 1, false))
		log_warn("operators: a person did not hear a sentence: is there memory, does the line stand?");
	else
		leg->mark++;
	prompt_drop(prompt);
	explicit_bzero(text, sizeof(text));
}

struct told {
	enum prompt prompt;
	const char *name; /* of a value; NULL: there is none */
	const char *value;
};

static void hears(struct operators *o, struct leg *leg, uint8_t language, const struct told *told)
{
	const struct content *c = content_of(o);
	struct saying saying = {.language = language, .text = c ? c->prompt[told->prompt] : NONE16};

	if (!c || !leg->call)
		return;
	values_set(&saying.values, "site", content_text(c, c->site.name, language, 0));
	if (told->name)
		values_set(&saying.values, told->name, told->value);
	play(o, leg, language, &saying);
	explicit_bzero(&saying, sizeof(saying));
}

void leg_hears(struct operators *o, struct leg *leg, uint8_t language, enum prompt prompt)
{
	hears(o, leg, language, &(struct told){prompt, NULL, NULL});
}

void agent_hears_summary(struct operators *o, struct errand *errand, const struct agent_card *card)
{
	static const struct {
		const char *label;
		enum prompt prompt;
		const char *name;
	} lines[] = {{"Topic", PROMPT_OPERATOR_TOPIC, "title"}, {"Customer", PROMPT_OPERATOR_CUSTOMER, "customer"},
		{"Tried", PROMPT_OPERATOR_TRIED, "tried"}};
	const struct content *c = content_of(o);
	struct leg *leg = &errand->agent;
	char value[LINE_BYTES_MAX];

	hears(o, leg, 0,
		&(struct told){errand->promised ? PROMPT_OPERATOR_CALL_BACK : PROMPT_OPERATOR_CALLER, "team",
			team_name_of(o, card->team)});
	for (size_t i = 0; c && i < sizeof(lines) / sizeof(lines[0]); i++)
		if (!is_a_slots(c, lines[i].label) && card_line(card, lines[i].label, value, sizeof(value)) &&
			strcmp(value, "not known yet") != 0)
			hears(o, leg, 0, &(struct told){lines[i].prompt, lines[i].name, value});
	if (card_line(card, "Mood", value, sizeof(value)) && strcmp(value, "calm") != 0)
		leg_hears(o, leg, 0, PROMPT_OPERATOR_UPSET);
	leg_hears(o, leg, 0, PROMPT_OPERATOR_ASK);
	explicit_bzero(value, sizeof(value));
}
