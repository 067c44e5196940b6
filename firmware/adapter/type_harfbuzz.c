#include "adapter/type_harfbuzz.h"

#include "base/text.h"
#include "draw/glyphs.h"
#include "log.h"

#include <hb.h>
#include <stdlib.h>
#include <string.h>

/* Words are shaped once, in parts of an em, and kept: a text is measured at many heights before one fits. When a limit
 * is reached all are forgotten. */
enum {
	EM = 65536,
	WORDS_MAX = 2048, /* a power of two */
	WORD_PARTS_MAX = 32768,
	WORD_BYTES_MAX = 65536,
	LINE_BYTES_MAX = 1024, /* what is longer is cut */
	LINE_WORDS_MAX = LINE_BYTES_MAX,
	RUNS_MAX = 32,
	LANGUAGE_BYTES = 12
};

struct part { /* a letter of a word; from the word's beginning, in parts of an em */
	int32_t x, y;
	uint32_t glyph;
	uint8_t font;
};

struct word {
	uint32_t hash; /* 0: unused */
	uint32_t text_at;
	uint16_t text_bytes;
	uint16_t parts_count;
	uint32_t parts_at;
	int32_t width;
	bool bold;
	bool leftward; /* written from right to left */
	bool space;
};

struct font {
	char *path;
	hb_font_t *hb; /* NULL: not read yet, or it cannot be */
	uint8_t glyphs;
	bool tried;
};

struct type_harfbuzz {
	struct glyphs *glyphs;
	hb_buffer_t *buffer;
	hb_unicode_funcs_t *unicode;
	struct font fonts[2][TYPE_FILES_MAX];
	char language[LANGUAGE_BYTES]; /* of the words that are kept */
	struct word words[WORDS_MAX];
	unsigned words_count;
	struct part parts[WORD_PARTS_MAX];
	unsigned parts_count;
	char text[WORD_BYTES_MAX];
	unsigned text_bytes;
};

/* --- fonts --- */

static bool read_font(struct type_harfbuzz *t, struct font *font)
{
	hb_blob_t *blob;
	hb_face_t *face;
	unsigned size;
	const char *bytes;

	if (font->tried || !font->path)
		return font->hb != NULL;
	font->tried = true;
	blob = hb_blob_create_from_file_or_fail(font->path); /* mapped: only what is looked at is read */
	if (!blob)
		return false;
	bytes = hb_blob_get_data(blob, &size);
	if (bytes && size > 0 && !glyphs_add(t->glyphs, bytes, size, &font->glyphs)) {
		face = hb_face_create(blob, 0);
		font->hb = hb_font_create(face);
		hb_font_set_scale(font->hb, EM, EM);
		hb_face_destroy(face); /* the font has it, and it has the file */
	}
	hb_blob_destroy(blob);
	if (!font->hb)
		log_warn("look: %s is no font: put a good file there; others stand in", font->path);
	return font->hb != NULL;
}

static bool has_letter(struct type_harfbuzz *t, struct font *font, uint32_t letter)
{
	hb_codepoint_t glyph;

	return read_font(t, font) && hb_font_get_nominal_glyph(font->hb, letter, &glyph);
}

/* The first that has the letter; where none has it, the first, whose empty box stands for it. */
static unsigned font_of(struct type_harfbuzz *t, bool bold, uint32_t letter, bool *found)
{
	*found = true;
	for (unsigned i = 0; i < TYPE_FILES_MAX && t->fonts[bold][i].path; i++) {
		if (has_letter(t, &t->fonts[bold][i], letter))
			return i;
	}
	*found = false;
	return 0;
}

/* --- words --- */

/* Letters of one font and one script, shaped at once. */
struct run {
	unsigned begin, bytes;
	unsigned font;
	hb_script_t script;
	bool leftward;
};

static bool is_leftward(hb_script_t script)
{
	return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

static bool goes_with_any(hb_script_t script)
{
	return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

/* Marks are drawn with what they stand on, if its font has them. */
static bool is_mark(struct type_harfbuzz *t, uint32_t letter)
{
	hb_unicode_general_category_t category = hb_unicode_general_category(t->unicode, letter);

	return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
	       category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK || letter == 0x200d;
}

static struct run run_of(struct type_harfbuzz *t, bool bold, uint32_t letter, const struct run *before)
{
	struct run run = {.script = hb_unicode_script(t->unicode, letter)};
	bool found;

	/* Numbers are written from left to right in every script. */
	bool number = hb_unicode_general_category(t->unicode, letter) == HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER;

	if (before && is_mark(t, letter) && has_letter(t, &t->fonts[bold][before->font], letter))
		run.font = before->font;
	else
		run.font = font_of(t, bold, letter, &found);
	if (before && goes_with_any(run.script) && !(number && before->leftward))
		run.script = before->script;
	run.leftward = is_leftward(run.script);
	return run;
}

static bool is_of(const struct run *run, const struct run *next)
{
	return run->font == next->font && (run->script == next->script || goes_with_any(run->script)) &&
	       run->leftward == next->leftward;
}

static unsigned runs_of(struct type_harfbuzz *t, struct text text, bool bold, struct run *runs)
{
	const char *at = text.at;
	const char *end = text.at + text.length;
	unsigned count = 0;

	while (at < end) {
		const char *from = at;
		uint32_t letter = text_next(&at, end);
		struct run next = run_of(t, bold, letter, count > 0 ? &runs[count - 1] : NULL);

		if (count > 0 && (is_of(&runs[count - 1], &next) || count == RUNS_MAX)) {
			runs[count - 1].bytes += (unsigned)(at - from);
			if (goes_with_any(runs[count - 1].script))
				runs[count - 1].script = next.script;
			continue;
		}
		next.begin = (unsigned)(from - text.at);
		next.bytes = (unsigned)(at - from);
		runs[count++] = next;
	}
	return count;
}

static void shape_run(struct type_harfbuzz *t, struct word *word, struct text text, const struct run *run)
{
	const struct font *font = &t->fonts[word->bold][run->font];
	hb_glyph_info_t *infos;
	hb_glyph_position_t *places;
	unsigned count;

	hb_buffer_clear_contents(t->buffer);
	hb_buffer_add_utf8(t->buffer, text.at, (int)text.length, run->begin, (int)run->bytes);
	hb_buffer_set_script(t->buffer, run->script);
	hb_buffer_set_direction(t->buffer, run->leftward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_language(t->buffer, hb_language_from_string(t->language, -1));
	hb_shape(font->hb, t->buffer, NULL, 0);
	infos = hb_buffer_get_glyph_infos(t->buffer, &count);
	places = hb_buffer_get_glyph_positions(t->buffer, NULL);
	for (unsigned i = 0; i < count && t->parts_count < WORD_PARTS_MAX; i++) {
		t->parts[t->parts_count++] = (struct part){
			word->width + places[i].x_offset, places[i].y_offset, infos[i].codepoint, font->glyphs};
		word->width += places[i].x_advance;
		word->parts_count++;
	}
}

static void shape_word(struct type_harfbuzz *t, struct word *word, struct text text)
{
	struct run runs[RUNS_MAX];
	unsigned count = runs_of(t, text, word->bold, runs);

	word->leftward = count > 0 && runs[0].leftward;
	for (unsigned i = 0; i < count; i++)
		shape_run(t, word, text, &runs[word->leftward ? count - 1 - i : i]);
}

static uint32_t hash_of(struct text text, bool bold)
{
	uint32_t hash = bold ? 2166136261U : 2166136263U;

	for (unsigned i = 0; i < text.length; i++)
		hash = (hash ^ (uint8_t)text.at[i]) * 16777619U;
	return hash ? hash : 1;
}

static const struct word *word_of(struct type_harfbuzz *t, struct text text, bool bold)
{
	uint32_t hash = hash_of(text, bold);
	struct word *word = &t->words[hash % WORDS_MAX];

	for (; word->hash != 0; word = word + 1 == &t->words[WORDS_MAX] ? t->words : word + 1) {
		if (word->hash == hash && word->bold == bold && word->text_bytes == text.length &&
			memcmp(t->text + word->text_at, text.at, text.length) == 0)
			return word;
	}
	*word = (struct word){.hash = hash, .bold = bold, .text_bytes = (uint16_t)text.length};
	word->space = text_equal(text, TEXT(" "));
	word->text_at = t->text_bytes;
	word->parts_at = t->parts_count;
	memcpy(t->text + t->text_bytes, text.at, text.length);
	t->text_bytes += text.length;
	t->words_count++;
	shape_word(t, word, text);
	return word;
}

static void forget(void *self)
{
	struct type_harfbuzz *t = self;

	explicit_bzero(t->words, sizeof(t->words));
	explicit_bzero(t->parts, t->parts_count * sizeof(t->parts[0]));
	explicit_bzero(t->text, t->text_bytes);
	t->words_count = 0;
	t->parts_count = 0;
	t->text_bytes = 0;
}

/* --- lines --- */

struct line {
	const struct word *words[LINE_WORDS_MAX]; /* a space is a word; in the order they are drawn */
	unsigned count;
};

/* The longest line's words find room without any of them being forgotten on the way. */
static void make_room(struct type_harfbuzz *t, const struct type_style *style)
{
	const char *language = style->language ? style->language : "";
	bool full = t->words_count > WORDS_MAX - LINE_WORDS_MAX - 1 ||
		    t->parts_count > WORD_PARTS_MAX - 4 * LINE_BYTES_MAX ||
		    t->text_bytes > WORD_BYTES_MAX - LINE_BYTES_MAX;

	if (full || (language[0] && strcmp(language, t->language) != 0))
		forget(t);
	if (language[0])
		text_copy(t->language, sizeof(t->language), text_of(language));
}

static void turn(const struct word **words, unsigned count)
{
	for (unsigned i = 0; i < count / 2; i++) {
		const struct word *word = words[i];

		words[i] = words[count - 1 - i];
		words[count - 1 - i] = word;
	}
}

/* Turns each stretch of words that run this way; a space belongs to a stretch if it stands inside. */
static void turn_stretches(struct line *line, bool leftward)
{
	unsigned begin = 0;

	while (begin < line->count) {
		unsigned end = begin;

		for (unsigned i = begin; i < line->count; i++) {
			if (line->words[i]->space)
				continue;
			if (line->words[i]->leftward != leftward)
				break;
			end = i + 1;
		}
		turn(line->words + begin, end - begin);
		begin = end > begin ? end : begin + 1;
	}
}

/* A line whose first word runs to the left does so as a whole; what runs the other way in it keeps its own way. Of the
 * Unicode Bidirectional Algorithm these are the two levels that a sentence with a name or a number needs. */
static void order(struct line *line)
{
	bool any = false;

	for (unsigned i = 0; i < line->count; i++)
		any = any || line->words[i]->leftward;
	if (!any)
		return;
	if (line->words[0]->leftward) {
		turn(line->words, line->count);
		turn_stretches(line, false);
	} else {
		turn_stretches(line, true);
	}
}

static void read_line(struct type_harfbuzz *t, const char *text, const struct type_style *style, struct line *out)
{
	size_t length = strnlen(text, LINE_BYTES_MAX);
	const char *end = text + length;

	make_room(t, style);
	out->count = 0;
	while (text < end) {
		size_t bytes = strcspn(text, " ");

		if (bytes == 0)
			bytes = 1;
		if (bytes > (size_t)(end - text))
			bytes = (size_t)(end - text);
		out->words[out->count++] = word_of(t, (struct text){text, (uint32_t)bytes}, style->bold);
		text += bytes;
	}
	order(out);
}

static int width(void *self, const char *text, const struct type_style *style)
{
	struct line line;
	int64_t sum = 0;

	read_line(self, text, style, &line);
	for (unsigned i = 0; i < line.count; i++)
		sum += line.words[i]->width;
	return (int)((sum * style->px + EM - 1) / EM);
}

struct pen {
	const struct paint *paint;
	const struct type_style *style;
	int64_t x; /* of the word, parts of a pixel: EM is one */
	int baseline;
	uint32_t colour;
};

static void draw_word(struct type_harfbuzz *t, const struct word *word, const struct pen *pen)
{
	const int px = pen->style->px;

	for (unsigned i = 0; i < word->parts_count; i++) {
		const struct part *part = &t->parts[word->parts_at + i];
		int64_t x = pen->x + (int64_t)part->x * px;
		int phases = px >= GLYPH_WHOLE_PX ? 1 : GLYPH_PHASES;
		int64_t steps = (x * phases + EM / 2) >> 16; /* whole pixels, or quarters; down, also left of 0 */
		int64_t whole = steps >= 0 ? steps / phases : -((phases - 1 - steps) / phases);
		struct glyph_key key = {part->font, (uint8_t)(steps - whole * phases), (uint16_t)px, part->glyph};
		struct glyph_mask glyph;

		if (!glyphs_get(t->glyphs, &key, &glyph))
			continue;
		paint_mask(pen->paint, &glyph.mask, (int)whole + glyph.left,
			pen->baseline - glyph.top - (int)(((int64_t)part->y * px + EM / 2) >> 16), pen->colour);
	}
}

static void draw(void *self, const struct paint *paint, const char *text, const struct type_style *style,
	const struct type_place *place)
{
	struct pen pen = {paint, style, (int64_t)place->x * EM, place->baseline, place->colour};
	struct line line;

	read_line(self, text, style, &line);
	for (unsigned i = 0; i < line.count; i++) {
		draw_word(self, line.words[i], &pen);
		pen.x += (int64_t)line.words[i]->width * style->px;
	}
}

static bool has_glyphs(void *self, const char *text)
{
	const char *end = text + strlen(text);
	bool found = true;
	uint32_t letter;

	while (found && (letter = text_next(&text, end)) != 0) {
		if (letter > ' ')
			(void)font_of(self, false, letter, &found);
	}
	return found;
}

/* --- opening --- */

static void type_close(void *self)
{
	struct type_harfbuzz *t = self;

	if (!t)
		return;
	forget(t);
	for (unsigned i = 0; i < 2 * TYPE_FILES_MAX; i++) {
		struct font *font = &t->fonts[i / TYPE_FILES_MAX][i % TYPE_FILES_MAX];

		free(font->path);
		font->path = NULL;
	}
	glyphs_close(t->glyphs); /* before the files it reads in */
	for (unsigned i = 0; i < 2 * TYPE_FILES_MAX; i++)
		hb_font_destroy(t->fonts[i / TYPE_FILES_MAX][i % TYPE_FILES_MAX].hb);
	hb_buffer_destroy(t->buffer);
	free(t);
}

static const struct type_ops ops = {
	.width = width,
	.draw = draw,
	.has_glyphs = has_glyphs,
	.forget = forget,
	.close = type_close,
};

static enum err copy_paths(struct type_harfbuzz *t, const struct type_files *files)
{
	for (unsigned weight = 0; weight < 2; weight++) {
		for (unsigned i = 0; i < TYPE_FILES_MAX && files->path[weight][i]; i++) {
			t->fonts[weight][i].path = strdup(files->path[weight][i]);
			if (!t->fonts[weight][i].path)
				return ERR_NO_SPACE;
		}
	}
	return ERR_NONE;
}

/* The first of a list is a good one: its empty box stands for what none has. The others are read when wanted. */
static bool has_first(struct type_harfbuzz *t, struct font *fonts)
{
	while (fonts[0].path && !read_font(t, &fonts[0])) {
		free(fonts[0].path);
		memmove(fonts, fonts + 1, (TYPE_FILES_MAX - 1) * sizeof(*fonts));
		fonts[TYPE_FILES_MAX - 1] = (struct font){0};
	}
	return fonts[0].path != NULL;
}

static enum err prepare(struct type_harfbuzz *t, const struct type_files *files)
{
	enum err err = glyphs_open(&t->glyphs);

	if (!err)
		err = copy_paths(t, files);
	if (err)
		return err;
	t->unicode = hb_unicode_funcs_get_default();
	t->buffer = hb_buffer_create();
	return has_first(t, t->fonts[0]) && has_first(t, t->fonts[1]) ? ERR_NONE : ERR_ABSENT;
}

enum err type_harfbuzz_open(struct type *out, const struct type_files *files)
{
	struct type_harfbuzz *t = calloc(1, sizeof(*t));
	enum err err;

	*out = (struct type){0};
	if (!t)
		return ERR_NO_SPACE;
	err = prepare(t, files);
	if (err) {
		type_close(t);
		return err;
	}
	*out = (struct type){&ops, t};
	return ERR_NONE;
}
