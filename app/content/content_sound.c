/* Proves an image that came from a file. Every table is walked once; what a record says about others is proved where
 * the record lies, so the time is linear in the image's size. */
#include "content/content.h"

#include "base/text.h"

#include <string.h>

/* A table's records, once it is proved that they lie inside the image. */
#define RECORDS(c, table, type) ((const struct type *)(const void *)((const uint8_t *)(c) + (c)->table.offset))

static bool tables_are_inside(const struct content *c)
{
	const struct {
		struct image_table table;
		size_t record_bytes;
		uint32_t count_max;
	} tables[] = {
		{c->strings, 1, UINT32_MAX},
		{c->texts, sizeof(struct content_text), NONE16},
		{c->phrases, sizeof(uint32_t), UINT32_MAX},
		{c->topics, sizeof(struct content_topic), NONE16},
		{c->items, sizeof(struct content_item), NONE16},
		{c->answers, sizeof(struct content_answer), NONE16},
		{c->forms, sizeof(struct content_form), NONE16},
		{c->slots, sizeof(struct content_slot), NONE16},
		{c->choices, sizeof(struct content_choice), NONE16},
		{c->actions, sizeof(struct content_action), NONE16},
		{c->hours, sizeof(struct content_hours), NONE16},
		{c->days, sizeof(uint32_t), UINT32_MAX},
		{c->teams, sizeof(struct content_team), NONE16},
		{c->people, sizeof(struct content_person), NONE16},
		{c->branches, sizeof(struct content_branch), NONE16},
		{c->offers, sizeof(struct content_offer), NONE16},
		{c->words, sizeof(struct content_word), UINT32_MAX},
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		if (!image_holds(c, tables[i].table, tables[i].record_bytes))
			return false;
		if (tables[i].table.count > tables[i].count_max || tables[i].table.offset < sizeof(*c))
			return false;
	}
	return true;
}

static bool strings_are_sound(const struct content *c)
{
	const char *pool = (const char *)c + c->strings.offset;
	uint32_t count = c->strings.count;
	uint32_t at = 0;

	if (count == 0 || pool[0] != '\0' || pool[count - 1] != '\0')
		return false;
	while (at < count) {
		uint32_t length = (uint32_t)strlen(pool + at);

		if (!text_is_utf8((struct text){pool + at, length}))
			return false;
		at += length + 1;
	}
	return true;
}

/* An offset points at a string's first byte, so never into the middle of a character. */
static bool is_string(const struct content *c, uint32_t offset)
{
	const char *pool = (const char *)c + c->strings.offset;

	return offset < c->strings.count && (offset == 0 || pool[offset - 1] == '\0');
}

static bool is_index(uint16_t index, struct image_table table)
{
	return index < table.count;
}

static bool is_index_or_none(uint16_t index, struct image_table table)
{
	return index == NONE16 || index < table.count;
}

static bool is_run(uint32_t first, uint32_t count, struct image_table table)
{
	return first <= table.count && count <= table.count - first;
}

static bool are_phrases(const struct content *c, const struct content_phrases phrases[LANGUAGES_MAX])
{
	for (int l = 0; l < LANGUAGES_MAX; l++)
		if (!is_run(phrases[l].first, phrases[l].count, c->phrases))
			return false;
	return true;
}

static bool are_indices(const uint16_t *list, uint32_t count, uint32_t count_max, struct image_table table)
{
	if (count > count_max)
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (!is_index(list[i], table))
			return false;
	return true;
}

static bool text_is_sound(const struct content *c, const struct content_text *text)
{
	for (uint32_t l = 0; l < LANGUAGES_MAX; l++) {
		const uint32_t *wording = text->wording[l];

		if ((wording[0] != 0) != (l < c->site.languages_count))
			return false;
		for (int w = 0; w < WORDINGS_MAX; w++)
			if (!is_string(c, wording[w]) || (w > 0 && wording[w] != 0 && wording[w - 1] == 0))
				return false;
	}
	return true;
}

/* Touch wordings have none of their own. */
static bool touch_is_sound(const struct content *c, const struct content_text *text)
{
	return text->touch == NONE16 ||
	       (is_index(text->touch, c->texts) && RECORDS(c, texts, content_text)[text->touch].touch == NONE16);
}

/* Nor have the telephone's, but touch wordings for where nobody is heard there. */
static bool line_is_sound(const struct content *c, const struct content_text *text)
{
	uint16_t at = (uint16_t)(text->line - 1);

	return text->line == 0 || (is_index(at, c->texts) && RECORDS(c, texts, content_text)[at].line == 0);
}

static bool texts_and_phrases_are_sound(const struct content *c)
{
	const struct content_text *texts = RECORDS(c, texts, content_text);
	const uint32_t *phrases = (const uint32_t *)((const uint8_t *)c + c->phrases.offset);

	for (uint32_t i = 0; i < c->texts.count; i++)
		if (!text_is_sound(c, &texts[i]) || !touch_is_sound(c, &texts[i]) || !line_is_sound(c, &texts[i]) ||
			texts[i].mandatory > 1)
			return false;
	for (uint32_t i = 0; i < c->phrases.count; i++)
		if (!is_string(c, phrases[i]))
			return false;
	return true;
}

static bool proof_is_sound(const struct content *c, const struct content_proof *proof)
{
	return are_indices(proof->slots, proof->slots_count, FORM_SLOTS_MAX, c->slots) &&
	       is_index_or_none(proof->action, c->actions);
}

static bool site_is_sound(const struct content *c)
{
	const struct content_site *s = &c->site;

	if (s->languages_count == 0 || s->languages_count > LANGUAGES_MAX)
		return false;
	for (uint32_t l = 0; l < s->languages_count; l++)
		if (!is_string(c, s->language[l]) || !is_string(c, s->language_name[l]))
			return false;
	if (!is_string(c, s->id) || !is_string(c, s->timezone) || !is_string(c, s->currency))
		return false;
	if (!is_index(s->name, c->texts) || !is_index(s->notice, c->texts))
		return false;
	if (s->now_item != NONE16 && (!is_index(s->now_item, c->items) || !is_index(s->now_reason, c->texts)))
		return false;
	if (!are_indices(s->often, OFTEN_COUNT, OFTEN_COUNT, c->items))
		return false;
	if (s->survey_one_in == 0 || !is_index(s->hours, c->hours) || !is_index(s->person, c->teams))
		return false;
	return proof_is_sound(c, &s->recognise) && proof_is_sound(c, &s->verify) &&
	       are_indices(c->prompt, PROMPT_COUNT, PROMPT_COUNT, c->texts) &&
	       are_indices(c->label, LABEL_COUNT, LABEL_COUNT, c->texts);
}

/* Which topic must stand at a place: content_topic_of() counts on the order answers, forms, teams, inner items. */
static bool topic_is_in_its_place(const struct content *c, uint32_t at, const struct content_topic *topic)
{
	const uint32_t counts[] = {c->answers.count, c->forms.count, c->teams.count};

	for (uint16_t kind = TOPIC_ANSWER; kind <= TOPIC_TEAM; kind++) {
		if (at < counts[kind])
			return topic->kind == kind && topic->index == at;
		at -= counts[kind];
	}
	return topic->kind == TOPIC_MENU && is_index(topic->index, c->items);
}

static bool topics_are_sound(const struct content *c)
{
	const struct content_topic *topics = RECORDS(c, topics, content_topic);

	if (c->topics.count < (uint64_t)c->answers.count + c->forms.count + c->teams.count)
		return false;
	for (uint32_t i = 0; i < c->topics.count; i++) {
		if (!is_string(c, topics[i].id) || !is_index(topics[i].title, c->texts))
			return false;
		if (!are_phrases(c, topics[i].asks) || !topic_is_in_its_place(c, i, &topics[i]))
			return false;
	}
	return true;
}

/* Children stand in rising order and know their parent, which item_is_sound() proves to stand before them: so the menu
 * is a tree and every walk ends. */
static bool children_are_sound(
	const struct content *c, uint32_t parent, const uint16_t children[MENU_CHILDREN_MAX], uint16_t count)
{
	const struct content_item *items = RECORDS(c, items, content_item);

	if (!are_indices(children, count, MENU_CHILDREN_MAX, c->items))
		return false;
	for (uint16_t i = 0; i < count; i++) {
		if (i > 0 && children[i] <= children[i - 1])
			return false;
		if (items[children[i]].parent != parent)
			return false;
	}
	return true;
}

/* Parents stand before their children, up to this item: so the walk ends. */
static bool depth_is_sound(const struct content_item *items, const struct content_item *item)
{
	int depth = 1;

	while (item->parent != NONE16) {
		item = &items[item->parent];
		depth++;
	}
	return depth <= MENU_DEPTH_MAX;
}

static bool item_is_sound(const struct content *c, uint32_t index)
{
	const struct content_item *items = RECORDS(c, items, content_item);
	const struct content_topic *topics = RECORDS(c, topics, content_topic);
	const struct content_item *item = &items[index];
	const struct content_topic *topic;

	if (!is_string(c, item->id) || !is_index(item->label, c->texts) || item->icon >= ICON_COUNT)
		return false;
	if (!is_index_or_none(item->parent, c->items) || !is_index(item->topic, c->topics))
		return false;
	if (item->parent != NONE16 && item->parent >= index)
		return false;
	topic = &topics[item->topic];
	if ((item->children_count > 0) != (topic->kind == TOPIC_MENU))
		return false;
	if (topic->kind == TOPIC_MENU && topic->index != index)
		return false;
	return depth_is_sound(items, item) && children_are_sound(c, index, item->children, item->children_count);
}

static bool menu_is_sound(const struct content *c)
{
	const struct content_item *items = RECORDS(c, items, content_item);
	const struct content_topic *topics = RECORDS(c, topics, content_topic);
	uint32_t known = c->top_count;

	if (!children_are_sound(c, NONE16, c->top, c->top_count))
		return false;
	for (uint32_t i = 0; i < c->items.count; i++) {
		if (!item_is_sound(c, i))
			return false;
		known += items[i].children_count;
	}
	for (uint32_t i = 0; i < c->topics.count; i++)
		if (topics[i].kind == TOPIC_MENU && items[topics[i].index].topic != i)
			return false;
	return known == c->items.count;
}

static bool answers_are_sound(const struct content *c)
{
	const struct content_answer *answers = RECORDS(c, answers, content_answer);

	for (uint32_t i = 0; i < c->answers.count; i++) {
		const struct content_answer *a = &answers[i];

		if (!is_string(c, a->id) || !is_string(c, a->source))
			return false;
		if (!is_index(a->title, c->texts) || !is_index(a->text, c->texts) ||
			!are_indices(a->steps, a->steps_count, STEPS_MAX, c->texts))
			return false;
		if (!is_index_or_none(a->then_form, c->forms) || !is_index(a->team, c->teams) ||
			!is_index_or_none(a->owner, c->people))
			return false;
	}
	return true;
}

static bool forms_are_sound(const struct content *c)
{
	const struct content_form *forms = RECORDS(c, forms, content_form);

	for (uint32_t i = 0; i < c->forms.count; i++) {
		const struct content_form *f = &forms[i];

		if (!is_string(c, f->id) || !is_index(f->title, c->texts) || f->level > LEVEL_VERIFIED)
			return false;
		if (f->slots_count == 0 || !are_indices(f->slots, f->slots_count, FORM_SLOTS_MAX, c->slots))
			return false;
		if (!is_index_or_none(f->action, c->actions) || !is_index(f->team, c->teams))
			return false;
	}
	return true;
}

static bool slot_is_sound(const struct content *c, const struct content_slot *s)
{
	if (!is_string(c, s->id) || s->type > SLOT_TEXT || s->flags > (SLOT_MASKED | SLOT_CONFIRM | SLOT_OPTIONAL))
		return false;
	if (!is_index(s->label, c->texts) || !is_index(s->ask, c->texts) || !is_index(s->again, c->texts))
		return false;
	if (s->choices_count > SLOT_CHOICES_MAX || !is_run(s->choices_first, s->choices_count, c->choices))
		return false;
	return (s->type == SLOT_CHOICE) == (s->choices_count > 0) && s->min <= s->max;
}

static bool slots_are_sound(const struct content *c)
{
	const struct content_slot *slots = RECORDS(c, slots, content_slot);
	const struct content_choice *choices = RECORDS(c, choices, content_choice);

	for (uint32_t i = 0; i < c->slots.count; i++)
		if (!slot_is_sound(c, &slots[i]))
			return false;
	for (uint32_t i = 0; i < c->choices.count; i++)
		if (!is_string(c, choices[i].id) || !is_index(choices[i].label, c->texts) ||
			!are_phrases(c, choices[i].asks))
			return false;
	return true;
}

static bool action_is_sound(const struct content *c, const struct content_action *a)
{
	if (!is_string(c, a->id) || a->kind > ACTION_TRAINING || a->level > LEVEL_VERIFIED)
		return false;
	if (!are_indices(a->inputs, a->inputs_count, ACTION_INPUTS_MAX, c->slots))
		return false;
	if (!is_index_or_none(a->undo, c->actions) || !is_index(a->team, c->teams))
		return false;
	if (!is_index(a->confirm, c->texts) || !is_index(a->done, c->texts) || !is_index(a->refused, c->texts) ||
		!is_index(a->unknown, c->texts))
		return false;
	if (!is_run(a->program_first, a->program_count, c->phrases) || !is_string(c, a->url))
		return false;
	return a->kind != ACTION_PROGRAM || a->program_count > 0;
}

static bool actions_are_sound(const struct content *c)
{
	const struct content_action *actions = RECORDS(c, actions, content_action);

	for (uint32_t i = 0; i < c->actions.count; i++)
		if (!action_is_sound(c, &actions[i]))
			return false;
	return true;
}

static bool spans_are_sound(const struct content_span spans[SPANS_MAX])
{
	for (int i = 0; i < SPANS_MAX; i++)
		if (spans[i].from_min > spans[i].to_min || spans[i].to_min > 24 * 60)
			return false;
	return true;
}

static bool hours_are_sound(const struct content *c)
{
	const struct content_hours *hours = RECORDS(c, hours, content_hours);

	for (uint32_t i = 0; i < c->hours.count; i++) {
		if (!is_string(c, hours[i].id) || !is_run(hours[i].closed_first, hours[i].closed_count, c->days))
			return false;
		for (int day = 0; day < DAYS_COUNT; day++)
			if (!spans_are_sound(hours[i].day[day]))
				return false;
	}
	return true;
}

static bool people_are_sound(const struct content *c)
{
	const struct content_team *teams = RECORDS(c, teams, content_team);
	const struct content_person *people = RECORDS(c, people, content_person);

	for (uint32_t i = 0; i < c->teams.count; i++)
		if (!is_string(c, teams[i].id) || !is_index(teams[i].name, c->texts) ||
			!is_index(teams[i].hours, c->hours) ||
			!is_run(teams[i].skills.first, teams[i].skills.count, c->phrases))
			return false;
	for (uint32_t i = 0; i < c->people.count; i++)
		if (!is_string(c, people[i].id) || !is_string(c, people[i].name) ||
			!is_index(people[i].team, c->teams) || !is_index(people[i].hours, c->hours) ||
			!is_run(people[i].skills.first, people[i].skills.count, c->phrases))
			return false;
	return true;
}

static bool places_are_sound(const struct content *c)
{
	const struct content_branch *branches = RECORDS(c, branches, content_branch);
	const struct content_offer *offers = RECORDS(c, offers, content_offer);

	for (uint32_t i = 0; i < c->branches.count; i++) {
		const struct content_branch *b = &branches[i];

		if (!is_string(c, b->id) || !is_index(b->name, c->texts) || !is_index(b->hours, c->hours))
			return false;
		if (!is_string(c, b->address) || !is_string(c, b->town) || !is_string(c, b->phone) ||
			!is_run(b->services.first, b->services.count, c->phrases))
			return false;
	}
	for (uint32_t i = 0; i < c->offers.count; i++)
		if (!is_string(c, offers[i].id) || !is_index(offers[i].title, c->texts) ||
			!is_index(offers[i].text, c->texts) || !is_index(offers[i].item, c->items) ||
			offers[i].flags > (OFFER_OPENING | OFFER_MANDATORY))
			return false;
	return true;
}

static bool words_are_sound(const struct content *c)
{
	const struct content_word *words = RECORDS(c, words, content_word);

	for (uint32_t i = 0; i < c->words.count; i++)
		if (!is_string(c, words[i].phrase) || words[i].kind >= WORDS_COUNT ||
			words[i].language >= c->site.languages_count)
			return false;
	return true;
}

enum err content_sound(const void *image, size_t size)
{
	const struct content *c = image;
	enum err err = image_check_header(image, size, IMAGE_CONTENT);
	bool sound;

	if (err)
		return err;
	if (size < sizeof(*c))
		return ERR_FORMAT;
	sound = tables_are_inside(c) && strings_are_sound(c) && site_is_sound(c) && texts_and_phrases_are_sound(c) &&
		topics_are_sound(c) && menu_is_sound(c) && answers_are_sound(c) && forms_are_sound(c) &&
		slots_are_sound(c) && actions_are_sound(c) && hours_are_sound(c) && people_are_sound(c) &&
		places_are_sound(c) && words_are_sound(c);
	return sound ? ERR_NONE : ERR_FORMAT;
}
