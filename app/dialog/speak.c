/* Adding effects to a turn. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "choice.h"
#include "learn/walk.h"

#include <stdio.h>
#include <string.h>

struct effect *dialog_add(struct turn *t, enum effect_kind kind)
{
	struct effect *effect;

	CHECK(t->out->count < EFFECTS_MAX);
	effect = &t->out->list[t->out->count++];
	memset(effect, 0, sizeof(*effect));
	effect->kind = (uint8_t)kind;
	effect->session = t->s->number;
	return effect;
}

void dialog_save(struct turn *t)
{
	dialog_add(t, EFFECT_SAVE);
}

void dialog_saying(const struct turn *t, uint16_t text, uint8_t flags, struct saying *out)
{
	if (content_is_mandatory(t->c, text))
		flags |= SAYING_MANDATORY;
	out->text = t->s->channel == CHANNEL_LINE ? content_text_line(t->c, text, t->s->language, t->s->prefers.heard)
						  : content_text_heard(t->c, text, t->s->language, t->s->prefers.heard);
	out->language = t->s->language;
	out->wording = (uint8_t)(t->s->wording % content_wordings(t->c, out->text, t->s->language));
	out->flags = flags & SAYING_MANDATORY ? flags : flags | SAYING_INTERRUPTIBLE;
}

void dialog_say(struct turn *t, uint16_t text, const struct values *values, uint8_t flags)
{
	struct effect *effect = dialog_add(t, EFFECT_SAY);

	dialog_saying(t, text, flags, &effect->say);
	if (values)
		effect->say.values = *values;
	t->s->wording++;
}

void dialog_prompt(struct turn *t, enum prompt prompt)
{
	dialog_say(t, t->c->prompt[prompt], NULL, 0);
}

void dialog_result(struct turn *t, enum prompt prompt)
{
	dialog_say(t, t->c->prompt[prompt], NULL, SAYING_RESULT);
}

void dialog_prompt_with(struct turn *t, enum prompt prompt, const char *name, const char *value)
{
	struct values values = {0};

	values_set(&values, name, value);
	dialog_say(t, t->c->prompt[prompt], &values, 0);
}

void dialog_count(struct turn *t, enum count what, int32_t value)
{
	struct effect *effect = dialog_add(t, EFFECT_COUNT);

	effect->count.what = (uint8_t)what;
	effect->count.topic = t->s->topic;
	effect->count.item = t->s->item;
	effect->count.value = value;
}

const char *dialog_title(const struct turn *t)
{
	return content_text(t->c, content_topic(t->c, t->s->topic)->title, t->s->language, 0);
}

uint16_t dialog_about(const struct turn *t)
{
	return t->s->state == STATE_SURVEY ? NONE16 : t->s->topic;
}

/* "for Cards, press 1", in the wording of the question that it is part of. */
static size_t press_text(const struct turn *t, const struct choice *choice, char *out, size_t out_bytes)
{
	const char key[2] = {(char)choice->key, '\0'};
	struct saying press = {0};

	dialog_saying(t, t->c->prompt[PROMPT_PRESS], 0, &press);
	values_set(&press.values, "title", choice_label(t->c, t->s->slot, choice, t->s->language));
	values_set(&press.values, "key",
		choice->key == KEY_NOW ? content_text(t->c, t->c->label[LABEL_HASH], t->s->language, 0) : key);
	return content_say(t->c, &press, out, out_bytes);
}

/* Shortcuts are seen, not listed twice; heard, they stand among the others. */
static bool is_listed(const struct session *s, const struct choice *choice)
{
	if (s->channel == CHANNEL_LINE)
		return true;
	return choice->kind != CHOICE_OFTEN && choice->kind != CHOICE_NOW && choice->kind != CHOICE_RISING;
}

static void choices_between(const struct turn *t, uint8_t from, uint8_t to, char *out, size_t out_bytes)
{
	bool heard = t->s->channel == CHANNEL_LINE;
	size_t used = 0;

	out[0] = '\0';
	for (uint8_t i = from; i < to; i++) {
		const struct choice *choice = &t->s->choices.list[i];
		const char *label = choice_label(t->c, t->s->slot, choice, t->s->language);

		if (!is_listed(t->s, choice))
			continue;
		if (used)
			used += text_copy(out + used, out_bytes - used, heard ? TEXT("; ") : TEXT(", "));
		if (heard && choice->key)
			used += press_text(t, choice, out + used, out_bytes - used);
		else
			used += text_copy(out + used, out_bytes - used, text_of(label));
	}
}

static uint8_t first_group(const struct session *s)
{
	bool parted = s->channel == CHANNEL_LINE && s->choices.count > WALK_GROUP;

	return parted ? (uint8_t)WALK_GROUP : s->choices.count;
}

void dialog_choices_text(const struct turn *t, char *out, size_t out_bytes)
{
	choices_between(t, 0, first_group(t->s), out, out_bytes);
}

/* In the wording of the question that they belong to. */
static void say_group(struct turn *t, uint8_t from, uint8_t to)
{
	struct effect *effect = dialog_add(t, EFFECT_SAY);
	char choices[SAID_BYTES_MAX];

	dialog_saying(t, t->c->prompt[PROMPT_FURTHER], SAYING_AFTER_PAUSE, &effect->say);
	choices_between(t, from, to, choices, sizeof(choices));
	values_set(&effect->say.values, "choices", choices);
}

void dialog_say_more_choices(struct turn *t)
{
	const uint8_t count = t->s->choices.count;
	uint8_t from = first_group(t->s);

	t->s->wording--;
	for (; from < count; from = (uint8_t)(from + WALK_GROUP))
		say_group(t, from, count - from > WALK_GROUP ? (uint8_t)(from + WALK_GROUP) : count);
	t->s->wording++;
}
