#include "draw/glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <stdlib.h>
#include <string.h>

/* What is kept at most; when either is full all is drawn anew. A screen has some 150 different letters of 1 to 3 kB, on
 * a 4K panel of 20 kB. */
enum { SHAPES_MAX = 2048, COVER_BYTES_MAX = 4 << 20, FACES_MAX = 32 };

struct shape {
	struct glyph_key key;
	struct glyph_mask mask;
	bool used;
};

struct glyphs {
	FT_Library library;
	FT_Face faces[FACES_MAX];
	uint16_t face_px[FACES_MAX]; /* as the face is set now */
	uint8_t faces_count;
	struct shape shapes[SHAPES_MAX];
	unsigned shapes_count;
	uint8_t *cover; /* the pages are only touched as letters are drawn */
	size_t cover_used;
};

enum err glyphs_open(struct glyphs **out)
{
	struct glyphs *g = calloc(1, sizeof(*g));

	*out = NULL;
	if (!g)
		return ERR_NO_SPACE;
	g->cover = malloc(COVER_BYTES_MAX);
	if (!g->cover || FT_Init_FreeType(&g->library) != 0) {
		glyphs_close(g);
		return ERR_NO_SPACE;
	}
	*out = g;
	return ERR_NONE;
}

void glyphs_close(struct glyphs *g)
{
	if (!g)
		return;
	for (unsigned i = 0; i < g->faces_count; i++)
		FT_Done_Face(g->faces[i]);
	if (g->library)
		FT_Done_FreeType(g->library);
	free(g->cover);
	free(g);
}

enum err glyphs_add(struct glyphs *g, const char *bytes, size_t size, uint8_t *font)
{
	FT_Face *face = &g->faces[g->faces_count];

	if (g->faces_count == FACES_MAX)
		return ERR_NO_SPACE;
	if (FT_New_Memory_Face(g->library, (const FT_Byte *)bytes, (FT_Long)size, 0, face) != 0)
		return ERR_FORMAT;
	*font = g->faces_count++;
	return ERR_NONE;
}

static bool is_same(const struct glyph_key *a, const struct glyph_key *b)
{
	return a->glyph == b->glyph && a->px == b->px && a->font == b->font && a->phase == b->phase;
}

/* Where the key lies, or would. There is always an unused place. */
static struct shape *find(struct glyphs *g, const struct glyph_key *key)
{
	uint32_t mixed = key->glyph * 31 + key->px;

	mixed = (mixed * 31 + key->font * GLYPH_PHASES + key->phase) * 2654435761U >> 16;
	for (unsigned i = mixed % SHAPES_MAX;; i = (i + 1) % SHAPES_MAX) {
		if (!g->shapes[i].used || is_same(&g->shapes[i].key, key))
			return &g->shapes[i];
	}
}

/* The letter in its face, drawn by FreeType. Not hinted: the letters of a screen are 20 pixels high and more, and so
 * their widths grow with their height, which is what makes measuring them cheap. */
static bool render(struct glyphs *g, const struct glyph_key *key)
{
	FT_Face face = g->faces[key->font];

	if (g->face_px[key->font] != key->px) {
		if (FT_Set_Pixel_Sizes(face, 0, key->px) != 0)
			return false;
		g->face_px[key->font] = key->px;
	}
	if (FT_Load_Glyph(face, key->glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
		return false;
	if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
		return false;
	FT_Outline_Translate(&face->glyph->outline, key->phase * 64 / GLYPH_PHASES, 0);
	return FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) == 0;
}

static bool make_room(struct glyphs *g, size_t bytes)
{
	if (bytes > COVER_BYTES_MAX)
		return false;
	if (g->shapes_count < SHAPES_MAX / 2 && bytes <= COVER_BYTES_MAX - g->cover_used)
		return true;
	memset(g->shapes, 0, sizeof(g->shapes));
	g->shapes_count = 0;
	g->cover_used = 0;
	return true;
}

static bool keep(struct glyphs *g, const struct glyph_key *key, struct glyph_mask *out)
{
	FT_GlyphSlot slot = g->faces[key->font]->glyph;
	const FT_Bitmap *bitmap = &slot->bitmap;
	size_t row_bytes = bitmap->width;
	struct shape *shape;
	uint8_t *cover;

	if (bitmap->pixel_mode != FT_PIXEL_MODE_GRAY || !make_room(g, row_bytes * bitmap->rows))
		return false;
	cover = g->cover + g->cover_used;
	for (unsigned row = 0; row < bitmap->rows; row++)
		memcpy(cover + row * row_bytes, bitmap->buffer + (ptrdiff_t)row * bitmap->pitch, row_bytes);
	g->cover_used += row_bytes * bitmap->rows;
	shape = find(g, key);
	shape->key = *key;
	shape->used = true;
	shape->mask.mask = (struct paint_mask){cover, (int)bitmap->width, (int)bitmap->rows, (int)bitmap->width};
	shape->mask.left = slot->bitmap_left;
	shape->mask.top = slot->bitmap_top;
	g->shapes_count++;
	*out = shape->mask;
	return true;
}

bool glyphs_get(struct glyphs *g, const struct glyph_key *key, struct glyph_mask *out)
{
	const struct shape *shape;

	if (key->font >= g->faces_count || key->px == 0 || key->px > GLYPH_PX_MAX)
		return false;
	shape = find(g, key);
	if (shape->used) {
		*out = shape->mask;
		return true;
	}
	return render(g, key) && keep(g, key, out);
}
