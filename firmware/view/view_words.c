/* Words with a picture on what can be touched, the same in every language of the site. */
#include "view/view_draft.h"

#include "base/text.h"

#include <string.h>

const char *draft_label(const struct draft *draft, enum label label)
{
	return content_text(draft->content, draft->content->label[label], draft->language, 0);
}

/* As it is without large text, where the picture is what is large. */
static struct draft with_usual_letters(const struct draft *draft)
{
	struct draft usual = *draft;

	usual.least_px = draft->usual_px;
	return usual;
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
	struct draft usual = with_usual_letters(draft);
	struct view_element probe = *element;

	probe.icon = icon;
	if (icon != ICON_COUNT && fits_in_all(draft, &probe, text))
		return DRAFT_WORDS_ICON;
	probe.icon = ICON_COUNT;
	if (icon == ICON_COUNT || fits_in_all(draft, &probe, text))
		return DRAFT_WORDS;
	probe.icon = icon;
	if (fits_in_all(&usual, &probe, text))
		return DRAFT_ICON_WORDS;
	return DRAFT_ICON;
}

void draft_words(struct draft *draft, struct view_element *element, uint16_t text, uint8_t icon, enum draft_style style,
	int most_px)
{
	const char *words = content_text(draft->content, text, draft->language, 0);
	int least_px = draft->least_px;

	element->icon = style == DRAFT_WORDS ? ICON_COUNT : icon;
	if (style == DRAFT_ICON)
		text_copy(element->spoken, sizeof(element->spoken), text_of(words));
	if (style == DRAFT_ICON_WORDS)
		draft->least_px = draft->usual_px;
	draft_text(draft, element, style == DRAFT_ICON ? "" : words, most_px);
	draft->least_px = least_px;
}

void draft_label_icon(struct draft *draft, struct view_element *element, enum label label, uint8_t icon, int most_px)
{
	uint16_t text = draft->content->label[label];
	enum draft_style style = draft_style_of(draft, element, text, icon);

	if (style == DRAFT_ICON_WORDS && element->h < draft_down(draft, SIZE_BAR_MM10))
		style = DRAFT_ICON; /* on a key both would be small */
	draft_words(draft, element, text, icon, style < DRAFT_ICON_WORDS ? DRAFT_WORDS : style, most_px);
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
