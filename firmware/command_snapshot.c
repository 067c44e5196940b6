#include "command.h"

#include "adapter/screen_sdl.h"
#include "content_load.h"
#include "options.h"
#include "paths.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-23, a Monday, 10:24: for the idle screen's clock and hours. */
enum { SNAPSHOT_LOCAL_S = 1795429440 };

struct snapshot {
	const char *size;
	const char *mm;
	const char *out;
	const char *content;
	const char *language;
	const char *item;
	const char *answer;
	const char *slot;
};

/* Panels as they are sold: for a size without millimetres. */
static const struct board_screen panels[] = {
	{800, 480, 154, 86},
	{1024, 600, 154, 86},
	{1280, 800, 217, 136},
	{1920, 1080, 345, 194},
	{1080, 1920, 268, 476},
	{800, 1280, 136, 217},
};

static bool read_length(const char **text, uint16_t *out)
{
	char *end;
	unsigned long length = strtoul(*text, &end, 10);

	if (**text < '0' || **text > '9' || length < 1 || length > 8192)
		return false;
	*text = end;
	*out = (uint16_t)length;
	return true;
}

static bool read_pair(const char *text, uint16_t *w, uint16_t *h)
{
	return read_length(&text, w) && *text++ == 'x' && read_length(&text, h) && *text == '\0';
}

static bool read_board(const struct snapshot *wish, struct board_screen *out)
{
	if (!read_pair(wish->size, &out->width_px, &out->height_px) || out->width_px < 320 || out->height_px < 240) {
		fprintf(stderr, "foyer snapshot: --size %s: give pixels of 320x240 and more, for example 800x480\n",
			wish->size);
		return false;
	}
	if (wish->mm) {
		if (read_pair(wish->mm, &out->width_mm, &out->height_mm) && out->width_mm >= 80 && out->height_mm >= 80)
			return true;
		fprintf(stderr, "foyer snapshot: --mm %s: give millimetres of 80x80 and more, for example 154x86\n",
			wish->mm);
		return false;
	}
	for (size_t i = 0; i < sizeof(panels) / sizeof(panels[0]); i++) {
		if (panels[i].width_px == out->width_px && panels[i].height_px == out->height_px)
			*out = panels[i];
	}
	if (out->width_mm == 0) { /* as fine as a desk's screen */
		out->width_mm = (uint16_t)(out->width_px * 254 / 960);
		out->height_mm = (uint16_t)(out->height_px * 254 / 960);
	}
	return true;
}

static bool find_screen(const char *name, uint8_t *out)
{
	for (uint8_t i = 0; i < SCREEN_NOTICE; i++) {
		if (strcmp(screen_name(i), name) == 0) {
			*out = i;
			return true;
		}
	}
	fprintf(stderr, "foyer snapshot: there is no screen \"%s\": use one of", name);
	for (uint8_t i = 0; i < SCREEN_NOTICE; i++)
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
	out->language = snapshot->language ? content_language(c, snapshot->language) : 0;
	if (out->language == LANGUAGES_MAX) {
		fprintf(stderr, "foyer snapshot: --language %s: the site does not speak it\n", snapshot->language);
		return false;
	}
	return find_id(c, "item", snapshot->item, content_find_item, &out->item) &&
	       find_id(c, "answer", snapshot->answer, content_find_answer, &out->answer) &&
	       find_id(c, "slot", snapshot->slot, content_find_slot, &out->slot);
}

static bool draw(
	const struct content *c, const struct board_screen *board, const struct sample_wish *wish, const char *path)
{
	static struct view view;
	static struct sample sample;
	struct screen screen;
	struct view_measure measure;
	struct view_of of;
	enum err err;

	if (screen_sdl_open_memory(&screen, board->width_px, board->height_px))
		return false; /* the screen said why */
	measure = (struct view_measure){screen.ops->text_width, screen.self};
	if (wish->screen == SCREEN_ATTRACT) {
		view_build_attract(&view, board, &measure,
			&(struct view_idle){.content = c, .local_s = SNAPSHOT_LOCAL_S + 12 * wish->language});
	} else {
		sample_make(&sample, c, wish);
		of = sample_of(&sample);
		view_build(&view, board, &measure, &of);
	}
	err = screen.ops->draw(screen.self, &view);
	if (!err)
		err = screen.ops->save_png(screen.self, path);
	screen.ops->close(screen.self);
	return !err;
}

static bool load(const char *folder, void **image)
{
	static struct problems problems;
	char path[PATH_BYTES_MAX];
	enum err err;

	if (!folder && !paths_share("assets", "content", path, sizeof(path))) {
		fprintf(stderr, "foyer snapshot: %s: no content there: give --content DIR\n", path);
		return false;
	}
	err = content_load(folder ? folder : path, image, &problems);
	for (uint16_t i = 0; i < problems.count; i++)
		fprintf(stderr, "%s\n", problems.list[i].text);
	if (err && problems.count == 0)
		fprintf(stderr, "foyer snapshot: %s: %s\n", folder ? folder : path, err_name(err));
	return !err;
}

static int snapshot_of(const char *name, const struct snapshot *snapshot)
{
	struct board_screen board = {0};
	struct sample_wish wish = {0};
	void *image = NULL;
	int code = EXIT_TROUBLE;

	if (!read_board(snapshot, &board) || !find_screen(name, &wish.screen))
		return EXIT_WRONG_USE;
	if (!load(snapshot->content, &image))
		return EXIT_TROUBLE;
	if (!fill_wish(image, snapshot, &wish))
		code = EXIT_WRONG_USE;
	else if (draw(image, &board, &wish, snapshot->out))
		code = EXIT_GOOD;
	free(image);
	return code;
}

int command_snapshot(int argc, char **argv)
{
	struct snapshot snapshot = {.size = "1280x800"};
	const struct option options[] = {
		{"size", &snapshot.size, NULL},
		{"mm", &snapshot.mm, NULL},
		{"out", &snapshot.out, NULL},
		{"content", &snapshot.content, NULL},
		{"language", &snapshot.language, NULL},
		{"item", &snapshot.item, NULL},
		{"answer", &snapshot.answer, NULL},
		{"slot", &snapshot.slot, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "snapshot SCREEN -o F.png [--size WxH] [--mm WxH] [--content DIR] [--language L]",
		.help = "Draws one screen with typical data, as a customer would see it.\n\n"
			"  SCREEN          attract language menu answer step question slot review wait handover "
			"callback\n"
			"                  survey why still_there goodbye\n"
			"  -o, --out F     the picture (PNG)\n"
			"  --size WxH      pixels (1280x800)\n"
			"  --mm WxH        the panel's millimetres (known for 800x480, 1280x800, 1080x1920 and "
			"others)\n"
			"  --content DIR   the site (the demonstration)\n"
			"  --language L    two letters (the site's first)\n"
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
		fprintf(stderr, "foyer snapshot: where to? give -o F.png\n");
		return EXIT_WRONG_USE;
	}
	return snapshot_of(argv[1], &snapshot);
}
