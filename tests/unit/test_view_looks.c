/* How each screen looks, as text. FOYER_VIEW_WRITE=1 writes the texts of tests/unit/view/ anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/content_load.h"
#include "view_walk.h"

#include <stdlib.h>

enum { SCREENS_BYTES_MAX = 1 << 20 };

static void *site;

static int load(void **state)
{
	static struct problems problems;

	(void)state;
	return content_load(FOYER_SOURCE_DIR "/assets/content", &site, &problems) ? -1 : 0;
}

static int unload(void **state)
{
	(void)state;
	free(site);
	return 0;
}

static void put_text(FILE *out, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	fprintf(out, " %s \"", name);
	for (; *text; text++)
		fputc(*text == '\n' ? '|' : *text, out);
	fputc('"', out);
}

static void put_view(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	FILE *out = self;
	static const char *const roles[] = {[VIEW_HEADING] = "heading",
		[VIEW_TEXT] = "text",
		[VIEW_CAPTION] = "caption",
		[VIEW_TILE] = "tile",
		[VIEW_BUTTON] = "button",
		[VIEW_PRIMARY] = "primary",
		[VIEW_KEY] = "key",
		[VIEW_FIELD] = "field",
		[VIEW_PROGRESS] = "progress",
		[VIEW_CODE] = "code",
		[VIEW_LISTENING] = "listens",
		[VIEW_LOGO] = "logo",
		[VIEW_SETTING] = "setting",
		[VIEW_LABEL] = "label",
		[VIEW_VALUE] = "value",
		[VIEW_COUNTDOWN] = "seconds"};

	fprintf(out, "\n== %s, %s\n", name,
		content_string(walk->content, walk->content->site.language[walk->language]));
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		fprintf(out, "%2d %-8s %4d,%-4d %4dx%-4d %3dpx", e->focus, roles[e->role], e->x, e->y, e->w, e->h,
			e->text_px);
		put_text(out, "text", e->text);
		put_text(out, "reason", e->reason);
		if (strcmp(e->text, e->spoken) != 0)
			put_text(out, "spoken", e->spoken);
		fputc('\n', out);
	}
}

static void put_screens(FILE *out, const struct board_screen *board, const struct walk_theme *theme)
{
	static struct walk walk;

	for (uint8_t l = 0; l < ((const struct content *)site)->site.languages_count; l++) {
		walk = (struct walk){.content = site,
			.board = board,
			.measure = &walk_fixed,
			.each = put_view,
			.self = out,
			.mode = theme->mode,
			.language = l};
		walk_screens(&walk);
	}
}

static char *read_whole(const char *path)
{
	char *text = calloc(1, SCREENS_BYTES_MAX);
	FILE *in = fopen(path, "r");

	assert_non_null(text);
	if (in) {
		size_t got = fread(text, 1, SCREENS_BYTES_MAX - 1, in);

		text[got] = '\0';
		fclose(in);
	}
	return text;
}

/* Names the lines that differ; true if none does. */
static bool same_lines(const char *path, const char *wanted, const char *is)
{
	unsigned line = 1;
	bool same = true;

	while (*wanted || *is) {
		size_t a = strcspn(wanted, "\n");
		size_t b = strcspn(is, "\n");

		if (a != b || memcmp(wanted, is, a) != 0) {
			print_error("%s:%u\n- %.*s\n+ %.*s\n", path, line, (int)a, wanted, (int)b, is);
			same = false;
		}
		wanted += a + (wanted[a] == '\n');
		is += b + (is[b] == '\n');
		line++;
	}
	return same;
}

static bool looks_as_it_did(const struct board_screen *board, const struct walk_theme *theme)
{
	char path[512];
	char *is = NULL;
	char *wanted;
	size_t size;
	bool same;
	FILE *out = open_memstream(&is, &size);

	assert_non_null(out);
	put_screens(out, board, theme);
	fclose(out);
	snprintf(path, sizeof(path), "%s/tests/unit/view/%dx%d-%s.txt", FOYER_SOURCE_DIR, board->width_px,
		board->height_px, theme->name);
	if (getenv("FOYER_VIEW_WRITE")) {
		out = fopen(path, "w");
		assert_non_null(out);
		fputs(is, out);
		fclose(out);
	}
	wanted = read_whole(path);
	same = same_lines(path, wanted, is);
	free(wanted);
	free(is);
	return same;
}

/* Light and large; high contrast is laid out as large is (test_view). */
static void screens_look_as_they_did(void **state)
{
	bool same = true;

	(void)state;
	for (int b = 0; b < BOARDS_COUNT; b++) {
		same = looks_as_it_did(&walk_boards[b], &walk_themes[0]) && same;
		same = looks_as_it_did(&walk_boards[b], &walk_themes[1]) && same;
	}
	if (!same)
		fail_msg("screens have changed: if they should, run test_view_looks with FOYER_VIEW_WRITE=1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_look_as_they_did),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
