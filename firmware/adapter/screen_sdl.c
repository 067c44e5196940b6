#include "adapter/screen_sdl.h"

#include "base/text.h"
#include "draw/changed.h"
#include "draw/draw.h"
#include "draw/fingers.h"
#include "draw/look.h"
#include "draw/picture.h"
#include "draw/present.h"
#include "draw/typed.h"
#include "draw/waker.h"
#include "draw/xlib.h"
#include "log.h"
#include "speech/hush.h"
#include "view/view.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

enum { FADE_STEP_MS = 12, REOPEN_MS = 3000, MOUSE = -1 /* as a finger */ };

struct screen_sdl {
	struct screen_sdl_options options;
	struct look look;
	struct draw draw;
	struct paint picture; /* always the last view, whole */

	SDL_Window *window; /* NULL: in memory only, or the display is gone */
	struct waker waker;
	bool is_lost;
	uint32_t lost_ms; /* when it was looked for last */
	struct present present;

	struct view shown; /* what the picture is of */
	bool is_shown;
	struct paint before; /* the picture that goes; pixels NULL: none has gone yet */
	bool is_fading;
	uint32_t fade_ms; /* when it began */
	uint32_t step_ms; /* when it was shown last */

	struct typed typed; /* what did not fit one input */
	bool is_repeated;   /* the key that is down is being held */
	struct fingers fingers;
	char *dropped;
};

/* --- measuring --- */

static int sdl_text_width(void *self, const char *text, int height_px, bool bold)
{
	struct screen_sdl *s = self;
	const struct type *type = &s->draw.type;

	return type->ops->width(type->self, text, &(struct type_style){height_px, bold, NULL});
}

static bool sdl_has_glyphs(void *self, const char *text)
{
	struct screen_sdl *s = self;

	return s->draw.type.ops->has_glyphs(s->draw.type.self, text);
}

/* --- the display --- */

static bool driver_is(const char *name)
{
	const char *driver = SDL_GetCurrentVideoDriver();

	return driver && strcmp(driver, name) == 0;
}

/* SDL falls back to a driver that draws where nobody looks; only somebody who asks for it by name wants that. */
static bool is_seen(void)
{
	return !(driver_is("offscreen") || driver_is("dummy")) || SDL_getenv("SDL_VIDEODRIVER");
}

static void set_hints(void)
{
	xlib_prepare();
	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
	SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* a finger is no mouse as well */
	SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
	hush_libraries();
}

static void close_window(struct screen_sdl *s)
{
	if (!s->window)
		return;
	waker_open(&s->waker, false);
	if (xlib_lost())
		xlib_let_go(s->window);
	SDL_DestroyWindow(s->window);
	s->window = NULL;
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

/* NULL: a window stands; otherwise why not. */
static const char *open_window(struct screen_sdl *s)
{
	const struct screen_sdl_options *options = &s->options;
	bool across = options->turned == 90 || options->turned == 270;
	int w = across ? options->height_px : options->width_px;
	int h = across ? options->width_px : options->height_px;

	set_hints();
	if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
		return SDL_GetError();
	if (!is_seen()) {
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
		return "none answers";
	}
	/* The picture is made by us; without this SDL would load all of OpenGL to copy it, 80 MB and 100 ms. Its
	 * drivers without X have no other way to a window's pixels. */
	if (driver_is("x11"))
		SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
	s->window = SDL_CreateWindow(options->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, w, h,
		options->whole_panel ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
	if (!s->window) {
		SDL_QuitSubSystem(SDL_INIT_VIDEO);
		return SDL_GetError();
	}
	if (!SDL_GetWindowSurface(s->window)) {
		close_window(s);
		return SDL_GetError();
	}
	waker_open(&s->waker, true);
	if (options->whole_panel)
		SDL_ShowCursor(SDL_DISABLE);
	SDL_StartTextInput();
	return NULL;
}

/* A picture of a customer's screen is kept for as long as it is seen, and no longer. */
static void end_fading(struct screen_sdl *s)
{
	if (s->is_fading)
		explicit_bzero(s->before.pixels, (size_t)s->before.width * (size_t)s->before.height * sizeof(uint32_t));
	s->is_fading = false;
}

static void lose_window(struct screen_sdl *s, const char *why)
{
	if (!s->is_lost)
		log_error("screen: the display went away (%s): connect it again; the conversation goes on without it",
			why);
	s->is_lost = true;
	end_fading(s);
	s->lost_ms = SDL_GetTicks();
	memset(&s->fingers, 0, sizeof(s->fingers));
	close_window(s);
}

/* --- showing --- */

/* The window's own pixels, where they are words of 0xXXRRGGBB; else a picture that SDL then converts. */
static SDL_Surface *words_surface(SDL_Surface *window)
{
	const SDL_PixelFormat *format = window->format;

	if (format->BytesPerPixel == 4 && format->Rmask == 0xff0000 && format->Gmask == 0xff00 && format->Bmask == 0xff)
		return window;
	return SDL_CreateRGBSurfaceWithFormat(0, window->w, window->h, 32, SDL_PIXELFORMAT_ARGB8888);
}

static void copy_rects(const struct screen_sdl *s, SDL_Surface *to, const SDL_Rect *rects, int count)
{
	struct paint window = paint_of(to->pixels, to->w, to->h, to->pitch / 4);
	struct present_pictures pictures = {&s->picture, NULL, 0};
	uint32_t border = s->look.colours[s->shown.contrast ? LOOK_CONTRAST : LOOK_LIGHT].paper;

	if (s->is_fading) {
		pictures.before = &s->before;
		pictures.part = present_fade_part(s->step_ms - s->fade_ms);
	}
	for (int i = 0; i < count; i++) {
		struct paint clipped =
			paint_clipped(&window, (struct paint_rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h});

		present_copy(&s->present, &pictures, &clipped, border);
	}
}

static bool show_rects(struct screen_sdl *s, SDL_Surface *window, SDL_Rect *rects, int count)
{
	SDL_Surface *words = words_surface(window);

	if (!words)
		return false;
	copy_rects(s, words, rects, count);
	for (int i = 0; words != window && i < count; i++) {
		SDL_Rect to = rects[i]; /* SDL writes into it */

		SDL_BlitSurface(words, &rects[i], window, &to);
	}
	if (words != window)
		SDL_FreeSurface(words);
	return SDL_UpdateWindowSurfaceRects(s->window, rects, count) == 0;
}

/* Parts of the picture, or all of the window if there are none. A window that cannot be drawn on is a lost display. */
static void show(struct screen_sdl *s, const struct changed *changed)
{
	SDL_Rect rects[CHANGED_RECTS_MAX];
	SDL_Surface *window = s->window ? SDL_GetWindowSurface(s->window) : NULL;
	int count = 0;

	if (!s->window)
		return;
	if (window) {
		s->present.window_w = window->w;
		s->present.window_h = window->h;
		present_fit(&s->present);
		for (unsigned i = 0; changed && i < changed->count; i++) {
			struct paint_rect part = present_rect(&s->present, changed->rects[i]);

			if (part.w > 0 && part.h > 0)
				rects[count++] = (SDL_Rect){part.x, part.y, part.w, part.h};
		}
		if (!changed)
			rects[count++] = (SDL_Rect){0, 0, window->w, window->h};
	}
	if (!window || (count > 0 && !show_rects(s, window, rects, count)) || xlib_lost())
		lose_window(s, xlib_lost() ? "its server ended" : SDL_GetError());
}

/* The next step of a screen that comes gently, when it is due. */
static void step(struct screen_sdl *s)
{
	uint32_t now_ms;

	if (!s->is_fading)
		return;
	now_ms = SDL_GetTicks();
	if (now_ms - s->step_ms < FADE_STEP_MS)
		return;
	s->step_ms = now_ms;
	show(s, NULL);
	if (present_fade_part(now_ms - s->fade_ms) >= PRESENT_WHOLE)
		end_fading(s);
}

/* Keeps the picture that goes. False: no memory for it, so the new one comes at once. */
static bool keep_before(struct screen_sdl *s)
{
	size_t bytes = (size_t)s->picture.width * (size_t)s->picture.height * sizeof(uint32_t);

	if (!s->before.pixels) {
		s->before = s->picture;
		s->before.pixels = malloc(bytes);
	}
	if (!s->before.pixels)
		return false;
	memcpy(s->before.pixels, s->picture.pixels, bytes);
	return true;
}

static bool comes_gently(const struct screen_sdl *s, const struct changed *changed, const struct view *view)
{
	return s->window && s->look.motion && !view->contrast && !s->shown.contrast && changed->is_another_screen;
}

static void draw_first(struct screen_sdl *s, const struct view *view)
{
	draw_view(&s->draw, &s->picture, view);
	s->shown = *view;
	s->is_shown = true;
	show(s, NULL);
}

static enum err sdl_draw(void *self, const struct view *view)
{
	struct screen_sdl *s = self;
	struct changed changed;
	bool gently;

	CHECK(view->width_px == s->picture.width && view->height_px == s->picture.height);
	if (!s->is_shown) {
		draw_first(s, view);
		return ERR_NONE;
	}
	changed_between(&s->draw, &s->shown, view, &changed);
	if (view->screen == SCREEN_ATTRACT && s->shown.screen != SCREEN_ATTRACT)
		s->draw.type.ops->forget(s->draw.type.self); /* the words of the customer who left */
	if (changed.count == 0) {
		s->shown = *view;
		step(s);
		return ERR_NONE;
	}
	gently = comes_gently(s, &changed, view) && keep_before(s);
	if (!gently)
		end_fading(s);
	for (unsigned i = 0; i < changed.count; i++) {
		struct paint part = paint_clipped(&s->picture, changed.rects[i]);

		draw_view(&s->draw, &part, view);
	}
	s->shown = *view;
	s->is_fading = gently;
	if (gently)
		s->fade_ms = s->step_ms = SDL_GetTicks();
	show(s, &changed);
	return ERR_NONE;
}

/* --- sleeping --- */

/* These wake when something happens. SDL's others are asked every millisecond by SDL itself: better by us, less often.
 */
static bool driver_waits(void)
{
	return driver_is("x11") || driver_is("wayland");
}

static bool sdl_wait(void *self, uint32_t wait_ms)
{
	struct screen_sdl *s = self;

	if (!s->window || !driver_waits())
		return false;
	if (s->is_fading && wait_ms > FADE_STEP_MS)
		wait_ms = FADE_STEP_MS; /* input() takes the next step */
	if (s->typed.count == 0)
		SDL_WaitEventTimeout(NULL, (int)wait_ms);
	return true;
}

static bool push_wake(void)
{
	SDL_Event event = {.type = SDL_USEREVENT};

	return SDL_PushEvent(&event) == 1;
}

static void sdl_wake(void *self)
{
	struct screen_sdl *s = self;

	waker_wake(&s->waker, push_wake);
}

/* --- input --- */

/* A mouse or finger on the window, as a place of the view. */
static void take_touch(struct screen_sdl *s, bool down, const struct finger_touch *touch, struct screen_input *out)
{
	int finger = down ? fingers_down(&s->fingers, touch) : fingers_up(&s->fingers, touch->id);
	int x, y;

	if (finger == FINGERS_NONE)
		return;
	present_place(&s->present, touch->x, touch->y, &x, &y);
	out->kind = down ? SCREEN_DOWN : SCREEN_UP;
	out->finger = (uint8_t)finger;
	out->x = (int16_t)x;
	out->y = (int16_t)y;
}

static void take_mouse(struct screen_sdl *s, const SDL_MouseButtonEvent *button, struct screen_input *out)
{
	if (button->button != SDL_BUTTON_LEFT || button->which == SDL_TOUCH_MOUSEID)
		return;
	take_touch(s, button->type == SDL_MOUSEBUTTONDOWN,
		&(struct finger_touch){MOUSE, button->timestamp, button->x, button->y}, out);
}

static void take_finger(struct screen_sdl *s, const SDL_TouchFingerEvent *finger, struct screen_input *out)
{
	int x = (int)(finger->x * (float)s->present.window_w);
	int y = (int)(finger->y * (float)s->present.window_h);

	if (finger->touchId == SDL_MOUSE_TOUCHID)
		return;
	take_touch(s, finger->type == SDL_FINGERDOWN, &(struct finger_touch){finger->fingerId, finger->timestamp, x, y},
		out);
}

static uint32_t key_of(SDL_Keycode key)
{
	if (key >= SDLK_F1 && key <= SDLK_F12)
		return SCREEN_KEY_F1 + (uint32_t)(key - SDLK_F1);
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

static bool take_key(struct screen_sdl *s, struct screen_input *out)
{
	if (!typed_take(&s->typed, &out->key))
		return false;
	out->kind = SCREEN_KEY;
	out->repeated = s->is_repeated;
	return true;
}

static void take_file(struct screen_sdl *s, char *path, struct screen_input *out)
{
	s->dropped = path;
	out->kind = path ? SCREEN_DROPPED : SCREEN_NOTHING;
	out->path = path;
}

static void take_event(struct screen_sdl *s, const SDL_Event *event, struct screen_input *out)
{
	switch (event->type) {
	case SDL_QUIT: out->kind = SCREEN_CLOSED; break;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP: take_mouse(s, &event->button, out); break;
	case SDL_FINGERDOWN:
	case SDL_FINGERUP: take_finger(s, &event->tfinger, out); break;
	case SDL_KEYDOWN:
		out->key = key_of(event->key.keysym.sym);
		out->kind = out->key ? SCREEN_KEY : SCREEN_NOTHING;
		out->repeated = s->is_repeated = event->key.repeat != 0;
		break;
	case SDL_USEREVENT: waker_taken(&s->waker); break;
	case SDL_TEXTINPUT: typed_put(&s->typed, event->text.text); break;
	case SDL_DROPFILE: take_file(s, event->drop.file, out); break;
	case SDL_WINDOWEVENT:
		if (s->is_shown && (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
					   event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED))
			show(s, NULL);
		break;
	default: break;
	}
}

static void look_for_display(struct screen_sdl *s)
{
	if (SDL_GetTicks() - s->lost_ms < REOPEN_MS)
		return;
	s->lost_ms = SDL_GetTicks();
	xlib_forget_loss();
	if (open_window(s))
		return;
	s->is_lost = false;
	log_warn("screen: the display is back");
	if (s->is_shown)
		show(s, NULL);
}

static void sdl_input(void *self, struct screen_input *out)
{
	struct screen_sdl *s = self;
	SDL_Event event;

	memset(out, 0, sizeof(*out));
	SDL_free(s->dropped);
	s->dropped = NULL;
	if (s->is_lost)
		look_for_display(s);
	if (!s->window || take_key(s, out))
		return;
	step(s);
	while (s->window && out->kind == SCREEN_NOTHING && SDL_PollEvent(&event)) {
		memset(out, 0, sizeof(*out));
		take_event(s, &event, out);
		if (out->kind == SCREEN_NOTHING)
			take_key(s, out);
	}
	if (s->window && xlib_lost()) {
		lose_window(s, "its server ended");
		memset(out, 0, sizeof(*out));
	}
}

/* --- opening and closing --- */

static enum err sdl_save_png(void *self, const char *path)
{
	struct screen_sdl *s = self;
	char why[PICTURE_WHY_BYTES];
	enum err err = picture_write(&s->picture, path, why, sizeof(why));

	if (err)
		log_error("screen: %s: %s: the picture was not saved", path, why);
	return err;
}

static void sdl_close(void *self)
{
	struct screen_sdl *s = self;

	if (!s)
		return;
	close_window(s);
	waker_end(&s->waker);
	SDL_free(s->dropped);
	draw_close(&s->draw);
	free(s->picture.pixels);
	free(s->before.pixels);
	free(s);
}

static const struct screen_ops ops = {
	.draw = sdl_draw,
	.input = sdl_input,
	.save_png = sdl_save_png,
	.text_width = sdl_text_width,
	.has_glyphs = sdl_has_glyphs,
	.wait = sdl_wait,
	.wake = sdl_wake,
	.close = sdl_close,
};

static void take_look(struct screen_sdl *s, const struct look *look)
{
	char folder[LOOK_PATH_BYTES_MAX];
	char why[LOOK_PATH_BYTES_MAX + 200];

	if (look) {
		s->look = *look;
		return;
	}
	(void)look_find(NULL, folder, sizeof(folder));
	if (look_read(&s->look, folder, why, sizeof(why)))
		log_warn("look: %s; the one that is built in is used", why);
}

static enum err open_picture(struct screen_sdl *s, const struct screen_sdl_options *options)
{
	int w = options->width_px;
	int h = options->height_px;
	uint32_t *pixels;

	s->options = *options;
	take_look(s, options->look);
	s->options.look = NULL;
	s->present = (struct present){.picture_w = w, .picture_h = h, .turned = options->turned};
	pixels = calloc((size_t)w * (size_t)h, sizeof(*pixels));
	if (!pixels)
		return ERR_NO_SPACE;
	s->picture = paint_of(pixels, w, h, w);
	return draw_open(&s->draw, &s->look, w, h);
}

MUST_USE static enum err open_any(struct screen_sdl **out, const struct screen_sdl_options *options)
{
	struct screen_sdl *s = calloc(1, sizeof(*s));
	enum err err;

	*out = NULL;
	if (!s)
		return ERR_NO_SPACE;
	waker_begin(&s->waker);
	err = open_picture(s, options);
	if (err)
		sdl_close(s);
	else
		*out = s;
	return err;
}

enum err screen_sdl_open_picture(struct screen *out, const struct screen_sdl_options *options)
{
	struct screen_sdl *s;
	enum err err = open_any(&s, options);

	*out = (struct screen){err ? NULL : &ops, s};
	return err;
}

enum err screen_sdl_open_memory(struct screen *out, uint16_t width_px, uint16_t height_px)
{
	return screen_sdl_open_picture(out, &(struct screen_sdl_options){.width_px = width_px, .height_px = height_px});
}

enum err screen_sdl_open(struct screen *out, const struct screen_sdl_options *options)
{
	struct screen_sdl *s;
	const char *why;
	enum err err = open_any(&s, options);

	*out = (struct screen){0};
	if (err)
		return err;
	why = open_window(s);
	if (why) {
		log_error("screen: no display (%s): connect one, or use foyer chat", why);
		sdl_close(s);
		return ERR_ABSENT;
	}
	*out = (struct screen){&ops, s};
	return ERR_NONE;
}
