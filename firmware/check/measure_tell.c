#include "check/measure_tell.h"

#include "base/text.h"
#include "draw/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BYTES = 40, WHERE_BYTES = 120, WHAT_BYTES = 256 };

/* The beginning of a text, in one line. */
static const char *shown(const char *text, char out[SHOWN_BYTES + 4])
{
	size_t length = text_copy(out, SHOWN_BYTES, text_of(text));

	for (char *at = out; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	if (text[length] != '\0')
		memcpy(out + length, "...", 4);
	return out;
}

/* "on 800x480, large, en: menu cards, and 3 more" */
static void say_where(const struct measure_site *site, const struct measure_worst *worst, char out[WHERE_BYTES])
{
	const struct content *c = site->content;
	int used;

	if (worst->view[0] == '\0') {
		snprintf(out, WHERE_BYTES, "%s", content_string(c, c->site.language[worst->language]));
		return;
	}
	used = snprintf(out, WHERE_BYTES, "%dx%d, %s, %s: %.50s", worst->board.width_px, worst->board.height_px,
		walk_themes[worst->mode].name, content_string(c, c->site.language[worst->language]), worst->view);
	if (worst->more > 0)
		snprintf(out + used, WHERE_BYTES - (size_t)used, ", and %u more", worst->more);
}

#define MM(mm10) (mm10) / 10, (mm10) % 10

static const char *const advice[MEASURE_FAULTS_COUNT] = {
	[MEASURE_CUT] = "shorten it",
	[MEASURE_GLYPH] = "write it with other letters",
	[MEASURE_LINES] = "shorten it",
	[MEASURE_LETTERS] = "shorten it",
	[MEASURE_TARGET] = "offer less beside it, or take a larger panel",
	[MEASURE_GAP] = "offer less beside it, or take a larger panel",
	[MEASURE_OVERLAP] = "shorten one of them, or take a larger panel",
	[MEASURE_OUTSIDE] = "take a larger panel",
	[MEASURE_FOCUS] = "report it, this is a mistake of foyer",
	[MEASURE_SILENT] = "report it, this is a mistake of foyer",
	[MEASURE_UNSEEN] = "shorten it",
	[MEASURE_PAGED] = "shorten it",
	[MEASURE_PRIMARIES] = "report it, this is a mistake of foyer",
};

static void say_what(const struct measure_found *found, const char *other, char what[WHAT_BYTES])
{
	switch ((enum measure_fault)found->fault) {
	case MEASURE_CUT:
		snprintf(what, WHAT_BYTES, "does not fit its place (%d of %d pixels)", found->is, found->least);
		break;
	case MEASURE_GLYPH:
		snprintf(what, WHAT_BYTES, "holds U+%04X, which the fonts cannot draw", (unsigned)found->is);
		break;
	case MEASURE_LINES:
		snprintf(what, WHAT_BYTES, "takes %d lines, %d are the most", found->is, found->least);
		break;
	case MEASURE_LETTERS:
		snprintf(what, WHAT_BYTES, "fits only in letters of %d.%d mm, %d.%d are the least", MM(found->is),
			MM(found->least));
		break;
	case MEASURE_TARGET:
		snprintf(what, WHAT_BYTES, "is %d.%d mm under a finger, %d.%d are the least", MM(found->is),
			MM(found->least));
		break;
	case MEASURE_GAP:
		snprintf(what, WHAT_BYTES, "is %d.%d mm from \"%s\", %d.%d are the least", MM(found->is), other,
			MM(found->least));
		break;
	case MEASURE_OVERLAP: snprintf(what, WHAT_BYTES, "lies over \"%s\"", other); break;
	case MEASURE_OUTSIDE: snprintf(what, WHAT_BYTES, "lies outside of the glass"); break;
	case MEASURE_FOCUS: snprintf(what, WHAT_BYTES, "has no place of its own in the order of the keys"); break;
	case MEASURE_SILENT: snprintf(what, WHAT_BYTES, "is shown but not spoken"); break;
	case MEASURE_UNSEEN: snprintf(what, WHAT_BYTES, "is spoken but not all shown"); break;
	case MEASURE_PAGED:
		snprintf(what, WHAT_BYTES, "has a word so long that the menu goes on after \"more\"");
		break;
	case MEASURE_PRIMARIES:
	case MEASURE_FAULTS_COUNT:
		snprintf(what, WHAT_BYTES, "is main button number %d of its screen", found->is);
		break;
	}
}

static int worse_first(const void *a, const void *b)
{
	const struct measure_worst *one = a;
	const struct measure_worst *other = b;

	return (int)other->found.bad_permille - one->found.bad_permille;
}

static void tell(const struct measure_site *site, const struct measure_worst *worst,
	const struct content_places *places, struct problems *out)
{
	struct content_place place = {NULL, 0};
	char text[SHOWN_BYTES + 4];
	char other[SHOWN_BYTES + 4];
	char what[WHAT_BYTES];
	char where[WHERE_BYTES];

	if (places && !content_place_of(places, worst->text, worst->language, &place))
		place.path = NULL;
	say_what(&worst->found, shown(worst->other, other), what);
	say_where(site, worst, where);
	problem_add(out, place.path, place.line, "\"%s\" %s (%s): %s", shown(worst->text, text), what, where,
		advice[worst->found.fault]);
}

void measure_tell(struct measure_site *site, const struct content_places *places, struct problems *out)
{
	unsigned told[MEASURE_FAULTS_COUNT] = {0};

	qsort(site->worst, site->worst_count, sizeof(site->worst[0]), worse_first);
	for (uint16_t i = 0; i < site->worst_count; i++) {
		if (told[site->worst[i].found.fault]++ < MEASURE_TOLD_MAX)
			tell(site, &site->worst[i], places, out);
		else
			out->dropped++;
	}
	problems_sort(out);
	out->dropped += site->left_out;
}

void measure_tell_look(const struct look *look, struct problems *out)
{
	static const char *const themes[LOOK_THEMES] = {[LOOK_LIGHT] = "light", [LOOK_CONTRAST] = "contrast"};

	for (unsigned theme = 0; theme < LOOK_THEMES; theme++) {
		struct look_pair pairs[LOOK_PAIRS_MAX];
		unsigned count = look_pairs(look, (enum look_theme)theme, pairs);

		for (unsigned i = 0; i < count; i++) {
			unsigned is = look_contrast_permille(pairs[i].front, pairs[i].ground);
			unsigned least = pairs[i].least_permille;

			if (is < least)
				problem_add(out, "look/foyer.look", 0,
					"%s: %s, %06x on %06x, has a contrast of %u.%u:1, %u.%u:1 is the least: make "
					"one of them darker or lighter",
					themes[theme], pairs[i].what, (unsigned)pairs[i].front,
					(unsigned)pairs[i].ground, is / 1000, is / 100 % 10, least / 1000,
					least / 100 % 10);
		}
	}
}

static unsigned line_of(const struct look *look, const char *key)
{
	char path[LOOK_PATH_BYTES_MAX + 16];

	snprintf(path, sizeof(path), "%s/foyer.look", look->folder);
	return keyfile_line(path, key);
}

static void tell_logo(const struct look *look, struct problems *out)
{
	char path[LOOK_PATH_BYTES_MAX];
	char why[PICTURE_WHY_BYTES];
	struct paint logo;

	if (look->logo[0] == '\0')
		return;
	if (!look_file(look, look->logo, path, sizeof(path)))
		problem_add(out, "look/foyer.look", line_of(look, "logo"),
			"the logo %.80s is missing: put it beside foyer.look", look->logo);
	else if (picture_read(&logo, path, why, sizeof(why)))
		problem_add(out, "look/foyer.look", line_of(look, "logo"),
			"the logo %.80s: %.100s: save it as PNG again", look->logo, why);
	else
		free(logo.pixels);
}

static void tell_font(const struct look *look, const char *key, const char *font, struct problems *out)
{
	const char *package = look_package(font);
	char path[LOOK_PATH_BYTES_MAX];

	if (font[0] == '\0' || look_file(look, font, path, sizeof(path)))
		return;
	problem_add(out, "look/foyer.look", line_of(look, key), "the font %.80s is missing: %s%s", font,
		package ? "install the package " : "put it beside foyer.look", package ? package : "");
}

void measure_tell_look_files(const struct look *look, struct problems *out)
{
	char key[] = "font_more_1";

	tell_logo(look, out);
	tell_font(look, "font_regular", look->font_regular, out);
	tell_font(look, "font_bold", look->font_bold, out);
	for (unsigned i = 0; i < LOOK_FONTS_MORE_MAX; i++) {
		key[sizeof(key) - 2] = (char)('1' + i);
		tell_font(look, key, look->font_more[i], out);
	}
}
