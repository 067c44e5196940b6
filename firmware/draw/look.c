#include "draw/look.h"

#include "paths.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOOK_FILE "foyer.look"
#define SYSTEM_FONTS "/usr/share/fonts/truetype"

static const struct look compiled_in = {
	.colours =
		{
			[LOOK_LIGHT] =
				{
					.paper = 0xf5f2ec,
					.bar = 0xe6e0d5,
					.surface = 0xffffff,
					.tint = 0xe1eff0,
					.pressed = 0xbfdde0,
					.accent = 0x0b5a66,
					.accent_deep = 0x083f48,
					.edge = 0x77726a,
					.ink = 0x1e2a33,
					.ink_soft = 0x4b5661,
					.ink_on_accent = 0xffffff,
				},
			[LOOK_CONTRAST] =
				{
					.paper = 0x000000,
					.bar = 0x000000,
					.surface = 0x000000,
					.tint = 0x1c1c1c,
					.pressed = 0x46440a,
					.accent = 0xffe100,
					.accent_deep = 0xffffff,
					.edge = 0xffffff,
					.ink = 0xffffff,
					.ink_soft = 0xe6e6e6,
					.ink_on_accent = 0x000000,
				},
		},
	.font_regular = "noto/NotoSans-Regular.ttf",
	.font_bold = "noto/NotoSans-Bold.ttf",
	.logo = "logo.png",
	.motion = true,
	.corner = 22,
};

/* RRGGBB */
static bool take_colour(void *out, const struct keyfile_key *key, const char *value)
{
	uint32_t colour;

	(void)key;
	if (strlen(value) != 6 || strspn(value, "0123456789abcdefABCDEF") != 6)
		return false;
	colour = (uint32_t)strtoul(value, NULL, 16);
	memcpy(out, &colour, sizeof(colour));
	return true;
}

/* clang-format off */
#define COLOUR(theme, file_theme, name) \
	{ file_theme "_" #name, take_colour, offsetof(struct look, colours[theme].name), 0, 0, \
		"a colour as six hexadecimal digits, RRGGBB", true }
#define COLOURS(theme, file_theme) \
	COLOUR(theme, file_theme, paper), COLOUR(theme, file_theme, bar), COLOUR(theme, file_theme, surface), \
	COLOUR(theme, file_theme, tint), COLOUR(theme, file_theme, pressed), COLOUR(theme, file_theme, accent), \
	COLOUR(theme, file_theme, accent_deep), COLOUR(theme, file_theme, edge), COLOUR(theme, file_theme, ink), \
	COLOUR(theme, file_theme, ink_soft), COLOUR(theme, file_theme, ink_on_accent)
#define NAME(key, member) \
	{ key, keyfile_name, offsetof(struct look, member), 0, LOOK_NAME_BYTES_MAX, "shorter than 200 letters", true }

static const struct keyfile_key keys[] = {
	COLOURS(LOOK_LIGHT, "light"),
	COLOURS(LOOK_CONTRAST, "contrast"),
	NAME("font_regular", font_regular),
	NAME("font_bold", font_bold),
	NAME("font_more_1", font_more[0]),
	NAME("font_more_2", font_more[1]),
	NAME("font_more_3", font_more[2]),
	NAME("font_more_4", font_more[3]),
	NAME("logo", logo),
	{ "motion", keyfile_yes_no, offsetof(struct look, motion), 0, 0, "yes or no", true },
	{ "corner", keyfile_number, offsetof(struct look, corner), 0, 100, NULL, true },
};
/* clang-format on */
#undef COLOUR
#undef COLOURS
#undef NAME

void look_default(struct look *out)
{
	*out = compiled_in;
	if (!look_find(NULL, out->folder, sizeof(out->folder)))
		out->folder[0] = '\0';
}

bool look_find(const char *site, char *out, size_t out_bytes)
{
	if (site) {
		snprintf(out, out_bytes, "%s/look", site);
		if (paths_is_folder(out))
			return true;
	}
	return paths_share("assets", "look", out, out_bytes);
}

enum err look_read(struct look *out, const char *folder, char *why, size_t why_bytes)
{
	return look_read_telling(out, folder, NULL, why, why_bytes);
}

enum err look_read_telling(
	struct look *out, const char *folder, const struct keyfile_tell *tell, char *why, size_t why_bytes)
{
	char path[LOOK_PATH_BYTES_MAX + sizeof(LOOK_FILE)];
	const struct keyfile keyfile = {
		path, keys, sizeof(keys) / sizeof(keys[0]), out, "assets/look/foyer.look", tell};
	enum err err;

	look_default(out);
	snprintf(path, sizeof(path), "%s/%s", folder, LOOK_FILE);
	err = keyfile_read(&keyfile, why, why_bytes);
	if (err)
		look_default(out);
	else
		snprintf(out->folder, sizeof(out->folder), "%s", folder);
	return err;
}

bool look_file(const struct look *look, const char *name, char *out, size_t out_bytes)
{
	const char *folders[] = {look->folder, SYSTEM_FONTS};

	if (name[0] == '/') {
		snprintf(out, out_bytes, "%s", name);
		return access(out, R_OK) == 0;
	}
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(out, out_bytes, "%s/%s", folders[i], name);
		if (folders[i][0] && access(out, R_OK) == 0)
			return true;
	}
	return false;
}

const char *look_package(const char *font)
{
	static const struct {
		const char *folder;
		const char *package;
	} packages[] = {{"noto/", "fonts-noto-core"}, {"dejavu/", "fonts-dejavu-core"}};

	for (size_t i = 0; i < sizeof(packages) / sizeof(packages[0]); i++) {
		if (strncmp(font, packages[i].folder, strlen(packages[i].folder)) == 0)
			return packages[i].package;
	}
	return NULL;
}

/* --- contrast --- */

static double channel(uint32_t value)
{
	double c = value / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
	return 0.2126 * channel(colour >> 16 & 0xff) + 0.7152 * channel(colour >> 8 & 0xff) +
	       0.0722 * channel(colour & 0xff);
}

uint16_t look_contrast_permille(uint32_t a, uint32_t b)
{
	double lighter = luminance(a);
	double darker = luminance(b);

	if (lighter < darker) {
		lighter = luminance(b);
		darker = luminance(a);
	}
	return (uint16_t)lround((lighter + 0.05) / (darker + 0.05) * 1000);
}

unsigned look_pairs(const struct look *look, enum look_theme theme, struct look_pair *out)
{
	const struct look_colours *c = &look->colours[theme];
	const uint16_t text = theme == LOOK_CONTRAST ? 7000 : 4500;
	const uint16_t control = 3000;
	/* clang-format off */
	const struct look_pair pairs[] = {
		{"text on paper", c->ink, c->paper, text},
		{"text on a tile", c->ink, c->surface, text},
		{"text on a tinted tile", c->ink, c->tint, text},
		{"text on a pressed tile", c->ink, c->pressed, text},
		{"text on the bar", c->ink, c->bar, text},
		{"soft text on paper", c->ink_soft, c->paper, text},
		{"soft text on a tile", c->ink_soft, c->surface, text},
		{"soft text on a tinted tile", c->ink_soft, c->tint, text},
		{"soft text on a pressed tile", c->ink_soft, c->pressed, text},
		{"heading on paper", c->accent, c->paper, text},
		{"text on the primary button", c->ink_on_accent, c->accent, text},
		{"text on the pressed primary button", c->ink_on_accent, c->accent_deep, text},
		{"icon on a tile", c->accent, c->surface, control},
		{"icon on a tinted tile", c->accent, c->tint, control},
		{"icon on a pressed tile", c->accent, c->pressed, control},
		{"the level of the microphone", c->accent, c->surface, control},
		{"a tile's edge on paper", c->edge, c->paper, control},
		{"a tile's edge on a tile", c->edge, c->surface, control},
		{"a button's edge on the bar", c->edge, c->bar, control},
		{"the focus ring on paper", c->accent, c->paper, control},
		{"the focus ring on the bar", c->accent, c->bar, control},
	};
	/* clang-format on */
	const unsigned count = sizeof(pairs) / sizeof(pairs[0]);

	_Static_assert(sizeof(pairs) / sizeof(pairs[0]) <= LOOK_PAIRS_MAX, "they find room");
	memcpy(out, pairs, sizeof(pairs));
	return count;
}
