#include "draw/fonts.h"

#include "adapter/type_harfbuzz.h"
#include "log.h"

#include <stdio.h>
#include <string.h>

enum { WEIGHTS = 2 };

struct search {
	const struct look *look;
	struct type_files files;
	char paths[WEIGHTS][TYPE_FILES_MAX][LOOK_PATH_BYTES_MAX];
	unsigned count[WEIGHTS];
};

static void say_missing(const char *name)
{
	const char *package = look_package(name);

	if (package)
		log_warn("look: the font %s is missing: install the package %s; others stand in", name, package);
	else
		log_warn("look: the font %s is missing: put it beside foyer.look; others stand in", name);
}

/* Every font is known in both weights, so that a bold word, too, finds its letters. */
static bool add(struct search *search, unsigned weight, const char *name)
{
	unsigned count = search->count[weight];
	char *path = search->paths[weight][count];

	if (count == TYPE_FILES_MAX - 1 || !look_file(search->look, name, path, LOOK_PATH_BYTES_MAX))
		return false;
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(search->paths[weight][i], path) == 0)
			return true;
	}
	search->files.path[weight][count] = path;
	search->count[weight]++;
	return true;
}

static void find(struct search *search, unsigned weight)
{
	static const char *const known[WEIGHTS][2] = {
		{"noto/NotoSans-Regular.ttf", "dejavu/DejaVuSans.ttf"},
		{"noto/NotoSans-Bold.ttf", "dejavu/DejaVuSans-Bold.ttf"},
	};
	const char *own = weight ? search->look->font_bold : search->look->font_regular;

	if (own[0] && !add(search, weight, own))
		say_missing(own);
	for (size_t i = 0; i < sizeof(known[0]) / sizeof(known[0][0]); i++)
		(void)add(search, weight, known[weight][i]);
	for (unsigned i = 0; i < LOOK_FONTS_MORE_MAX; i++) {
		const char *more = search->look->font_more[i];

		if (more[0] && !add(search, weight, more) && weight == 0)
			say_missing(more);
	}
}

enum err fonts_open(struct type *out, const struct look *look)
{
	static struct search search; /* too large for a stack; only for the time of this call */
	enum err err;

	memset(&search, 0, sizeof(search));
	search.look = look;
	for (unsigned weight = 0; weight < WEIGHTS; weight++)
		find(&search, weight);
	*out = (struct type){0};
	if (search.count[0] == 0 || search.count[1] == 0) {
		log_error("screen: no fonts: install the package fonts-noto-core or fonts-dejavu-core");
		return ERR_ABSENT;
	}
	err = type_harfbuzz_open(out, &search.files);
	if (err == ERR_ABSENT)
		log_error("screen: no good font: install the package fonts-noto-core again");
	return err;
}
