/* What is particular to a telephone: the keys that answer are told, digits are said one by one, each language speaks
 * for itself, and nothing is asked that twelve keys cannot answer. */
#include "dialog/dialog.h"

#include "base/text.h"
#include "choice.h"
#include "understand/slot.h"

static bool is_line(const struct turn *t)
{
	return t->s->channel == CHANNEL_LINE;
}

bool by_phone_keys_alone(const struct turn *t)
{
	return is_line(t) && !(t->s->prefers.heard & 1U << t->s->language);
}

bool by_phone_answerable(const struct turn *t, uint16_t slot)
{
	uint16_t type = content_slot(t->c, slot)->type;

	return !by_phone_keys_alone(t) || (type != SLOT_NAME && type != SLOT_TEXT);
}

/* --- what the keys do here --- */

/* In one and the same wording, so that it is made once and known again. */
static void say_key_in(struct turn *t, uint8_t language, const char *title, const char *key)
{
	struct effect *effect = dialog_add(t, EFFECT_SAY);

	effect->say = (struct saying){.flags = SAYING_INTERRUPTIBLE, .language = language};
	effect->say.text = content_prompt_line(t->c, PROMPT_PRESS, language, t->s->prefers.heard);
	values_set(&effect->say.values, "title", title);
	values_set(&effect->say.values, "key", key);
}

static void say_key(struct turn *t, const char *title, const char *key)
{
	say_key_in(t, t->s->language, title, key);
}

static const char *label(const struct turn *t, enum label which)
{
	return content_text(t->c, t->c->label[which], t->s->language, 0);
}

static void say_options(struct turn *t)
{
	struct values values = {0};
	char choices[SAID_BYTES_MAX];

	dialog_choices_text(t, choices, sizeof(choices));
	values_set(&values, "choices", choices);
	dialog_say(t, t->c->prompt[PROMPT_WHICH_OF_THESE], &values, 0);
	dialog_say_more_choices(t);
}

/* The end of an entry whose length the machine cannot know. */
static bool ends_with_hash(const struct turn *t)
{
	const struct content_slot *slot;

	if (t->s->asking == ASKING_PHONE && t->s->slot == NONE16)
		return true;
	if (t->s->asking != ASKING_SLOT && t->s->asking != ASKING_PHONE)
		return false;
	slot = content_slot(t->c, t->s->slot);
	return slot->type == SLOT_PHONE || slot->type == SLOT_AMOUNT ||
	       (slot->type == SLOT_DIGITS && slot->min < slot->max);
}

static void say_entry(struct turn *t)
{
	if (t->s->asking == ASKING_SLOT && t->s->choices.count > 0)
		say_options(t);
	else if (ends_with_hash(t))
		dialog_say(t, t->c->label[LABEL_KEY_IN], NULL, 0);
	if (t->s->asking == ASKING_SLOT && collect_is_optional(t, t->s->slot))
		say_key(t, label(t, LABEL_SKIP), label(t, LABEL_HASH));
}

void by_phone_tell_keys(struct turn *t, bool yes_or_no)
{
	if (!by_phone_keys_alone(t))
		return;
	if (yes_or_no && t->s->choices.count == 0) {
		say_key(t, label(t, LABEL_YES), "1");
		say_key(t, label(t, LABEL_NO), "2");
	}
	say_entry(t);
}

/* --- languages --- */

void by_phone_say_languages(struct turn *t)
{
	for (uint8_t i = 0; i < t->s->choices.count; i++) {
		const struct choice *choice = &t->s->choices.list[i];
		const char key[2] = {(char)choice->key, '\0'};

		say_key_in(t, (uint8_t)choice->index, choice_label(t->c, NONE16, choice, t->s->language), key);
	}
	t->s->wording++; /* as after any question */
}

/* --- what was begun --- */

/* On glass the next customer may stand there; a receiver is at one ear. */
void by_phone_tell_kept(struct turn *t)
{
	if (is_line(t))
		dialog_prompt_with(t, PROMPT_KEPT, "code", t->s->code);
}

/* --- values --- */

bool by_phone_is_costly(const struct turn *t, uint16_t slot)
{
	return is_line(t) && (content_slot(t->c, slot)->flags & (SLOT_CONFIRM | SLOT_MASKED)) == SLOT_CONFIRM;
}

bool by_phone_is_reviewed(const struct turn *t, uint16_t slot)
{
	return session_fact(t->s, slot) && !(is_line(t) && session_fact_confirmed(t->s, slot));
}

bool by_phone_unreviewed(const struct turn *t)
{
	return is_line(t) && t->s->state == STATE_COLLECT && !t->s->reviewed;
}

/* Who goes on has agreed. */
void by_phone_note(struct turn *t, uint16_t slot)
{
	const struct content_slot *about = content_slot(t->c, slot);
	const char *fact = session_fact(t->s, slot);
	char value[FREE_TEXT_BYTES_MAX];

	if (!is_line(t) || !fact)
		return;
	session_confirm_fact(t->s, slot);
	if (about->flags & SLOT_MASKED)
		return;
	by_phone_value(t, slot, fact, value, sizeof(value));
	dialog_prompt_with(t, PROMPT_NOTED, "value", value);
}

void by_phone_value(const struct turn *t, uint16_t slot, const char *value, char *out, size_t out_bytes)
{
	slot_say(t->c, slot, t->s->language, value, out, out_bytes);
	if (is_line(t))
		slot_say_digits(t->c, slot, out, out_bytes);
}
