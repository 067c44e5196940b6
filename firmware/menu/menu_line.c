/* `foyer menu --line`: the menu as a telephone says it, one segment after the other, with its key and seconds. */
#include "command/options.h"
#include "json_write.h"
#include "learn/layout.h"
#include "learn/walk.h"
#include "menu/menu_command.h"
#include "menu/menu_names.h"

#include <stdio.h>

struct line {
	const struct menu_shown *shown;
	const struct tree *tree;
	const struct plan *plan;
	struct menu_names names;
	struct json_out *json; /* NULL: lines */
	uint32_t at_ms;        /* since the caller was answered, or since the sub-menu began */
};

static const char *kind_name(uint8_t kind)
{
	static const char *const names[SEGMENT_KINDS] = {[SEGMENT_PROMPT] = "prompt",
		[SEGMENT_HEADER] = "header",
		[SEGMENT_ITEM] = "item",
		[SEGMENT_OFTEN] = "often",
		[SEGMENT_NOW] = "now",
		[SEGMENT_WORDS] = "words"};

	return names[kind];
}

static const char *segment_name(const struct line *line, const struct segment *segment)
{
	if (segment->kind == SEGMENT_PROMPT)
		return menu_name_prompt(&line->names, segment->index);
	return menu_name_item(&line->names, segment->index);
}

static void print_text(const struct line *line, const struct segment *segment, int depth)
{
	const char *note = "";

	if (segment->kind == SEGMENT_NOW)
		note = "  (now)";
	if (segment->kind == SEGMENT_OFTEN)
		note = "  (often asked)";
	printf("%6.1f s  %*s%c  %-*s %4.1f s%s\n", line->at_ms / 1000.0, depth * 3, "",
		segment->key ? segment->key : ' ', 36 - depth * 3, segment_name(line, segment), segment->ms / 1000.0,
		note);
}

static void print_segment(struct line *line, const struct segment *segment, int depth)
{
	char key[2] = {segment->key, '\0'};

	if (!line->json) {
		print_text(line, segment, depth);
	} else {
		json_put_map(line->json, NULL);
		json_put_text(line->json, "kind", kind_name(segment->kind));
		json_put_text(line->json, "key", segment->key ? key : NULL);
		json_put_text(line->json, "words", segment_name(line, segment));
		json_put_whole(line->json, "at_ms", line->at_ms);
		json_put_whole(line->json, "ms", segment->ms);
		json_put_whole(line->json, "depth", depth);
		json_put_end(line->json);
	}
	line->at_ms += segment->ms;
}

static void print_menus(struct line *line, uint16_t parent, int depth);

/* Behind what is said in a menu, what is said in those below it. */
static void print_below(struct line *line, uint16_t parent, int depth)
{
	uint16_t count;
	const uint16_t *children = tree_children(line->tree, parent, &count);

	for (uint16_t i = 0; i < count; i++) {
		if (tree_is_leaf(line->tree, children[i]))
			continue;
		line->at_ms = 0;
		print_menus(line, children[i], depth + 1);
	}
}

/* At most TREE_DEPTH_MAX deep: the layout was proved. */
static void print_menus(struct line *line, uint16_t parent, int depth)
{
	const struct walk_of of = {line->tree, line->plan, parent, false};
	struct segment walk[WALK_MAX];
	uint8_t count = walk_menu(&of, walk);

	if (!line->json && depth > 0)
		putchar('\n');
	for (uint8_t i = 0; i < count; i++)
		print_segment(line, &walk[i], depth);
	print_below(line, parent, depth);
}

static void print_silent(const struct line *line)
{
	const struct standing *standing = layout_standing(line->shown->layout);
	const struct place *places = line->plan->places;

	if (standing->held_permille > 0 && !plan_same(line->tree, &standing->plan, &standing->held))
		printf("%u.%u %% of the callers hear another one, to prove that this one helps\n",
			standing->held_permille / 10U, standing->held_permille % 10U);

	for (uint16_t i = 0; i < line->tree->prompts_count; i++)
		if (line->plan->left_out >> i & 1)
			printf("not said: %s (%d %% of the callers still hear it, to notice a change)\n",
				menu_name_prompt(&line->names, i), KEEP_PERMILLE / 10);
	for (int i = 0; i < PLACES_COUNT; i++)
		if (places[i].why == PLACE_RETIRED)
			printf("not said: key %c still leads to %s\n", place_key(i),
				menu_name_item(&line->names, places[i].item));
}

static void print_json(struct line *line, const struct segment *opening, uint8_t count)
{
	struct json_out out;

	json_to_file(&out, stdout);
	line->json = &out;
	json_put_map(&out, NULL);
	json_put_whole(&out, "version", line->shown->version);
	json_put_list(&out, "said");
	for (uint8_t i = 0; i < count; i++)
		print_segment(line, &opening[i], 0);
	print_menus(line, TREE_NONE, 0);
	json_put_end(&out);
	json_put_end(&out);
	putchar('\n');
	line->json = NULL;
}

int menu_line(const struct menu_options *options)
{
	struct menu_shown shown;
	struct line line = {.shown = &shown};
	struct segment opening[TREE_PROMPTS_MAX];
	uint8_t count;
	int code = menu_shown_open(&shown, options);

	if (code != EXIT_GOOD)
		return code;
	line.tree = layout_tree(shown.layout);
	line.plan = &layout_standing(shown.layout)->plan;
	line.names = (struct menu_names){shown.content, line.tree, shown.language};
	count = walk_opening(line.tree, line.plan, false, opening);
	if (options->json) {
		print_json(&line, opening, count);
	} else {
		for (uint8_t i = 0; i < count; i++)
			print_segment(&line, &opening[i], 0);
		print_menus(&line, TREE_NONE, 0);
		print_silent(&line);
	}
	menu_shown_close(&shown);
	return EXIT_GOOD;
}
