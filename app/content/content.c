#include "content/content.h"

#include <string.h>

static const void *record(const struct content *c, struct image_table table, uint32_t index, size_t record_bytes)
{
	CHECK(index < table.count);
	return (const uint8_t *)c + table.offset + (size_t)index * record_bytes;
}

#define RECORD(c, table, index, type) ((const struct type *)record((c), (c)->table, (index), sizeof(struct type)))

const struct content_topic *content_topic(const struct content *c, uint16_t topic)
{
	return RECORD(c, topics, topic, content_topic);
}

const struct content_item *content_item(const struct content *c, uint16_t item)
{
	return RECORD(c, items, item, content_item);
}

const struct content_answer *content_answer(const struct content *c, uint16_t answer)
{
	return RECORD(c, answers, answer, content_answer);
}

const struct content_form *content_form(const struct content *c, uint16_t form)
{
	return RECORD(c, forms, form, content_form);
}

const struct content_slot *content_slot(const struct content *c, uint16_t slot)
{
	return RECORD(c, slots, slot, content_slot);
}

const struct content_choice *content_slot_choice(const struct content *c, uint16_t slot, uint16_t choice)
{
	const struct content_slot *s = content_slot(c, slot);

	CHECK(choice < s->choices_count);
	return RECORD(c, choices, s->choices_first + choice, content_choice);
}

const struct content_action *content_action(const struct content *c, uint16_t action)
{
	return RECORD(c, actions, action, content_action);
}

const struct content_hours *content_hours(const struct content *c, uint16_t hours)
{
	return RECORD(c, hours, hours, content_hours);
}

const struct content_team *content_team(const struct content *c, uint16_t team)
{
	return RECORD(c, teams, team, content_team);
}

const struct content_person *content_person(const struct content *c, uint16_t person)
{
	return RECORD(c, people, person, content_person);
}

const struct content_branch *content_branch(const struct content *c, uint16_t branch)
{
	return RECORD(c, branches, branch, content_branch);
}

const struct content_offer *content_offer(const struct content *c, uint16_t offer)
{
	return RECORD(c, offers, offer, content_offer);
}

const struct content_word *content_word(const struct content *c, uint32_t word)
{
	return RECORD(c, words, word, content_word);
}

const char *content_string(const struct content *c, uint32_t offset)
{
	return record(c, c->strings, offset, 1);
}

const char *content_phrase(const struct content *c, struct content_phrases phrases, uint32_t at)
{
	const uint32_t *offset;

	CHECK(at < phrases.count);
	offset = record(c, c->phrases, phrases.first + at, sizeof(*offset));
	return content_string(c, *offset);
}

uint8_t content_wordings(const struct content *c, uint16_t text, uint8_t language)
{
	const struct content_text *t;
	uint8_t count = 1;

	if (text == NONE16)
		return 1;
	CHECK(language < c->site.languages_count);
	t = RECORD(c, texts, text, content_text);
	while (count < WORDINGS_MAX && t->wording[language][count] != 0)
		count++;
	return count;
}

const char *content_text(const struct content *c, uint16_t text, uint8_t language, uint8_t wording)
{
	const struct content_text *t;

	if (text == NONE16)
		return "";
	t = RECORD(c, texts, text, content_text);
	return content_string(c, t->wording[language][wording % content_wordings(c, text, language)]);
}

uint16_t content_text_heard(const struct content *c, uint16_t text, uint8_t language, uint8_t heard)
{
	const struct content_text *t;

	if (text == NONE16 || (heard & 1U << language))
		return text;
	t = RECORD(c, texts, text, content_text);
	return t->touch == NONE16 ? text : t->touch;
}

bool content_has_line(const struct content *c, uint16_t text)
{
	return text != NONE16 && RECORD(c, texts, text, content_text)->line != 0;
}

uint16_t content_text_line(const struct content *c, uint16_t text, uint8_t language, uint8_t heard)
{
	if (content_has_line(c, text))
		text = (uint16_t)(RECORD(c, texts, text, content_text)->line - 1);
	return content_text_heard(c, text, language, heard);
}

bool content_is_mandatory(const struct content *c, uint16_t text)
{
	return text != NONE16 && RECORD(c, texts, text, content_text)->mandatory;
}

uint16_t content_prompt(const struct content *c, enum prompt prompt, uint8_t language, uint8_t heard)
{
	CHECK(prompt < PROMPT_COUNT);
	return content_text_heard(c, c->prompt[prompt], language, heard);
}

uint16_t content_prompt_line(const struct content *c, enum prompt prompt, uint8_t language, uint8_t heard)
{
	CHECK(prompt < PROMPT_COUNT);
	return content_text_line(c, c->prompt[prompt], language, heard);
}

/* Every record that has a stable id begins with its offset. */
static uint16_t find(const struct content *c, struct image_table table, size_t record_bytes, const char *id)
{
	for (uint32_t i = 0; i < table.count; i++) {
		const uint32_t *offset = record(c, table, i, record_bytes);

		if (strcmp(content_string(c, *offset), id) == 0)
			return (uint16_t)i;
	}
	return NONE16;
}

#define FIND(c, table, type, id) find((c), (c)->table, sizeof(struct type), (id))

uint16_t content_find_topic(const struct content *c, const char *id)
{
	return FIND(c, topics, content_topic, id);
}

uint16_t content_find_item(const struct content *c, const char *id)
{
	return FIND(c, items, content_item, id);
}

uint16_t content_find_slot(const struct content *c, const char *id)
{
	return FIND(c, slots, content_slot, id);
}

uint16_t content_find_action(const struct content *c, const char *id)
{
	return FIND(c, actions, content_action, id);
}

uint16_t content_find_form(const struct content *c, const char *id)
{
	return FIND(c, forms, content_form, id);
}

uint16_t content_find_answer(const struct content *c, const char *id)
{
	return FIND(c, answers, content_answer, id);
}

uint16_t content_find_team(const struct content *c, const char *id)
{
	return FIND(c, teams, content_team, id);
}

/* Topics stand in the order answers, forms, teams, inner items: content_sound() has proved it. */
uint16_t content_topic_of(const struct content *c, enum topic_kind kind, uint16_t index)
{
	uint32_t first = 0;

	switch (kind) {
	case TOPIC_ANSWER: CHECK(index < c->answers.count); break;
	case TOPIC_FORM:
		CHECK(index < c->forms.count);
		first = c->answers.count;
		break;
	case TOPIC_TEAM:
		CHECK(index < c->teams.count);
		first = c->answers.count + c->forms.count;
		break;
	case TOPIC_MENU: CHECK(content_item(c, index)->children_count > 0); return content_item(c, index)->topic;
	}
	return (uint16_t)(first + index);
}

uint8_t content_language(const struct content *c, const char *code)
{
	for (uint8_t l = 0; l < c->site.languages_count; l++)
		if (strcmp(content_string(c, c->site.language[l]), code) == 0)
			return l;
	return LANGUAGES_MAX;
}
