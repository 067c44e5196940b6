/* What a person hears who is rung. */
#include "line/operator_summary.h"

#include "content/say.h"

#include <stdio.h>
#include <string.h>

enum { LINE_BYTES_MAX = 400, NAME_LETTERS_MAX = 30 };

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

static bool own_line(
	const struct content *c, const struct agent_card *card, const char *label, char *out, size_t out_bytes)
{
	return !is_a_slots(c, label) && card_line(card, label, out, out_bytes) && strcmp(out, "not known yet") != 0;
}

uint8_t operator_card_language(const struct content *c, const struct agent_card *card)
{
	char name[LINE_BYTES_MAX];

	if (!card_line(card, "Language", name, sizeof(name)))
		return 0;
	for (uint8_t i = 0; i < c->site.languages_count; i++)
		if (strcmp(content_string(c, c->site.language_name[i]), name) == 0)
			return i;
	return 0;
}

const char *operator_team_name(const struct content *c, const char *team)
{
	uint16_t at = content_find_team(c, team);

	return at == NONE16 ? team : content_text(c, content_team(c, at)->name, 0, 0);
}

/* --- how long it is --- */

static unsigned letters(const char *text)
{
	unsigned count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

static unsigned letters_of_all(const struct operator_summary *summary)
{
	unsigned count = 0;

	for (unsigned i = 0; i < summary->count; i++)
		count += letters(summary->sentence[i].text);
	return count;
}

/* Whole words only. */
static void shorten(char *text, unsigned letters_max)
{
	while (letters(text) > letters_max) {
		char *space = strrchr(text, ' ');

		if (!space)
			return;
		*space = '\0';
	}
}

/* --- sentences --- */

static void add(
	struct operator_summary *out, const struct content *c, enum prompt prompt, const char *name, const char *value)
{
	struct saying saying = {.text = c->prompt[prompt]};
	char text[SAID_BYTES_MAX];

	values_set(&saying.values, "site", content_text(c, c->site.name, 0, 0));
	if (name)
		values_set(&saying.values, name, value);
	if (out->count < SUMMARY_SENTENCES_MAX && content_say_aloud(c, &saying, true, text, sizeof(text)) > 0) {
		snprintf(out->sentence[out->count].text, SUMMARY_SENTENCE_BYTES_MAX, "%.*s",
			SUMMARY_SENTENCE_BYTES_MAX - 1, text);
		out->sentence[out->count++].personal = name != NULL;
	}
	explicit_bzero(&saying, sizeof(saying));
	explicit_bzero(text, sizeof(text));
}

static void drop_last(struct operator_summary *summary)
{
	summary->count--;
	explicit_bzero(&summary->sentence[summary->count], sizeof(summary->sentence[0]));
}

/* The latest are the likeliest to be proposed again. */
static void add_tried(struct operator_summary *out, const struct content *c, const char *tried, unsigned letters_max)
{
	for (const char *from = tried; from; from = strchr(from, ',')) {
		from += strspn(from, ", ");
		add(out, c, PROMPT_OPERATOR_TRIED, "tried", from);
		if (letters_of_all(out) <= letters_max)
			return;
		drop_last(out);
	}
}

static unsigned letters_of(const struct content *c, enum prompt prompt)
{
	struct operator_summary one = {0};

	add(&one, c, prompt, NULL, NULL);
	return letters_of_all(&one);
}

void operator_summary(
	struct operator_summary *out, const struct content *c, const struct agent_card *card, bool promised)
{
	const unsigned ask = letters_of(c, PROMPT_OPERATOR_ASK);
	const unsigned most = ask < SUMMARY_LETTERS_MAX ? SUMMARY_LETTERS_MAX - ask : 0;
	char value[LINE_BYTES_MAX];

	*out = (struct operator_summary){0};
	add(out, c, promised ? PROMPT_OPERATOR_CALL_BACK : PROMPT_OPERATOR_CALLER, "team",
		operator_team_name(c, card->team));
	if (own_line(c, card, "Customer", value, sizeof(value))) {
		shorten(value, NAME_LETTERS_MAX);
		add(out, c, PROMPT_OPERATOR_CUSTOMER, "customer", value);
	}
	if (own_line(c, card, "Topic", value, sizeof(value)))
		add(out, c, PROMPT_OPERATOR_TOPIC, "title", value);
	if (own_line(c, card, "Tried", value, sizeof(value)))
		add_tried(out, c, value, most);
	if (own_line(c, card, "Mood", value, sizeof(value)) && strcmp(value, "calm") != 0 &&
		letters_of_all(out) + letters_of(c, PROMPT_OPERATOR_UPSET) <= most)
		add(out, c, PROMPT_OPERATOR_UPSET, NULL, NULL);
	add(out, c, PROMPT_OPERATOR_ASK, NULL, NULL);
	explicit_bzero(value, sizeof(value));
}
