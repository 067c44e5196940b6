#include "choice.h"

const char *choice_label(const struct content *c, uint16_t slot, const struct choice *choice, uint8_t language)
{
	switch ((enum choice_kind)choice->kind) {
	case CHOICE_ITEM:
	case CHOICE_OFTEN:
	case CHOICE_NOW:
	case CHOICE_RISING: return content_text(c, content_item(c, choice->index)->label, language, 0);
	case CHOICE_TOPIC: return content_text(c, content_topic(c, choice->index)->title, language, 0);
	case CHOICE_OPTION:
		if (slot == NONE16)
			return "";
		return content_text(c, content_slot_choice(c, slot, choice->index)->label, language, 0);
	case CHOICE_SLOT: return content_text(c, content_slot(c, choice->index)->label, language, 0);
	case CHOICE_LANGUAGE: return content_string(c, c->site.language_name[choice->index]);
	}
	return "";
}

/* However it is worded. */
static bool is_text(const struct content *c, uint16_t text, uint16_t said)
{
	return text == said || content_text_heard(c, text, 0, 0) == said || content_text_line(c, text, 0, 0) == said ||
	       content_text_line(c, text, 0, HEARD_ALL) == said;
}

const char *choice_prompt_name(const struct content *c, uint16_t text)
{
	for (unsigned i = 0; i < PROMPT_COUNT; i++)
		if (is_text(c, c->prompt[i], text))
			return prompt_name((enum prompt)i);
	for (uint16_t i = 0; i < c->slots.count; i++)
		if (is_text(c, content_slot(c, i)->ask, text))
			return content_string(c, content_slot(c, i)->id);
	return NULL;
}
