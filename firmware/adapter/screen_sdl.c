#include "adapter/screen_sdl.h"

#include "base/text.h"
#include "hush.h"
#include "log.h"
#include "look.h"
#include "paint.h"
#include "view.h"

#include <SDL.h>
#include <SDL_image.h>
#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FONTS_MAX = 96, KEYS_WAITING_MAX = 32, GLYPHS_PX = 20 };

struct font {
	int px;
	bool bold;
	TTF_Font *font;
};

struct screen_sdl {
	SDL_Window *window; /* NULL: in memory only */
	SDL_Surface *picture;
	struct font_file {
		const char *path;
		void *bytes; /* read once: each letter height is a font of its own, and they read here and there */
		size_t size;
	} font_file[2]; /* regular, bold */
	struct font fonts[FONTS_MAX];
	int fonts_count;
	uint32_t keys[KEYS_WAITING_MAX]; /* typed text that did not fit one input */
	int keys_count;
	int round_px;
	int edge_px;
	int ring_px;
	struct view shown; /* what the picture is of */
	bool is_shown;
};

/* Regular and bold of the same family, from the Debian packages named beside them. */
static const char *const font_paths[][2] = {
	/* fonts-noto-core */
	{"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"},
	/* fonts-dejavu-core */
	{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"},
};

static enum err find_fonts(struct screen_sdl *s)
{
	for (size_t i = 0; i < sizeof(font_paths) / sizeof(font_paths[0]); i++) {
		if (access(font_paths[i][0], R_OK) == 0 && access(font_paths[i][1], R_OK) == 0) {
			s->font_file[0].path = font_paths[i][0];
			s->font_file[1].path = font_paths[i][1];
			return ERR_NONE;
		}
	}
	log_error("screen: no fonts: install the package fonts-noto-core or fonts-dejavu-core");
	return ERR_ABSENT;
}

/* NULL: it cannot be read. */
static TTF_Font *font_open(struct font_file *file, int px)
{
	if (!file->bytes)
		file->bytes = SDL_LoadFile(file->path, &file->size);
	if (!file->bytes)
		return NULL;
	return TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->size), 1, px);
}

/* Fonts of one letter height are opened once; view uses few heights. NULL: it cannot be opened. */
static TTF_Font *font_of(struct screen_sdl *s, int px, bool bold)
{
	struct font *font;

	for (int i = 0; i < s->fonts_count; i++) {
		if (s->fonts[i].px == px && s->fonts[i].bold == bold)
			return s->fonts[i].font;
	}
	if (s->fonts_count == FONTS_MAX)
		TTF_CloseFont(s->fonts[--s->fonts_count].font);
	font = &s->fonts[s->fonts_count];
	font->font = font_open(&s->font_file[bold], px);
	if (!font->font) {
		log_error("screen: %s: %s", s->font_file[bold].path, TTF_GetError());
		return NULL;
	}
	TTF_SetFontHinting(font->font, TTF_HINTING_LIGHT);
	font->px = px;
	font->bold = bold;
	s->fonts_count++;
	return font->font;
}

static int sdl_text_width(void *self, const char *text, int height_px, bool bold)
{
	TTF_Font *font = font_of(self, height_px, bold);
	int w = 0;

	if (!font || *text == '\0' || TTF_SizeUTF8(font, text, &w, NULL) != 0)
		return 0;
	return w;
}

static bool sdl_has_glyphs(void *self, const char *text)
{
	TTF_Font *font = font_of(self, GLYPHS_PX, false);
	const char *end = text + strlen(text);
	uint32_t point;

	while (font && (point = text_next(&text, end)) != 0) {
		if (point > ' ' && !TTF_GlyphIsProvided32(font, point))
			return false;
	}
	return font != NULL;
}

static SDL_Color colour_of(uint32_t colour)
{
	return (SDL_Color){(uint8_t)(colour >> 16), (uint8_t)(colour >> 8), (uint8_t)colour, 255};
}

struct text_style {
	int px;
	bool bold;
	bool centred;
	bool top; /* begins at the box's top; otherwise it stands in the middle */
	uint32_t colour;
};

static void draw_line(struct screen_sdl *s, const char *text, struct view_box line, const struct text_style *style)
{
	TTF_Font *font = font_of(s, style->px, style->bold);
	SDL_Surface *glyphs;
	SDL_Rect at;

	if (!font || *text == '\0')
		return;
	glyphs = TTF_RenderUTF8_Blended(font, text, colour_of(style->colour));
	if (!glyphs)
		return;
	at.x = style->centred ? line.x + (line.w - glyphs->w) / 2 : line.x;
	at.y = line.y + (line.h - glyphs->h) / 2;
	SDL_BlitSurface(glyphs, NULL, s->picture, &at);
	SDL_FreeSurface(glyphs);
}

static void draw_text(struct screen_sdl *s, const char *text, struct view_box box, const struct text_style *style)
{
	char line[VIEW_TEXT_BYTES_MAX];
	int line_px = view_line_px(style->px);
	int lines = 1;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	if (!style->top)
		box.y += (box.h - lines * line_px) / 2;
	box.h = line_px;
	while (*text) {
		size_t length = strcspn(text, "\n");

		text_copy(line, sizeof(line), (struct text){text, (uint32_t)length});
		draw_line(s, line, box, style);
		box.y += line_px;
		text += length + (text[length] == '\n');
	}
}

struct ground {
	uint32_t fill, edge, ink;
	bool boxed;
};

static struct ground ground_of(const struct view_element *e)
{
	struct ground ground = {LOOK_SURFACE, LOOK_EDGE, LOOK_INK, true};

	switch (e->role) {
	case VIEW_HEADING: return (struct ground){LOOK_PAPER, LOOK_PAPER, LOOK_ACCENT, false};
	case VIEW_TEXT:
	case VIEW_CAPTION: return (struct ground){LOOK_PAPER, LOOK_PAPER, LOOK_INK, false};
	case VIEW_PROGRESS: return (struct ground){LOOK_PAPER, LOOK_PAPER, LOOK_INK_SOFT, false};
	case VIEW_CODE: return (struct ground){LOOK_TINT, LOOK_TINT, LOOK_INK, true};
	case VIEW_PRIMARY:
		ground = (struct ground){LOOK_ACCENT, LOOK_ACCENT, LOOK_INK_ON_ACCENT, true};
		if (e->pressed)
			ground.fill = LOOK_ACCENT_DEEP;
		return ground;
	default: break;
	}
	if (e->role == VIEW_TILE && e->reason[0] != '\0')
		ground.fill = LOOK_TINT;
	if (e->pressed)
		ground.fill = LOOK_PRESSED;
	return ground;
}

static void draw_element(struct screen_sdl *s, const struct paint *paint, const struct view_element *e)
{
	struct ground ground = ground_of(e);
	struct view_box icon = view_icon_box(e);
	struct text_style style = {e->text_px, view_bold(e), view_centred(e), e->role == VIEW_CAPTION, ground.ink};
	struct text_style small = {e->reason_px, false, style.centred, false, LOOK_INK_SOFT};

	if (ground.boxed)
		paint_box(paint, e->x, e->y, e->w, e->h, s->round_px, s->edge_px, ground.fill, ground.edge);
	if (icon.w > 0)
		paint_icon(paint, e->icon, icon.x, icon.y, icon.w, LOOK_ACCENT);
	draw_text(s, e->text, view_text_box(e), &style);
	if (e->reason[0] != '\0')
		draw_text(s, e->reason, view_reason_box(e), &small);
}

static struct paint paint_of(const struct screen_sdl *s)
{
	return (struct paint){s->picture->pixels, s->picture->w, s->picture->h, s->picture->pitch / 4};
}

static void draw_bar(const struct paint *paint, const struct view *view)
{
	int top = view->height_px;
	int bottom_gap;

	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == TARGET_BACK)
			top = e->y;
	}
	if (top == view->height_px)
		return; /* the attract screen has no bar */
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == TARGET_BACK) {
			bottom_gap = view->height_px - e->y - e->h;
			paint_box(paint, 0, top - bottom_gap / 2, view->width_px,
				view->height_px - top + bottom_gap / 2, 0, 0, LOOK_BAR, LOOK_BAR);
		}
	}
}

static enum err present(struct screen_sdl *s)
{
	SDL_Surface *window;

	if (!s->window)
		return ERR_NONE;
	window = SDL_GetWindowSurface(s->window);
	if (!window)
		return ERR_IO;
	if (window->w == s->picture->w && window->h == s->picture->h)
		SDL_BlitSurface(s->picture, NULL, window, NULL);
	else
		SDL_BlitScaled(s->picture, NULL, window, NULL);
	return SDL_UpdateWindowSurface(s->window) == 0 ? ERR_NONE : ERR_IO;
}

static enum err sdl_draw(void *self, const struct view *view)
{
	struct screen_sdl *s = self;
	struct paint paint = paint_of(s);

	/* Where only the unused bytes between members differ, the same picture is drawn once more:
	 * NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
	if (s->is_shown && memcmp(&s->shown, view, sizeof(*view)) == 0)
		return ERR_NONE;
	paint_fill(&paint, LOOK_PAPER);
	draw_bar(&paint, view);
	for (unsigned i = 0; i < view->elements_count; i++)
		draw_element(s, &paint, &view->elements[i]);
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (view->focused != 0 && e->focus == view->focused)
			paint_ring(&paint, e->x, e->y, e->w, e->h, s->round_px, s->ring_px, LOOK_ACCENT);
	}
	s->shown = *view;
	s->is_shown = true;
	return present(s);
}

/* A mouse or finger on the window, as a place of the view. */
static void place(const struct screen_sdl *s, int x, int y, struct screen_input *out)
{
	int w = s->picture->w;
	int h = s->picture->h;

	SDL_GetWindowSize(s->window, &w, &h);
	if (w <= 0 || h <= 0)
		return;
	out->x = (int16_t)(x * s->picture->w / w);
	out->y = (int16_t)(y * s->picture->h / h);
}

static uint32_t key_of(SDL_Keycode key)
{
	switch (key) {
	case SDLK_RETURN:
	case SDLK_KP_ENTER: return SCREEN_KEY_ENTER;
	case SDLK_BACKSPACE:
	case SDLK_DELETE: return SCREEN_KEY_BACKSPACE;
	case SDLK_TAB: return SCREEN_KEY_TAB;
	case SDLK_ESCAPE: return SCREEN_KEY_ESCAPE;
	case SDLK_UP: return SCREEN_KEY_UP;
	case SDLK_DOWN: return SCREEN_KEY_DOWN;
	case SDLK_LEFT: return SCREEN_KEY_LEFT;
	case SDLK_RIGHT: return SCREEN_KEY_RIGHT;
	default: return 0;
	}
}

static void take_text(struct screen_sdl *s, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t point;

	while (s->keys_count < KEYS_WAITING_MAX && (point = text_next(&text, end)) != 0)
		s->keys[s->keys_count++] = point;
}

static bool take_key(struct screen_sdl *s, struct screen_input *out)
{
	if (s->keys_count == 0)
		return false;
	out->kind = SCREEN_KEY;
	out->key = s->keys[0];
	s->keys_count--;
	memmove(s->keys, s->keys + 1, (size_t)s->keys_count * sizeof(s->keys[0]));
	return true;
}

static void take_event(struct screen_sdl *s, const SDL_Event *event, struct screen_input *out)
{
	switch (event->type) {
	case SDL_QUIT: out->kind = SCREEN_CLOSED; break;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		if (event->button.button != SDL_BUTTON_LEFT)
			break;
		out->kind = event->type == SDL_MOUSEBUTTONDOWN ? SCREEN_DOWN : SCREEN_UP;
		place(s, event->button.x, event->button.y, out);
		break;
	case SDL_KEYDOWN:
		out->key = key_of(event->key.keysym.sym);
		out->kind = out->key ? SCREEN_KEY : SCREEN_NOTHING;
		break;
	case SDL_TEXTINPUT: take_text(s, event->text.text); break;
	case SDL_WINDOWEVENT:
		if (event->window.event == SDL_WINDOWEVENT_EXPOSED && s->is_shown)
			(void)present(s);
		break;
	default: break;
	}
}

static void sdl_input(void *self, struct screen_input *out)
{
	struct screen_sdl *s = self;
	SDL_Event event;

	memset(out, 0, sizeof(*out));
	if (!s->window || take_key(s, out))
		return;
	while (out->kind == SCREEN_NOTHING && SDL_PollEvent(&event)) {
		take_event(s, &event, out);
		if (out->kind == SCREEN_NOTHING)
			take_key(s, out);
	}
}

static enum err sdl_save_png(void *self, const char *path)
{
	struct screen_sdl *s = self;

	if (IMG_SavePNG(s->picture, path) == 0)
		return ERR_NONE;
	log_error("screen: %s: %s: the picture was not saved", path, SDL_GetError());
	return ERR_IO;
}

static void sdl_close(void *self)
{
	struct screen_sdl *s = self;

	if (!s)
		return;
	for (int i = 0; i < s->fonts_count; i++)
		TTF_CloseFont(s->fonts[i].font);
	for (int i = 0; i < 2; i++)
		SDL_free(s->font_file[i].bytes);
	if (s->picture)
		TTF_Quit();
	SDL_FreeSurface(s->picture);
	if (s->window) {
		SDL_DestroyWindow(s->window);
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
	}
	free(s);
}

static const struct screen_ops ops = {
	.draw = sdl_draw,
	.input = sdl_input,
	.save_png = sdl_save_png,
	.text_width = sdl_text_width,
	.has_glyphs = sdl_has_glyphs,
	.close = sdl_close,
};

static enum err open_picture(struct screen_sdl *s, int width_px, int height_px)
{
	int side = width_px < height_px ? width_px : height_px;

	if (TTF_Init() != 0) {
		log_error("screen: fonts cannot be drawn: %s", TTF_GetError());
		return ERR_ABSENT;
	}
	s->picture = SDL_CreateRGBSurfaceWithFormat(0, width_px, height_px, 32, SDL_PIXELFORMAT_ARGB8888);
	if (!s->picture)
		return ERR_NO_SPACE;
	/* The screen knows no millimetres; on every board a hundredth of the shorter side is a fitting corner. */
	s->round_px = side / 45;
	s->edge_px = side / 480 + 1;
	s->ring_px = side / 110 + 2;
	return ERR_NONE;
}

MUST_USE static enum err open_any(struct screen_sdl **out, uint16_t width_px, uint16_t height_px)
{
	struct screen_sdl *s = calloc(1, sizeof(*s));
	enum err err;

	*out = NULL;
	if (!s)
		return ERR_NO_SPACE;
	err = find_fonts(s);
	if (!err)
		err = open_picture(s, width_px, height_px);
	if (err)
		sdl_close(s);
	else
		*out = s;
	return err;
}

enum err screen_sdl_open_memory(struct screen *out, uint16_t width_px, uint16_t height_px)
{
	struct screen_sdl *s;
	enum err err = open_any(&s, width_px, height_px);

	*out = (struct screen){err ? NULL : &ops, s};
	return err;
}

/* SDL falls back to a driver that draws where nobody looks; only somebody who asks for it by name wants that. */
static bool is_seen(void)
{
	const char *driver = SDL_GetCurrentVideoDriver();
	bool hidden = driver && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0);

	return !hidden || SDL_getenv("SDL_VIDEODRIVER");
}

static enum err open_window(struct screen_sdl *s, const struct screen_sdl_options *options)
{
	uint32_t flags = options->whole_panel ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0;

	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
	hush_libraries();
	if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
		log_error("screen: no display (%s): connect one, or use foyer chat", SDL_GetError());
		return ERR_ABSENT;
	}
	if (!is_seen()) {
		log_error("screen: no display: connect one, or use foyer chat");
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
		return ERR_ABSENT;
	}
	/* The picture is made by us; without this SDL would load all of OpenGL to copy it, 80 MB and 100 ms. */
	if (strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0)
		SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
	s->window = SDL_CreateWindow(options->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->width_px,
		options->height_px, flags);
	if (!s->window || !SDL_GetWindowSurface(s->window)) {
		log_error("screen: no window on this display (%s): connect another, or use foyer chat", SDL_GetError());
		if (!s->window)
			SDL_QuitSubSystem(SDL_INIT_VIDEO);
		return ERR_ABSENT;
	}
	if (options->whole_panel)
		SDL_ShowCursor(SDL_DISABLE);
	SDL_StartTextInput();
	return ERR_NONE;
}

enum err screen_sdl_open(struct screen *out, const struct screen_sdl_options *options)
{
	struct screen_sdl *s;
	enum err err = open_any(&s, options->width_px, options->height_px);

	*out = (struct screen){0};
	if (err)
		return err;
	err = open_window(s, options);
	if (err) {
		sdl_close(s);
		return err;
	}
	*out = (struct screen){&ops, s};
	return ERR_NONE;
}
