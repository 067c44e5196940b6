#include "peer_frame.h"

#ifdef FOYER_PEER_FRAME

#include "base/text.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

enum { FONTS_MAX = 32 };

struct peer_frame {
	SDL_Surface *picture;
	SDL_Surface *window;
	struct {
		TTF_Font *font;
		int px;
		bool bold;
	} fonts[FONTS_MAX];
	int fonts_count;
};

struct peer_frame *peer_frame_open(int width, int height)
{
	struct peer_frame *peer = calloc(1, sizeof(*peer));

	if (!peer || TTF_Init() != 0) {
		free(peer);
		return NULL;
	}
	peer->picture = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
	peer->window = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
	return peer;
}

void peer_frame_close(struct peer_frame *peer)
{
	if (!peer)
		return;
	for (int i = 0; i < peer->fonts_count; i++)
		TTF_CloseFont(peer->fonts[i].font);
	SDL_FreeSurface(peer->picture);
	SDL_FreeSurface(peer->window);
	TTF_Quit();
	free(peer);
}

static TTF_Font *font_of(struct peer_frame *peer, int px, bool bold)
{
	for (int i = 0; i < peer->fonts_count; i++) {
		if (peer->fonts[i].px == px && peer->fonts[i].bold == bold)
			return peer->fonts[i].font;
	}
	if (peer->fonts_count == FONTS_MAX)
		return NULL;
	peer->fonts[peer->fonts_count].font = TTF_OpenFont(bold ? "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"
								: "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
		px);
	peer->fonts[peer->fonts_count].px = px;
	peer->fonts[peer->fonts_count].bold = bold;
	return peer->fonts[peer->fonts_count++].font;
}

static void draw_text(struct peer_frame *peer, const char *text, struct view_box box, int px, bool bold)
{
	TTF_Font *font = font_of(peer, px, bold);
	char line[VIEW_TEXT_BYTES_MAX];

	while (font && *text) {
		size_t length = strcspn(text, "\n");
		SDL_Rect at = {box.x, box.y, 0, 0};
		SDL_Surface *letters;

		text_copy(line, sizeof(line), (struct text){text, (uint32_t)length});
		letters = TTF_RenderUTF8_Blended(font, line, (SDL_Color){30, 42, 51, 255});
		if (letters)
			SDL_BlitSurface(letters, NULL, peer->picture, &at);
		SDL_FreeSurface(letters);
		box.y += view_line_px(px);
		text += length + (text[length] == '\n');
	}
}

void peer_frame_draw(struct peer_frame *peer, const struct view *view)
{
	SDL_FillRect(peer->picture, NULL, 0xfff5f2ec);
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];
		SDL_Rect box = {e->x, e->y, e->w, e->h};
		SDL_Rect inside = {e->x + 2, e->y + 2, e->w - 4, e->h - 4};

		if (e->focus != 0) {
			SDL_FillRect(peer->picture, &box, 0xff77726a);
			SDL_FillRect(peer->picture, &inside, 0xffffffff);
		}
		draw_text(peer, e->text, view_text_box(e), e->text_px, view_bold(e));
		draw_text(peer, e->reason, view_reason_box(e), e->reason_px, false);
	}
	SDL_BlitSurface(peer->picture, NULL, peer->window, NULL);
}

#else /* SDL_ttf is not here: there is no peer */

#include <stddef.h>

struct peer_frame *peer_frame_open(int width, int height)
{
	(void)width;
	(void)height;
	return NULL;
}

void peer_frame_draw(struct peer_frame *peer, const struct view *view)
{
	(void)peer;
	(void)view;
}

void peer_frame_close(struct peer_frame *peer)
{
	(void)peer;
}

#endif
