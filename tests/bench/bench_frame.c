/* How long a frame takes at 1280 x 800: the menu of the demonstration site, drawn by foyer and, where SDL2_ttf is
 * installed, by the usual means (SDL_FillRect and TTF_RenderUTF8_Blended, fonts opened once, neither icons nor round
 * corners), which is what foyer did before. */
#include "check/walk.h"
#include "draw/changed.h"
#include "draw/present.h"
#include "peer_frame.h"
#include "site/content_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 1280, HEIGHT = 800, RUNS = 5 };

static const struct board_screen board = {WIDTH, HEIGHT, 217, 136};

struct bench {
	struct look look;
	struct draw draw;
	struct paint picture;
	struct paint before;
	struct paint window;
	struct view view;
	struct view other; /* the same but for one thing */
	struct peer_frame *peer;
	int turned;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Median of RUNS, after one that warms up. */
static double median_ms(struct bench *b, void (*work)(struct bench *b))
{
	double ms[RUNS];

	work(b);
	for (int i = 0; i < RUNS; i++) {
		double begun = now_ms();

		work(b);
		ms[i] = now_ms() - begun;
	}
	qsort(ms, RUNS, sizeof(ms[0]), by_size);
	return ms[RUNS / 2];
}

static void present(struct bench *b, const struct paint *window, const struct paint *before)
{
	struct present p = {.picture_w = WIDTH, .picture_h = HEIGHT, .turned = b->turned};
	struct present_pictures pictures = {&b->picture, before, 100};

	p.window_w = b->turned ? HEIGHT : WIDTH;
	p.window_h = b->turned ? WIDTH : HEIGHT;
	present_fit(&p);
	present_copy(&p, &pictures, window, 0);
}

static void full_frame(struct bench *b)
{
	draw_view(&b->draw, &b->picture, &b->view);
	present(b, &b->window, NULL);
}

static void difference(struct bench *b)
{
	struct changed changed;

	changed_between(&b->draw, &b->view, &b->other, &changed);
	for (unsigned i = 0; i < changed.count; i++) {
		struct paint part = paint_clipped(&b->picture, changed.rects[i]);
		struct paint window = paint_clipped(&b->window, changed.rects[i]);

		draw_view(&b->draw, &part, &b->other);
		present(b, &window, NULL);
	}
}

static void fade_step(struct bench *b)
{
	present(b, &b->window, &b->before);
}

static void turned_frame(struct bench *b)
{
	struct paint window = paint_of(b->window.pixels, HEIGHT, WIDTH, HEIGHT);

	b->turned = 90;
	present(b, &window, NULL);
	b->turned = 0;
}

static void peer_full_frame(struct bench *b)
{
	peer_frame_draw(b->peer, &b->view);
}

static int text_width(void *self, const char *text, int height_px, bool bold)
{
	struct bench *b = self;

	return b->draw.type.ops->width(b->draw.type.self, text, &(struct type_style){height_px, bold, NULL});
}

static const struct content *content;

static void keep(void *self, const struct walk *walk, const char *name, const struct view *view)
{
	struct bench *b = self;

	(void)walk;
	(void)name;
	b->view = *view;
}

static void lay_out(struct bench *b)
{
	const struct view_measure measure = {text_width, b};
	const struct sample_wish wish = {.screen = SCREEN_MENU, .item = NONE16, .answer = NONE16, .slot = NONE16};
	static struct walk walk;

	walk = (struct walk){.content = content, .board = &board, .measure = &measure, .each = keep, .self = b};
	walk_screen(&walk, &wish);
}

static double pressed_ms(struct bench *b)
{
	b->other = b->view;
	for (unsigned i = 0; i < b->view.elements_count; i++) {
		if (b->view.elements[i].role == VIEW_TILE) {
			b->other.elements[i].pressed = true;
			break;
		}
	}
	return median_ms(b, difference);
}

static double level_ms(struct bench *b)
{
	struct view_element *e = &b->view.elements[b->view.elements_count++];

	*e = (struct view_element){
		.role = VIEW_LISTENING, .icon = VIEW_ICON_MIC, .x = 900, .y = 20, .w = 300, .h = 60, .text_px = 24};
	strcpy(e->text, "Listening");
	b->other = b->view;
	b->other.level_pct = 70;
	return median_ms(b, difference);
}

static void run(struct bench *b)
{
	double begun = now_ms();
	double first_ms, full_ms, pressed, level;

	full_frame(b);
	first_ms = now_ms() - begun;
	full_ms = median_ms(b, full_frame);
	pressed = pressed_ms(b);
	printf("{\"bench\":\"frame\",\"width\":%d,\"height\":%d,\"elements\":%d,\"full_ms\":%.2f,\"full_first_ms\":%."
	       "2f,"
	       "\"pressed_ms\":%.3f,",
		WIDTH, HEIGHT, b->view.elements_count, full_ms, first_ms, pressed);
	printf("\"fade_step_ms\":%.2f,\"turned_ms\":%.2f,", median_ms(b, fade_step), median_ms(b, turned_frame));
	if (b->peer)
		printf("\"peer_sdl_ttf_full_ms\":%.2f,", median_ms(b, peer_full_frame));
	level = level_ms(b);
	printf("\"level_ms\":%.3f,\"layout_ms\":%.2f}\n", level, median_ms(b, lay_out));
}

static bool open_bench(struct bench *b)
{
	static struct problems problems;
	void *image;

	look_default(&b->look);
	if (draw_open(&b->draw, &b->look, WIDTH, HEIGHT))
		return false;
	if (content_load(FOYER_SOURCE_DIR "/assets/content", &image, &problems))
		return false;
	content = image;
	b->picture = paint_of(malloc(WIDTH * HEIGHT * 4), WIDTH, HEIGHT, WIDTH);
	b->before = paint_of(calloc(WIDTH * HEIGHT, 4), WIDTH, HEIGHT, WIDTH);
	b->window = paint_of(malloc(WIDTH * HEIGHT * 4), WIDTH, HEIGHT, WIDTH);
	b->peer = peer_frame_open(WIDTH, HEIGHT);
	if (!b->picture.pixels || !b->before.pixels || !b->window.pixels)
		return false;
	lay_out(b);
	return true;
}

int main(void)
{
	static struct bench bench;

	if (!open_bench(&bench)) {
		fprintf(stderr, "bench_frame: no fonts, no memory, or %s/assets/content is missing\n",
			FOYER_SOURCE_DIR);
		return 2;
	}
	run(&bench);
	peer_frame_close(bench.peer);
	draw_close(&bench.draw);
	free(bench.picture.pixels);
	free(bench.before.pixels);
	free(bench.window.pixels);
	free((void *)(uintptr_t)content);
	return 0;
}
