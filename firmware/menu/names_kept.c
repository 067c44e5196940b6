#include "menu/names_kept.h"

#include "base/text.h"
#include "menu/menu_names.h"

#include <stdlib.h>

static void put(char *out, size_t out_bytes, const char *text)
{
	text_copy(out, out_bytes, text_of(text));
}

struct names_kept *names_kept_make(const struct content *c, const struct tree *tree)
{
	const struct menu_names called = {c, tree, 0};
	struct names_kept *names = calloc(1, sizeof(*names) + tree->items_count * sizeof(names->items[0]));

	if (!names)
		return NULL;
	names->items_count = tree->items_count;
	names->prompts_count = tree->prompts_count;
	for (uint16_t i = 0; i < tree->items_count; i++) {
		put(names->items[i].id, sizeof(names->items[i].id), content_string(c, content_item(c, i)->id));
		put(names->items[i].label, sizeof(names->items[i].label), menu_name_item(&called, i));
		names->ids[i] = names->items[i].id;
	}
	for (uint16_t i = 0; i < tree->prompts_count; i++) {
		menu_id_prompt(&called, i, names->prompts[i].id, sizeof(names->prompts[i].id));
		put(names->prompts[i].label, sizeof(names->prompts[i].label), menu_name_prompt(&called, i));
		names->ids[tree->items_count + i] = names->prompts[i].id;
	}
	return names;
}

static const char *say_item(void *self, uint16_t item)
{
	const struct names_kept *names = self;

	return item < names->items_count ? names->items[item].label : "";
}

static const char *say_prompt(void *self, uint16_t prompt)
{
	const struct names_kept *names = self;

	return prompt < names->prompts_count ? names->prompts[prompt].label : "";
}

struct change_names names_kept_said(const struct names_kept *names)
{
	return (struct change_names){say_item, say_prompt, (void *)(uintptr_t)names};
}

const char *names_kept_item(const struct names_kept *names, uint16_t item)
{
	return item < names->items_count ? names->items[item].id : "";
}

const char *names_kept_subject(const struct names_kept *names, const struct change *change)
{
	bool prompt = change->kind == CHANGE_LEFT_OUT || change->kind == CHANGE_PUT_BACK;

	if (!prompt)
		return names_kept_item(names, change->subject);
	return change->subject < names->prompts_count ? names->prompts[change->subject].id : "";
}
