#include "command/command.h"

#include "adapter/screen_sdl.h"
#include "board.h"
#include "check/measure_tell.h"
#include "check/recordings.h"
#include "command/options.h"
#include "content/build.h"
#include "draw/look.h"
#include "json_write.h"
#include "log.h"
#include "site/content_files.h"
#include "site/content_load.h"
#include "zone.h"

#include <stdlib.h>

enum { WHY_BYTES_MAX = 1400 };

static void put(void *self, const char *text, size_t length)
{
	fwrite(text, 1, length, self);
}

/* What a check is of, and what came out. */
struct check {
	const char *folder;
	const char *board; /* NULL: the panels that every site must fit */
	bool json;
	bool recordings;
	unsigned views_count; /* 0: nothing was measured */
	struct problems problems;
	struct measure_site site;
};

static void print_json(const struct check *check, bool good)
{
	const struct problems *problems = &check->problems;
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_flag(&json, "good", good);
	json_put_list(&json, "problems");
	for (uint16_t i = 0; i < problems->count; i++)
		json_put_text(&json, NULL, problems->list[i].text);
	json_put_end(&json);
	json_put_whole(&json, "more", problems->dropped);
	json_put_whole(&json, "screens_measured", check->views_count);
	json_put_end(&json);
	putchar('\n');
}

static void print_lines(const struct check *check, const struct content *c)
{
	const struct problems *problems = &check->problems;

	for (uint16_t i = 0; i < problems->count; i++)
		fprintf(stderr, "%s\n", problems->list[i].text);
	if (problems->dropped)
		fprintf(stderr, "... and %u more\n", problems->dropped);
	if (problems->count)
		fprintf(stderr, "%s: %u problems\n", check->folder, problems->count + problems->dropped);
	else if (c)
		printf("%s: good: %u menu items, %u answers, %u forms, %u languages; %u screens measured\n",
			check->folder, c->items.count, c->answers.count, c->forms.count, c->site.languages_count,
			check->views_count);
}

/* --- measuring --- */

static void tell(struct check *check)
{
	static struct problems unread; /* the files were read without a problem a moment ago */
	struct content_files *files = content_files_open(check->folder, &unread);
	struct content_places *places =
		files ? content_places_open(content_files_doc(files), check->site.content) : NULL;

	measure_tell(&check->site, places, &check->problems);
	content_places_close(places);
	if (files)
		content_files_close(files);
}

static void add_mistake(void *self, unsigned line, const char *what)
{
	problem_add(self, "look/foyer.look", line, "%s", what);
}

/* The site's own, or that of the product. */
static void read_look(struct check *check, struct look *out)
{
	const struct keyfile_tell tell = {add_mistake, &check->problems};
	uint16_t before = check->problems.count;
	char folder[LOOK_PATH_BYTES_MAX];
	char why[WHY_BYTES_MAX];

	if (!look_find(check->folder, folder, sizeof(folder)))
		look_default(out);
	else if (!look_read_telling(out, folder, &tell, why, sizeof(why)))
		measure_tell_look_files(out, &check->problems);
	else if (check->problems.count == before)
		problem_add(&check->problems, NULL, 0, "%s", why);
}

static void measure_with(
	struct check *check, const struct content *c, const struct board_screen *boards, unsigned count)
{
	struct look look;
	const struct screen_sdl_options options = {
		.width_px = boards->width_px, .height_px = boards->height_px, .look = &look};
	struct screen fonts;

	read_look(check, &look);
	measure_tell_look(&look, &check->problems);
	if (screen_sdl_open_picture(&fonts, &options)) {
		log_error("check: nothing was measured, only the files were read: the screen cannot be drawn here");
		return;
	}
	check->site = (struct measure_site){.content = c, .boards = boards, .boards_count = count, .fonts = &fonts};
	if (measure_site(&check->site))
		log_error("check: nothing was measured: memory is short: close other programs and try again");
	else
		check->views_count = check->site.views_count;
	fonts.ops->close(fonts.self);
	if (check->site.worst_count > 0)
		tell(check);
	problems_sort(&check->problems);
}

static bool measure(struct check *check, const struct content *c)
{
	struct board board;
	char why[WHY_BYTES_MAX];

	if (!check->board) {
		measure_with(check, c, walk_boards, WALK_BOARDS_COUNT);
		return true;
	}
	if (board_find(&board, check->board, why, sizeof(why))) {
		log_error("check: %s", why);
		return false;
	}
	measure_with(check, c, &board.screen, 1);
	return true;
}

/* --- the clock --- */

static const struct doc_node *zone_node(const struct doc *doc, const char *zone)
{
	for (uint32_t i = 1; i < doc->nodes_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		if (text_equal(node->key, TEXT("timezone")) && text_equal(node->value, text_of(zone)))
			return node;
	}
	return NULL;
}

/* Which zones there are only the machine knows: the files alone cannot be judged for it. */
static void check_zone(struct check *check, const struct content *c)
{
	static struct problems unread; /* the files were read without a problem a moment ago */
	const char *zone = content_string(c, c->site.timezone);
	struct content_files *files = zone_known(zone) ? NULL : content_files_open(check->folder, &unread);
	const struct doc_node *node;

	if (!files)
		return;
	node = zone_node(content_files_doc(files), zone);
	problem_add(&check->problems, node ? content_files_doc(files)->files[node->file].path : NULL,
		node ? node->line : 0,
		"timezone is \"%s\", which this machine does not have: name one as Europe/Rome, or install tzdata",
		zone);
	problems_sort(&check->problems);
	content_files_close(files);
}

/* --- the whole --- */

static int check_folder(struct check *check)
{
	void *image = NULL;
	enum err err = content_load(check->folder, &image, &check->problems);

	if (!err && !measure(check, image)) {
		free(image);
		return EXIT_WRONG_USE;
	}
	if (!err) {
		check_zone(check, image);
		recordings_check(check->folder, image, &check->problems);
	}
	if (check->recordings && !err)
		recordings_list(check->folder, image, stdout);
	else if (check->json)
		print_json(check, check->problems.count == 0);
	else
		print_lines(check, image);
	if (err && check->problems.count == 0)
		log_error("%s: %s: name a site's folder", check->folder, err_name(err));
	free(image);
	return err || check->problems.count > 0 ? EXIT_TROUBLE : EXIT_GOOD;
}

int command_check(int argc, char **argv)
{
	static struct check asked; /* its problems are too large for the stack */
	bool schema = false;
	const struct option options[] = {{"json", NULL, &asked.json}, {"schema", NULL, &schema},
		{"board", &asked.board, NULL}, {"recordings", NULL, &asked.recordings}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "check DIR [--board NAME] [--json | --recordings]",
		.help = "Reads a site's files and names every mistake as file:line: what: what to do. Then lays out "
			"every "
			"screen\n"
			"in each language, each look and three sizes with the real fonts, and measures: text that is "
			"cut "
			"or in\n"
			"too small letters, missing letters, what is too small or too near to be touched, what is not "
			"spoken.\n"
			"Without fonts that is left out, with a word. Exit 1 if there is a problem.\n\n"
			"  --board NAME  measures for this machine only: as in board/, or a board file\n"
			"  --json        the problems as one JSON object\n"
			"  --recordings  the texts that a speaker may record for telephones, with each one's file in "
			"DIR/voice\n"
			"  --schema      prints the JSON Schema of the files, for editors (needs no DIR)\n",
		.options = options,
		.words_max = 1,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (schema) {
		content_schema_json(put, stdout);
		return EXIT_GOOD;
	}
	if (words == 0) {
		log_error("check: name the site's folder: foyer check DIR");
		return EXIT_WRONG_USE;
	}
	asked.folder = argv[1];
	return check_folder(&asked);
}
