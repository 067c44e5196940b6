/* Images out of a damaged file, as if their hash had held: refused, or nothing that is read of them lies outside. The
 * first byte chooses content, layout or model, the rest are patches. */
#include "fuzz.h"
#include "fuzz_site.h"

#include "content/say.h"
#include "learn/layout.h"
#include "understand/match.h"
#include "understand/model.h"

#include <stdlib.h>

static uint8_t *patched(const void *good, const uint8_t *bytes, size_t size)
{
	size_t image_bytes = image_header(good)->bytes;
	uint8_t *image = malloc(image_bytes);

	CHECK(image);
	memcpy(image, good, image_bytes);
	fuzz_patch(image, image_bytes, bytes, size);
	return image;
}

/* Everything that has a name or a title, in each language. */
static void read_content(const struct content *c)
{
	size_t letters = 0;

	for (uint16_t topic = 0; topic < c->topics.count; topic++)
		for (uint8_t language = 0; language < c->site.languages_count; language++)
			letters += strlen(content_text(c, content_topic(c, topic)->title, language, 0));
	for (uint16_t slot = 0; slot < c->slots.count; slot++)
		letters += strlen(content_string(c, content_slot(c, slot)->id));
	for (uint16_t action = 0; action < c->actions.count; action++)
		letters += strlen(content_string(c, content_action(c, action)->id));
	for (uint16_t hours = 0; hours < c->hours.count; hours++)
		(void)content_opens_at(c, hours, FUZZ_LOCAL_S);
	CHECK(letters < SIZE_MAX);
}

/* What proved itself sound carries a conversation: indices lead from menus to forms, slots, actions, teams. */
static void converse(const struct content *c, const void *layout)
{
	static const char *const words[] = {"my phone is broken", "1", "where is my repair", "20042", "2", "yes", "no",
		"a person", "0541 555 0107", "goodbye"};
	static struct effects effects;
	static struct meaning meaning;
	static char said[SAID_BYTES_MAX];
	const struct images images = {c, layout, fuzz_site()->model};
	struct core *core = fuzz_core(&images);
	struct event event = {.kind = EVENT_TYPED, .session = 1, .time_ms = 2000, .local_s = FUZZ_LOCAL_S};

	event.typed.source = SOURCE_KEYBOARD;
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++, event.time_ms += 1000) {
		strcpy(event.typed.words, words[i]);
		core_mask(core, &event);
		core_step(core, &event, &meaning, &effects);
		for (uint16_t at = 0; at < effects.count; at++)
			if (effects.list[at].kind == EFFECT_SAY)
				(void)content_say(c, &effects.list[at].say, said, sizeof(said));
	}
}

static void try_content(const uint8_t *image, size_t size)
{
	struct layout *layout;

	if (content_sound(image, size))
		return;
	read_content((const struct content *)image);
	layout = layout_for((const struct content *)image, NULL);
	CHECK(!layout || layout_sound(layout, layout->header.bytes) == ERR_NONE);
	if (layout)
		converse((const struct content *)image, layout);
	free(layout);
}

static void try_layout(const uint8_t *image, size_t size)
{
	const struct tree *tree = layout_tree(image);

	if (layout_sound(image, size))
		return;
	for (uint16_t item = 0; item < tree->items_count; item++) {
		uint16_t count;

		(void)tree_children(tree, item, &count);
		(void)tree_branch(tree, item);
		(void)tree_key(tree, item);
		CHECK(tree_find(tree, tree->items[item].id) <= item);
	}
	free(layout_for(fuzz_site()->content, image));
}

static void try_model(const uint8_t *image, size_t size)
{
	struct ranked ranked;

	if (model_sound(image, size))
		return;
	match_rank(fuzz_site()->content, image, 0, "where is my repair 20042", &ranked);
	CHECK(ranked.count <= RANKED_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct placed *site = fuzz_site();
	const void *const good[] = {site->content, site->layout, site->model};
	static void (*const tries[])(const uint8_t *image, size_t size) = {try_content, try_layout, try_model};
	unsigned which = size > 0 ? bytes[0] % 3 : 0;
	uint8_t *image = patched(good[which], size > 0 ? bytes + 1 : bytes, size > 0 ? size - 1 : 0);

	tries[which](image, image_header(good[which])->bytes);
	free(image);
	return 0;
}
