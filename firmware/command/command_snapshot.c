#include "command/command.h"

#include "check/snapshot.h"
#include "check/walk.h"
#include "command/options.h"
#include "paths.h"
#include "site/content_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool find_screen(const char *name, uint8_t *out)
{
	for (uint8_t i = 0; i < SCREEN_COUNT; i++) {
		if (strcmp(screen_name(i), name) == 0) {
			*out = i;
			return true;
		}
	}
	fprintf(stderr, "foyer snapshot: there is no screen \"%s\": use one of", name);
	for (uint8_t i = 0; i < SCREEN_COUNT; i++)
		fprintf(stderr, " %s", screen_name(i));
	fputc('\n', stderr);
	return false;
}

static bool find_id(const struct content *c, const char *what, const char *id,
	uint16_t (*find)(const struct content *, const char *), uint16_t *out)
{
	*out = id ? find(c, id) : NONE16;
	if (!id || *out != NONE16)
		return true;
	fprintf(stderr, "foyer snapshot: --%s %s: the site has no such %s\n", what, id, what);
	return false;
}

static bool fill_wish(const struct content *c, const struct snapshot *snapshot, struct sample_wish *out)
{
	out->language = snapshot_language(c, snapshot);
	return out->language != LANGUAGES_MAX && find_id(c, "item", snapshot->item, content_find_item, &out->item) &&
	       find_id(c, "answer", snapshot->answer, content_find_answer, &out->answer) &&
	       find_id(c, "slot", snapshot->slot, content_find_slot, &out->slot);
}

static bool read_page(const struct snapshot *snapshot, uint8_t *out)
{
	char *end;
	unsigned long page = snapshot->page ? strtoul(snapshot->page, &end, 10) : 1;

	*out = (uint8_t)(page - 1);
	if (!snapshot->page || (*end == '\0' && page >= 1 && page <= UINT8_MAX))
		return true;
	fprintf(stderr, "foyer snapshot: --page %s: give a number from 1 on\n", snapshot->page);
	return false;
}

/* The one picture. */
struct one {
	const struct snapshot *snapshot;
	struct screen screen;
	uint8_t page;
	bool saved;
};

static void save(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	struct one *one = self;

	(void)walk;
	(void)name;
	if (view->page != one->page)
		return;
	one->saved = !one->screen.ops->draw(one->screen.self, view) &&
		     !one->screen.ops->save_png(one->screen.self, one->snapshot->out);
}

static int draw(const struct content *c, const struct board_screen *board, const struct sample_wish *wish,
	const struct snapshot *snapshot)
{
	struct one one = {.snapshot = snapshot};
	struct view_measure measure;
	struct walk walk = {.content = c, .board = board, .each = save, .self = &one, .language = wish->language};

	if (!read_page(snapshot, &one.page))
		return EXIT_WRONG_USE;
	if (!snapshot_open(snapshot, board, &one.screen))
		return EXIT_TROUBLE;
	measure = (struct view_measure){one.screen.ops->text_width, one.screen.self};
	walk.measure = &measure;
	walk.mode = (struct view_mode){.large = snapshot->large,
		.contrast = snapshot->contrast,
		.aloud = snapshot->aloud,
		.mic = VIEW_MIC_OPEN};
	walk_screen(&walk, wish);
	one.screen.ops->close(one.screen.self);
	if (walk.views_count <= one.page)
		fprintf(stderr, "foyer snapshot: --page %s: this screen has %u\n", snapshot->page, walk.views_count);
	return one.saved ? EXIT_GOOD : EXIT_TROUBLE;
}

static bool load(struct snapshot *snapshot, void **image)
{
	static struct problems problems;
	char *path = snapshot->demonstration;
	enum err err;

	if (!snapshot->content && !paths_share("assets", "content", path, sizeof(snapshot->demonstration))) {
		fprintf(stderr, "foyer snapshot: %s: no content there: give --content DIR\n", path);
		return false;
	}
	snapshot->content = snapshot->content ? snapshot->content : path;
	err = content_load(snapshot->content, image, &problems);
	for (uint16_t i = 0; i < problems.count; i++)
		fprintf(stderr, "%s\n", problems.list[i].text);
	if (err && problems.count == 0)
		fprintf(stderr, "foyer snapshot: %s: %s\n", snapshot->content, err_name(err));
	return !err;
}

static int snapshot_one(const struct content *c, const char *name, struct snapshot *snapshot)
{
	struct board_screen board;
	struct sample_wish wish = {0};

	snapshot->size = snapshot->size ? snapshot->size : "1280x800";
	if (!snapshot_board(snapshot, &board) || !find_screen(name, &wish.screen) || !fill_wish(c, snapshot, &wish))
		return EXIT_WRONG_USE;
	return draw(c, &board, &wish, snapshot);
}

static int snapshot_of(const char *name, struct snapshot *snapshot)
{
	struct board_screen board;
	void *image = NULL;
	int code;

	if (snapshot->size && !snapshot_board(snapshot, &board))
		return EXIT_WRONG_USE;
	if (!load(snapshot, &image))
		return EXIT_TROUBLE;
	if (strcmp(name, "all") != 0)
		code = snapshot_one(image, name, snapshot);
	else if (snapshot_language(image, snapshot) == LANGUAGES_MAX)
		code = EXIT_WRONG_USE;
	else
		code = snapshot_all(image, snapshot);
	free(image);
	return code;
}

int command_snapshot(int argc, char **argv)
{
	struct snapshot snapshot = {0};
	const struct option options[] = {
		{"size", &snapshot.size, NULL},
		{"mm", &snapshot.mm, NULL},
		{"out", &snapshot.out, NULL},
		{"content", &snapshot.content, NULL},
		{"language", &snapshot.language, NULL},
		{"item", &snapshot.item, NULL},
		{"answer", &snapshot.answer, NULL},
		{"slot", &snapshot.slot, NULL},
		{"page", &snapshot.page, NULL},
		{"large", NULL, &snapshot.large},
		{"contrast", NULL, &snapshot.contrast},
		{"aloud", NULL, &snapshot.aloud},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "snapshot SCREEN|all -o F.png|DIR [--size WxH] [--mm WxH] [--content DIR] [--language L]",
		.help = "Draws one screen with typical data, as a customer would see it. \"all\" draws every screen in "
			"three sizes,\n"
			"three looks and each language into a folder, and sheet.png with them beside each other.\n\n"
			"  SCREEN          attract language menu answer step question slot review wait handover "
			"callback\n"
			"                  survey why still_there goodbye notice\n"
			"  -o, --out F     the picture (PNG); for \"all\" the folder\n"
			"  --size WxH      pixels (1280x800; \"all\": that size only)\n"
			"  --mm WxH        the panel's millimetres (known for 800x480, 1280x800, 1080x1920 and "
			"others)\n"
			"  --content DIR   the site (the demonstration)\n"
			"  --language L    two letters (the site's first; \"all\": that language only)\n"
			"  --large         large text\n"
			"  --contrast      high contrast (\"all\" draws only such a look)\n"
			"  --aloud         as for who has the screen read\n"
			"  --page N        of a screen that goes on after \"more\"\n"
			"  --item ID       menu: whose children\n"
			"  --answer ID     answer, step: which\n"
			"  --slot ID       slot: which\n",
		.options = options,
		.words_min = 1,
		.words_max = 1,
	};
	static char out_option[] = "--out";
	int words;
	int code;

	for (int i = 1; i < argc; i++)
		argv[i] = strcmp(argv[i], "-o") == 0 ? out_option : argv[i];
	code = options_read(&usage, argc, argv, &words);
	if (code != OPTIONS_GO_ON)
		return code;
	if (!snapshot.out) {
		fprintf(stderr, "foyer snapshot: where to? give -o F.png, or for all screens -o DIR\n");
		return EXIT_WRONG_USE;
	}
	return snapshot_of(argv[1], &snapshot);
}
