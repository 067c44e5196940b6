#include "menu/menu_names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *menu_name_item(const struct menu_names *names, uint16_t item)
{
	if (item == TREE_NONE)
		return "the start menu";
	return content_text(names->content, content_item(names->content, item)->label, names->language, 0);
}

static const struct content_offer *offer_of(const struct menu_names *names, uint64_t hash)
{
	for (uint16_t i = 0; i < names->content->offers.count; i++) {
		const struct content_offer *offer = content_offer(names->content, i);

		if (tree_offer_id(content_string(names->content, offer->id)) == hash)
			return offer;
	}
	return NULL;
}

const char *menu_name_prompt(const struct menu_names *names, uint16_t prompt)
{
	uint64_t hash = names->tree->prompts[prompt].id;
	const struct content_offer *offer = offer_of(names, hash);

	if (offer)
		return content_text(names->content, offer->title, names->language, 0);
	return hash == tree_id("notice") ? "Notice" : "Greeting";
}

void menu_id_prompt(const struct menu_names *names, uint16_t prompt, char *out, size_t out_bytes)
{
	static const char *const fixed[] = {"prompt:greet", "notice"};
	uint64_t hash = names->tree->prompts[prompt].id;
	const struct content_offer *offer = offer_of(names, hash);

	out[0] = '\0';
	if (offer)
		snprintf(out, out_bytes, "offer:%s", content_string(names->content, offer->id));
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (tree_id(fixed[i]) == hash)
			snprintf(out, out_bytes, "%s", fixed[i]);
}

const char *menu_name_id(const struct menu_names *names, const char *id)
{
	uint16_t item = id[0] ? tree_find(names->tree, tree_id(id)) : TREE_NONE;
	uint16_t prompt = id[0] ? tree_find_prompt(names->tree, tree_id(id)) : TREE_NONE;

	if (item != TREE_NONE)
		return menu_name_item(names, item);
	return prompt != TREE_NONE ? menu_name_prompt(names, prompt) : id;
}

bool menu_find(const struct menu_names *names, const char *wanted, uint16_t *item, uint16_t *prompt)
{
	*item = tree_find(names->tree, tree_id(wanted));
	*prompt = tree_find_prompt(names->tree, tree_id(wanted));
	for (uint16_t i = 0; i < names->tree->items_count && *item == TREE_NONE && *prompt == TREE_NONE; i++)
		if (strcasecmp(menu_name_item(names, i), wanted) == 0)
			*item = i;
	for (uint16_t p = 0; p < names->tree->prompts_count && *item == TREE_NONE && *prompt == TREE_NONE; p++)
		if (strcasecmp(menu_name_prompt(names, p), wanted) == 0)
			*prompt = p;
	return *item != TREE_NONE || *prompt != TREE_NONE;
}
