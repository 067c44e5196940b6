#include "names_kept.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

static void put(char *out, size_t out_bytes, const char *text)
{
	text_copy(out, out_bytes, text_of(text));
}

/* A tree knows its prompts by their hashes only; these are all there may be. */
static void name_prompt(const struct content *c, uint64_t id, struct name_kept *out)
{
	static const char *const fixed[] = {"prompt:greet", "notice"};
	char name[STORE_ID_BYTES_MAX];

	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (tree_id(fixed[i]) == id)
			put(out->id, sizeof(out->id), fixed[i]);
	for (uint16_t i = 0; i < c->offers.count; i++) {
		const struct content_offer *offer = content_offer(c, i);

		snprintf(name, sizeof(name), "offer:%s", content_string(c, offer->id));
		if (tree_id(name) != id)
			continue;
		put(out->id, sizeof(out->id), name);
		put(out->label, sizeof(out->label), content_text(c, offer->title, 0, 0));
	}
	if (out->label[0] == '\0')
		put(out->label, sizeof(out->label), out->id);
}

struct names_kept *names_kept_make(const struct content *c, const struct tree *tree)
{
	struct names_kept *names = calloc(1, sizeof(*names) + tree->items_count * sizeof(names->items[0]));

	if (!names)
		return NULL;
	names->items_count = tree->items_count;
	names->prompts_count = tree->prompts_count;
	for (uint16_t i = 0; i < tree->items_count; i++) {
		const struct content_item *item = content_item(c, i);

		put(names->items[i].id, sizeof(names->items[i].id), content_string(c, item->id));
		put(names->items[i].label, sizeof(names->items[i].label), content_text(c, item->label, 0, 0));
		names->ids[i] = names->items[i].id;
	}
	for (uint16_t i = 0; i < tree->prompts_count; i++) {
		name_prompt(c, tree->prompts[i].id, &names->prompts[i]);
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
