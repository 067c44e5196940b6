/* Words with a picture on what can be touched, the same in every language of the site. */
#include "view_draft.h"

#include "base/text.h"

#include <string.h>

const char *draft_label(const struct draft *draft, enum label label)
{
	return content_text(draft->content, draft->content->label[label], draft->language, 0);
}

static bool fits_in_all(const struct draft *draft, const struct view_element *element, uint16_t text)
{
	for (uint8_t l = 0; l < draft->content->site.languages_count; l++) {
		if (!draft_fits(draft, element, content_text(draft->content, text, l, 0), ""))
			return false;
	}
	return true;
}

enum draft_style draft_style_of(
	const struct draft *draft, const struct view_element *element, uint16_t text, uint8_t icon)
{
	struct view_element probe = *element;

	probe.icon = icon;
	if (icon != ICON_COUNT && fits_in_all(draft, &probe, text))
		return DRAFT_WORDS_ICON;
	probe.icon = ICON_COUNT;
	if (icon == ICON_COUNT || fits_in_all(draft, &probe, text))
		return DRAFT_WORDS;
	return DRAFT_ICON;
}

void draft_words(struct draft *draft, struct view_element *element, uint16_t text, uint8_t icon, enum draft_style style,
	int most_px)
{
	const char *words = content_text(draft->content, text, draft->language, 0);

	element->icon = style == DRAFT_WORDS ? ICON_COUNT : icon;
	if (style == DRAFT_ICON)
		text_copy(element->spoken, sizeof(element->spoken), text_of(words));
	draft_text(draft, element, style == DRAFT_ICON ? "" : words, most_px);
}

void draft_label_icon(struct draft *draft, struct view_element *element, enum label label, uint8_t icon, int most_px)
{
	uint16_t text = draft->content->label[label];
	enum draft_style style = draft_style_of(draft, element, text, icon);

	draft_words(draft, element, text, icon, style == DRAFT_ICON ? DRAFT_ICON : DRAFT_WORDS, most_px);
}

struct view_element *draft_button(
	struct draft *draft, enum view_role role, struct view_box box, enum label label, enum target target)
{
	struct view_element *element = draft_add_target(draft, role, box, target, 0);

	draft_text(draft, element, draft_label(draft, label), draft->body_px);
	return element;
}

void draft_more(struct draft *draft, enum view_role role, struct view_box box)
{
	struct view_element *more = draft_add_page(draft, role, box, draft->page + 1);

	draft_label_icon(draft, more, LABEL_MORE, VIEW_ICON_MORE, draft->body_px);
}
