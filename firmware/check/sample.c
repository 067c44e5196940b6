#include "check/sample.h"

#include "base/text.h"
#include "learn/walk.h"
#include "understand/slot.h"

#include <stdio.h>
#include <string.h>

static const char code[] = "4071";

static void say_prompt(struct sample *s, enum prompt prompt)
{
	s->show.show.caption.text = s->content->prompt[prompt];
	s->show.show.caption.language = s->show.show.language;
}

static void set(struct sample *s, const char *name, const char *value)
{
	values_set(&s->show.show.caption.values, name, value);
}

static void add_with_key(struct sample *s, enum choice_kind kind, uint16_t index, int key)
{
	struct choices *choices = &s->show.show.choices;

	if (choices->count < CHOICES_MAX && index != NONE16)
		choices->list[choices->count++] = (struct choice){(uint8_t)kind, (uint8_t)key, index, false};
}

static void add(struct sample *s, enum choice_kind kind, uint16_t index)
{
	add_with_key(s, kind, index, '1' + s->show.show.choices.count);
}

static const char *text_of_item(const struct sample *s, uint16_t item)
{
	return content_text(s->content, content_item(s->content, item)->label, s->show.show.language, 0);
}

static void menu(struct sample *s, uint16_t item)
{
	const struct content *c = s->content;
	const uint16_t *items = item == NONE16 ? c->top : content_item(c, item)->children;
	uint16_t count = item == NONE16 ? c->top_count : content_item(c, item)->children_count;
	char names[512] = "";
	size_t length = 0;

	s->show.show.parent = item;
	for (uint16_t i = 0; i < count; i++) {
		add(s, CHOICE_ITEM, items[i]);
		length += text_copy(names + length, sizeof(names) - length, text_of(i > 0 ? ", " : ""));
		length += text_copy(names + length, sizeof(names) - length, text_of(text_of_item(s, items[i])));
	}
	say_prompt(s, item == NONE16 ? PROMPT_CHOOSE : PROMPT_CHOOSE_SUB);
	set(s, "choices", names);
	if (item != NONE16) {
		set(s, "title", text_of_item(s, item));
		return;
	}
	for (int i = 0; i < OFTEN_COUNT; i++)
		add_with_key(s, CHOICE_OFTEN, c->site.often[i], KEY_OFTEN + i);
	add_with_key(s, CHOICE_NOW, c->site.now_item, KEY_NOW);
}

void sample_learned(struct sample *sample, uint16_t leaf)
{
	struct choices *choices = &sample->show.show.choices;

	for (uint8_t i = 0; i < choices->count; i++) {
		struct choice *choice = &choices->list[i];

		choice->bright = choice->kind == CHOICE_ITEM && (i == 1 || i == 5);
		if (choice->kind == CHOICE_NOW)
			choice->kind = CHOICE_RISING;
		if (choice->kind != CHOICE_ITEM)
			choice->index = leaf;
	}
}

static uint16_t first_answer(const struct content *c, bool with_steps)
{
	for (uint16_t i = 0; i < c->answers.count; i++) {
		if (content_answer(c, i)->steps_count > 0 || !with_steps)
			return i;
	}
	return 0;
}

static void answer(struct sample *s, uint16_t wanted)
{
	bool steps = s->show.show.screen == SCREEN_STEP;
	uint16_t at = wanted != NONE16 ? wanted : first_answer(s->content, steps);
	const struct content_answer *a = content_answer(s->content, at);
	char number[8];

	s->show.show.topic = content_topic_of(s->content, TOPIC_ANSWER, at);
	s->show.show.caption.text = a->text;
	s->show.show.caption.language = s->show.show.language;
	if (!steps || a->steps_count == 0)
		return;
	s->show.show.step = 1;
	s->show.show.steps = (uint8_t)a->steps_count;
	say_prompt(s, PROMPT_STEP);
	set(s, "step", "1");
	snprintf(number, sizeof(number), "%u", (unsigned)a->steps_count);
	set(s, "steps", number);
	set(s, "text", content_text(s->content, a->steps[0], s->show.show.language, 0));
	text_copy(s->asked, sizeof(s->asked),
		text_of(content_text(s->content, s->content->prompt[PROMPT_DID_STEP_WORK], s->show.show.language, 0)));
}

static const char *typical(const struct content_slot *slot)
{
	switch (slot->type) {
	case SLOT_DIGITS: return "4071552399";
	case SLOT_AMOUNT: return "250";
	case SLOT_DATE: return "0112";
	case SLOT_TIME: return "1030";
	case SLOT_PHONE: return "0541555010";
	case SLOT_NAME: return "Anna Rossi";
	default: return "Via Garibaldi 12";
	}
}

static void slot(struct sample *s, uint16_t wanted)
{
	const struct content *c = s->content;
	uint16_t at = wanted != NONE16 ? wanted : 0;
	const struct content_slot *of = content_slot(c, at);
	struct effect listen = {.kind = EFFECT_LISTEN};

	s->show.show.slot = at;
	s->show.show.step = 2;
	s->show.show.steps = 5;
	s->show.show.can_skip = of->flags & SLOT_OPTIONAL;
	memcpy(s->show.show.code, code, sizeof(code));
	s->show.show.caption.text = of->ask;
	s->show.show.caption.language = s->show.show.language;
	for (uint16_t i = 0; i < of->choices_count; i++)
		add(s, CHOICE_OPTION, i);
	listen.listen.slot = at;
	listen.listen.expect = EXPECT_SLOT;
	entry_begin(&s->entry, c, &listen);
	for (const char *key = typical(of); *key; key++)
		(void)entry_key(&s->entry, (uint8_t)*key);
}

static uint16_t long_form(const struct content *c)
{
	uint16_t best = 0;

	for (uint16_t i = 1; i < c->forms.count; i++) {
		if (content_form(c, i)->slots_count > content_form(c, best)->slots_count)
			best = i;
	}
	return best;
}

static void typical_value(const struct sample *s, uint16_t at, char *out, size_t out_bytes)
{
	const struct content_slot *of = content_slot(s->content, at);
	const char *value = typical(of);

	if (of->type == SLOT_CHOICE)
		value = content_string(s->content, content_slot_choice(s->content, at, 0)->id);
	if (of->type == SLOT_DATE)
		value = "2026-12-01";
	if (of->type == SLOT_TIME)
		value = "10:30";
	slot_say(s->content, at, s->show.show.language, value, out, out_bytes);
}

void sample_review(struct sample *s, uint16_t of_form)
{
	const struct content_form *form = content_form(s->content, of_form);
	char text[VALUES_BYTES_MAX] = "";
	char value[FREE_TEXT_BYTES_MAX];
	size_t length = 0;

	say_prompt(s, PROMPT_REVIEW);
	memcpy(s->show.show.code, code, sizeof(code));
	for (uint16_t i = 0; i < form->slots_count; i++) {
		const struct content_slot *of = content_slot(s->content, form->slots[i]);

		typical_value(s, form->slots[i], value, sizeof(value));
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%s: %s", i > 0 ? "; " : "",
			content_text(s->content, of->label, s->show.show.language, 0), value);
	}
	set(s, "review", text);
}

static void handover(struct sample *s)
{
	const struct content *c = s->content;
	const struct content_team *team = content_team(c, c->site.person);
	char number[8];

	say_prompt(s, s->show.show.screen == SCREEN_HANDOVER ? PROMPT_HANDOVER_WAIT : PROMPT_HANDOVER_UNTAKEN);
	memcpy(s->show.show.code, code, sizeof(code));
	set(s, "code", code);
	set(s, "team", content_text(c, team->name, s->show.show.language, 0));
	snprintf(number, sizeof(number), "%u", team->wait_min);
	set(s, "wait", number);
}

static void question(struct sample *s)
{
	const struct content_slot *of = content_slot(s->content, 0);

	say_prompt(s, PROMPT_SLOT_CONFIRM);
	set(s, "label", content_text(s->content, of->label, s->show.show.language, 0));
	set(s, "value", typical(of));
	memcpy(s->show.show.code, code, sizeof(code));
}

static void words(struct sample *s, uint8_t screen)
{
	char number[8];

	switch (screen) {
	case SCREEN_WAIT: say_prompt(s, PROMPT_ACTION_WAIT); break;
	case SCREEN_SURVEY: say_prompt(s, PROMPT_SURVEY_SCORE); break;
	case SCREEN_WHY: say_prompt(s, PROMPT_SURVEY_WHY); break;
	case SCREEN_GOODBYE: say_prompt(s, PROMPT_GOODBYE); break;
	case SCREEN_STILL_THERE:
		say_prompt(s, PROMPT_STILL_THERE);
		s->show.show.seconds = (uint8_t)s->content->site.countdown_s;
		snprintf(number, sizeof(number), "%u", s->content->site.countdown_s);
		set(s, "seconds", number);
		break;
	case SCREEN_LANGUAGE:
		say_prompt(s, PROMPT_CHOOSE);
		for (uint16_t l = 0; l < s->content->site.languages_count; l++)
			add(s, CHOICE_LANGUAGE, l);
		set(s, "choices", "");
		break;
	default: break;
	}
	if (screen == SCREEN_WHY)
		s->entry = (struct entry){.kind = ENTRY_LETTERS, .length_max = 240};
}

void sample_make(struct sample *out, const struct content *content, const struct sample_wish *wish)
{
	memset(out, 0, sizeof(*out));
	out->content = content;
	out->show.kind = EFFECT_SHOW;
	out->show.show.screen = wish->screen;
	out->show.show.language = wish->language;
	out->show.show.topic = NONE16;
	out->show.show.slot = NONE16;
	out->show.show.parent = NONE16;
	out->show.show.caption.text = NONE16;
	switch (wish->screen) {
	case SCREEN_MENU: menu(out, wish->item); break;
	case SCREEN_ANSWER:
	case SCREEN_STEP: answer(out, wish->answer); break;
	case SCREEN_SLOT: slot(out, wish->slot); break;
	case SCREEN_REVIEW: sample_review(out, long_form(content)); break;
	case SCREEN_HANDOVER:
	case SCREEN_CALLBACK: handover(out); break;
	case SCREEN_QUESTION: question(out); break;
	default: words(out, wish->screen); break;
	}
}

/* By the names that code gives to values; a slot's id stands for its value. */
static void typical_of(const struct sample *s, const char *name, char *out, size_t out_bytes)
{
	static const char *const typicals[][2] = {{"code", code}, {"wait", "5"}, {"opens", "8:20"}, {"seconds", "20"},
		{"agent", "Giulia Ferri"}, {"name", "Anna Rossi"}, {"reference", "B-1001"}, {"result", "B-1001"},
		{"reason", "B-1001"}, {"words", "Via Garibaldi 12"}, {"value", "4071552399"}};
	const struct content *c = s->content;
	uint8_t language = s->show.show.language;
	uint16_t slot = content_find_slot(c, name);
	uint16_t text = NONE16;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(typicals) / sizeof(typicals[0]); i++) {
		if (strcmp(typicals[i][0], name) == 0)
			text_copy(out, out_bytes, text_of(typicals[i][1]));
	}
	if (strcmp(name, "site") == 0)
		text = c->site.name;
	if (strcmp(name, "team") == 0)
		text = content_team(c, c->site.person)->name;
	if (strcmp(name, "title") == 0)
		text = content_topic(c, 0)->title;
	if (strcmp(name, "label") == 0)
		text = content_slot(c, 0)->label;
	if (text != NONE16)
		text_copy(out, out_bytes, text_of(content_text(c, text, language, 0)));
	else if (out[0] == '\0' && slot != NONE16)
		typical_value(s, slot, out, out_bytes);
}

void sample_values(const struct sample *s, uint16_t text, struct values *values)
{
	const char *at = content_text(s->content, text, s->show.show.language, 0);
	char name[ID_BYTES_MAX + 1];
	char value[FREE_TEXT_BYTES_MAX];

	while ((at = strchr(at, '{')) != NULL) {
		size_t length = strcspn(++at, "}");

		if (length >= sizeof(name))
			continue;
		text_copy(name, sizeof(name), (struct text){at, (uint32_t)length});
		if (values_get(values, name))
			continue;
		typical_of(s, name, value, sizeof(value));
		values_set(values, name, value);
	}
}

struct view_of sample_of(const struct sample *sample)
{
	return (struct view_of){.content = sample->content,
		.show = &sample->show,
		.entry = &sample->entry,
		.said = sample->said,
		.asked = sample->asked,
		.result = sample->result};
}
