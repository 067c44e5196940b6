/* The glass in a real window: fingers, a palm, a stuck key, resizing, a turned panel, a screen that comes gently, and a
 * display whose server is killed and comes back. Needs Xvfb. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adapter/screen_sdl.h"
#include "draw/look.h"
#include "view/view.h"

#include <SDL2/SDL.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WIDTH = 400, HEIGHT = 300, TAPS = 500, FADE_MS_MAX = 160, FRAME_MS = 20, SERVER_MS_MAX = 15000 };

/* What SDL, Xlib and the desktop's bus keep to the end, or of a display that died. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libdbus\nleak:libX11\nleak:libSDL2\nleak:libxcb\nleak:libXi\nleak:libXrandr\nleak:libXcursor";
}

struct glass {
	pid_t server;
	char display[16];
	bool is_there;
	struct look look;
};

static struct view view;

/* --- the display --- */

/* `display`: ":7" to be it again, "" to take a free one. */
static bool start_server(struct glass *glass)
{
	char number[16] = "";
	char fd[16];
	int pipes[2];
	size_t size = 0;

	if (pipe(pipes) != 0)
		return false;
	snprintf(fd, sizeof(fd), "%d", pipes[1]);
	glass->server = fork();
	if (glass->server == 0) {
		close(pipes[0]);
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		if (glass->display[0])
			execlp("Xvfb", "Xvfb", glass->display, "-displayfd", fd, "-noreset", "-screen", "0",
				"1280x800x24", NULL);
		else
			execlp("Xvfb", "Xvfb", "-displayfd", fd, "-noreset", "-screen", "0", "1280x800x24", NULL);
		_exit(127);
	}
	close(pipes[1]);
	/* To the line's end: a server that cannot write all of it ends. */
	while (size + 1 < sizeof(number) && read(pipes[0], number + size, 1) == 1 && number[size] != '\n')
		size++;
	close(pipes[0]);
	number[size] = '\0';
	if (glass->server < 0 || size == 0)
		return false;
	snprintf(glass->display, sizeof(glass->display), ":%.14s", number);
	return true;
}

static void end_server(struct glass *glass, int how)
{
	kill(glass->server, how);
	waitpid(glass->server, NULL, 0);
}

static int open_glass(void **state)
{
	static struct glass glass;

	memset(&glass, 0, sizeof(glass));
	glass.is_there = start_server(&glass);
	look_default(&glass.look);
	glass.look.motion = false;
	setenv("SDL_VIDEODRIVER", "x11", 1);
	setenv("DISPLAY", glass.display, 1);
	*state = &glass;
	return 0;
}

static int close_glass(void **state)
{
	struct glass *glass = *state;

	if (glass->is_there)
		end_server(glass, SIGTERM);
	return 0;
}

static struct screen open_screen(struct glass *glass, int w, int h, uint16_t turned)
{
	const struct screen_sdl_options options = {.title = "foyer",
		.width_px = (uint16_t)w,
		.height_px = (uint16_t)h,
		.turned = turned,
		.look = &glass->look};
	struct screen screen;

	if (!glass->is_there) {
		print_message("skipped: install xvfb to have a display\n");
		skip();
	}
	assert_int_equal(screen_sdl_open(&screen, &options), ERR_NONE);
	memset(&view, 0, sizeof(view));
	view.width_px = (uint16_t)w;
	view.height_px = (uint16_t)h;
	view.screen = SCREEN_MENU;
	view.elements_count = 1;
	view.elements[0] = (struct view_element){.role = VIEW_TILE, .x = 10, .y = 20, .w = 100, .h = 60, .focus = 1};
	view.elements[0].icon = ICON_COUNT;
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	return screen;
}

static SDL_Window *window_of(void)
{
	for (uint32_t id = 1; id < 100; id++) {
		if (SDL_GetWindowFromID(id))
			return SDL_GetWindowFromID(id);
	}
	return NULL;
}

static uint32_t pixel(int x, int y)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window_of());
	uint32_t colour;

	assert_non_null(surface);
	assert_in_range(x, 0, surface->w - 1);
	assert_in_range(y, 0, surface->h - 1);
	memcpy(&colour, (const char *)surface->pixels + y * surface->pitch + x * 4, sizeof(colour));
	return colour & 0xffffff;
}

static struct screen_input next(const struct screen *screen)
{
	struct screen_input input;

	screen->ops->input(screen->self, &input);
	if (input.kind ==
		SCREEN_NOTHING) /* SDL ends each of its rounds with nothing; what was pushed since comes now */
		screen->ops->input(screen->self, &input);
	return input;
}

static void drain(const struct screen *screen)
{
	for (int i = 0; i < 20; i++) {
		while (next(screen).kind != SCREEN_NOTHING)
			;
		SDL_Delay(5);
	}
}

/* --- what is pushed --- */

static void finger(bool down, int id, float x, float y)
{
	SDL_Event event = {.tfinger = {.type = down ? SDL_FINGERDOWN : SDL_FINGERUP, .touchId = 1}};

	event.tfinger.fingerId = id;
	event.tfinger.x = x;
	event.tfinger.y = y;
	event.tfinger.pressure = 1;
	assert_int_equal(SDL_PushEvent(&event), 1);
}

static void key(SDL_Keycode code, bool repeat)
{
	SDL_Event event = {.key = {.type = SDL_KEYDOWN, .repeat = repeat}};

	event.key.keysym.sym = code;
	assert_int_equal(SDL_PushEvent(&event), 1);
}

/* --- tests --- */

static void a_finger_presses_where_it_touches(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	struct screen_input input;

	drain(&screen);
	finger(true, 5, 0.25F, 0.5F);
	finger(false, 5, 0.25F, 0.5F);
	input = next(&screen);
	assert_int_equal(input.kind, SCREEN_DOWN);
	assert_int_equal(input.finger, 0);
	assert_int_equal(input.x, WIDTH / 4);
	assert_int_equal(input.y, HEIGHT / 2);
	assert_int_equal(next(&screen).kind, SCREEN_UP);
	assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
	screen.ops->close(screen.self);
}

static void of_a_hand_on_the_glass_two_contacts_count(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	int downs = 0;
	int ups = 0;

	drain(&screen);
	for (int id = 0; id < 10; id++)
		finger(true, id, 0.05F + 0.1F * (float)id, 0.5F);
	for (int id = 0; id < 10; id++)
		finger(false, id, 0.05F + 0.1F * (float)id, 0.5F);
	for (struct screen_input input = next(&screen); input.kind != SCREEN_NOTHING; input = next(&screen)) {
		assert_true(input.finger < 2);
		downs += input.kind == SCREEN_DOWN;
		ups += input.kind == SCREEN_UP;
	}
	assert_int_equal(downs, 2);
	assert_int_equal(ups, 2);
	screen.ops->close(screen.self);
}

/* Each turn all that waits is taken and a frame is drawn; nothing is left behind. */
static void five_hundred_taps_a_second_never_fall_behind(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	uint32_t begun_ms = SDL_GetTicks();
	uint32_t longest_ms = 0;
	int taps = 0;
	int taken = 0;

	drain(&screen);
	while (taps < TAPS) {
		uint32_t turn_ms = SDL_GetTicks();

		for (int i = 0; i < TAPS * FRAME_MS / 1000; i++, taps++) {
			finger(true, 1, 0.1F, 0.1F);
			finger(false, 1, 0.1F, 0.1F);
		}
		for (struct screen_input input = next(&screen); input.kind != SCREEN_NOTHING; input = next(&screen)) {
			taken += input.kind == SCREEN_DOWN;
			view.elements[0].pressed = input.kind == SCREEN_DOWN;
			assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		}
		turn_ms = SDL_GetTicks() - turn_ms;
		longest_ms = turn_ms > longest_ms ? turn_ms : longest_ms;
		if (turn_ms < FRAME_MS)
			SDL_Delay(FRAME_MS - turn_ms);
	}
	assert_true(taken > 0);
	assert_true(taken <= (int)(SDL_GetTicks() - begun_ms) / FRAME_MS + 1); /* no more than one a frame */
	assert_true(longest_ms < 200);
	screen.ops->close(screen.self);
}

static void function_keys_and_a_stuck_key_are_told_apart(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	struct screen_input input;

	drain(&screen);
	key(SDLK_F1, false);
	key(SDLK_F12, false);
	key(SDLK_RETURN, true);
	assert_int_equal(next(&screen).key, SCREEN_KEY_F1);
	assert_int_equal(next(&screen).key, SCREEN_KEY_F12);
	input = next(&screen);
	assert_int_equal(input.key, SCREEN_KEY_ENTER);
	assert_true(input.repeated);
	for (int i = 0; i < 1000; i++)
		key(SDLK_DOWN, true);
	for (int i = 0; i < 1000; i++) {
		input = next(&screen);
		assert_int_equal(input.key, SCREEN_KEY_DOWN);
		assert_true(input.repeated);
	}
	assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
	screen.ops->close(screen.self);
}

static void a_dropped_file_is_named(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	SDL_Event event = {.drop = {.type = SDL_DROPFILE}};
	struct screen_input input;

	drain(&screen);
	event.drop.file = SDL_strdup("/tmp/question.wav");
	assert_int_equal(SDL_PushEvent(&event), 1);
	input = next(&screen);
	assert_int_equal(input.kind, SCREEN_DROPPED);
	assert_string_equal(input.path, "/tmp/question.wav");
	assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
	screen.ops->close(screen.self);
}

static void a_resized_window_shows_and_takes_all_of_it(void **state)
{
	struct glass *glass = *state;
	struct screen screen = open_screen(glass, WIDTH, HEIGHT, 0);
	const struct look_colours *c = &glass->look.colours[LOOK_LIGHT];
	static const int sizes[][2] = {{800, 600}, {200, 150}, {700, 100}, {1, 1}, {WIDTH, HEIGHT}};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		int w, h;

		SDL_SetWindowSize(window_of(), sizes[i][0], sizes[i][1]);
		drain(&screen);
		assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		SDL_GetWindowSize(window_of(), &w, &h);
		if (w * HEIGHT != h * WIDTH || w < 100)
			continue;
		assert_int_equal(pixel(60 * w / WIDTH, 50 * h / HEIGHT), c->surface);
		assert_int_equal(pixel(300 * w / WIDTH, 250 * h / HEIGHT), c->paper);
		finger(true, 1, 0.5F, 0.5F);
		assert_in_range(next(&screen).x, WIDTH / 2 - 3, WIDTH / 2 + 3);
		finger(false, 1, 0.5F, 0.5F);
		drain(&screen);
	}
	screen.ops->close(screen.self);
}

static void a_turned_panel_shows_and_feels_the_picture_upright(void **state)
{
	struct glass *glass = *state;
	struct screen screen = open_screen(glass, 300, 400, 90);
	const struct look_colours *c = &glass->look.colours[LOOK_LIGHT];
	struct screen_input input;
	int w, h;

	drain(&screen);
	SDL_GetWindowSize(window_of(), &w, &h);
	assert_int_equal(w, 400);
	assert_int_equal(h, 300);
	/* The tile at 10, 20 of the customer's picture: its middle is 60, 50, on the panel 50 from the left and 60 from
	 * the bottom. */
	assert_int_equal(pixel(50, 300 - 1 - 60), c->surface);
	assert_int_equal(pixel(350, 60), c->paper);
	finger(true, 1, 50.5F / 400, 239.5F / 300);
	input = next(&screen);
	assert_int_equal(input.kind, SCREEN_DOWN);
	assert_in_range(input.x, 58, 62);
	assert_in_range(input.y, 48, 52);
	screen.ops->close(screen.self);
}

static void at_rest_nothing_is_drawn(void **state)
{
	struct screen screen = open_screen(*state, WIDTH, HEIGHT, 0);
	SDL_Surface *surface;

	drain(&screen);
	surface = SDL_GetWindowSurface(window_of());
	memset(surface->pixels, 0x77, (size_t)surface->pitch); /* would be painted over */
	for (int i = 0; i < 50; i++) {
		assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
	}
	assert_int_equal(pixel(5, 0), 0x777777);
	screen.ops->close(screen.self);
}

static void a_new_screen_comes_gently_and_is_felt_at_once(void **state)
{
	struct glass *glass = *state;
	const struct look_colours *c = &glass->look.colours[LOOK_LIGHT];
	struct screen screen;
	uint32_t begun_ms;
	uint32_t first;
	int steps = 0;

	glass->look.motion = true;
	screen = open_screen(glass, WIDTH, HEIGHT, 0);
	drain(&screen);
	assert_int_equal(pixel(60, 50), c->surface); /* the first has nothing to come from */
	view.screen = SCREEN_ANSWER;
	view.elements[0].x = 200;
	begun_ms = SDL_GetTicks();
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	first = pixel(250, 50);
	assert_int_not_equal(first, c->paper);   /* on the very next frame something has changed, */
	assert_int_not_equal(first, c->surface); /* but not all */
	finger(true, 1, 0.6F, 0.1F);
	assert_int_equal(next(&screen).kind, SCREEN_DOWN);
	while (pixel(250, 50) != c->surface && SDL_GetTicks() - begun_ms < 5 * FADE_MS_MAX) {
		(void)screen.ops->wait(screen.self, 1000); /* it wakes for the next step */
		(void)next(&screen);
		steps++;
	}
	assert_true(steps > 3);
	assert_int_equal(pixel(250, 50), c->surface);
	assert_int_equal(pixel(60, 50), c->paper);
	view.elements[0].pressed = true; /* a press never comes gently */
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_int_equal(pixel(250, 50), c->pressed);
	screen.ops->close(screen.self);
	glass->look.motion = false;
}

static void high_contrast_does_not_move(void **state)
{
	struct glass *glass = *state;
	struct screen screen;

	glass->look.motion = true;
	screen = open_screen(glass, WIDTH, HEIGHT, 0);
	view.contrast = true;
	view.screen = SCREEN_ANSWER;
	assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
	assert_int_equal(pixel(60, 50), glass->look.colours[LOOK_CONTRAST].surface);
	screen.ops->close(screen.self);
	glass->look.motion = false;
}

/* The conversation goes on in between: views are drawn and input is asked for; the picture is there when the display
 * is. */
static void a_display_that_is_killed_and_comes_back(void **state)
{
	struct glass *glass = *state;
	struct screen screen = open_screen(glass, WIDTH, HEIGHT, 0);
	uint32_t begun_ms;
	int drawn = 0;

	drain(&screen);
	end_server(glass, SIGKILL);
	glass->is_there = false;
	for (int i = 0; i < 50; i++) {
		view.elements[0].x++;
		assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
		SDL_Delay(10);
	}
	assert_null(window_of());
	assert_true(start_server(glass));
	glass->is_there = true;
	for (begun_ms = SDL_GetTicks(); !window_of() && SDL_GetTicks() - begun_ms < SERVER_MS_MAX; drawn++) {
		assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		assert_int_equal(next(&screen).kind, SCREEN_NOTHING);
		SDL_Delay(20);
	}
	assert_true(drawn > 1);
	assert_non_null(window_of());
	drain(&screen);
	assert_int_equal(pixel(100, 50), glass->look.colours[LOOK_LIGHT].surface);
	assert_int_equal(pixel(300, 250), glass->look.colours[LOOK_LIGHT].paper);
	finger(true, 1, 0.5F, 0.5F);
	assert_int_equal(next(&screen).kind, SCREEN_DOWN);
	screen.ops->close(screen.self);
}

static void the_smallest_and_the_largest_panels_are_drawn(void **state)
{
	static const int sizes[][2] = {{320, 240}, {240, 320}, {3840, 2160}, {2160, 3840}};
	const struct glass *glass = *state;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		const struct screen_sdl_options options = {
			.width_px = (uint16_t)sizes[i][0], .height_px = (uint16_t)sizes[i][1], .look = &glass->look};
		struct screen screen;

		assert_int_equal(screen_sdl_open_picture(&screen, &options), ERR_NONE);
		memset(&view, 0, sizeof(view));
		view.width_px = options.width_px;
		view.height_px = options.height_px;
		view.elements_count = 1;
		view.elements[0] = (struct view_element){.role = VIEW_PRIMARY, .icon = ICON_HEART};
		view.elements[0].w = (int16_t)options.width_px;
		view.elements[0].h = (int16_t)options.height_px;
		view.elements[0].text_px = (int16_t)(options.height_px / 3);
		strcpy(view.elements[0].text, "Help");
		assert_int_equal(screen.ops->draw(screen.self, &view), ERR_NONE);
		screen.ops->close(screen.self);
	}
}

/* SDL's drivers without X reach a window's pixels by OpenGL alone. */
static void only_on_x11_is_opengl_spared(void **state)
{
	struct glass *glass = *state;
	const struct screen_sdl_options options = {
		.title = "foyer", .width_px = WIDTH, .height_px = HEIGHT, .look = &glass->look};
	struct screen screen = open_screen(glass, WIDTH, HEIGHT, 0);

	assert_string_equal(SDL_GetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION), "0");
	screen.ops->close(screen.self);
	SDL_ResetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION);
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	assert_int_equal(screen_sdl_open(&screen, &options), ERR_NONE);
	assert_null(SDL_GetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION));
	screen.ops->close(screen.self);
	unsetenv("SDL_VIDEODRIVER");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finger_presses_where_it_touches),
		cmocka_unit_test(of_a_hand_on_the_glass_two_contacts_count),
		cmocka_unit_test(five_hundred_taps_a_second_never_fall_behind),
		cmocka_unit_test(function_keys_and_a_stuck_key_are_told_apart),
		cmocka_unit_test(a_dropped_file_is_named),
		cmocka_unit_test(a_resized_window_shows_and_takes_all_of_it),
		cmocka_unit_test(a_turned_panel_shows_and_feels_the_picture_upright),
		cmocka_unit_test(at_rest_nothing_is_drawn),
		cmocka_unit_test(a_new_screen_comes_gently_and_is_felt_at_once),
		cmocka_unit_test(high_contrast_does_not_move),
		cmocka_unit_test(a_display_that_is_killed_and_comes_back),
		cmocka_unit_test(the_smallest_and_the_largest_panels_are_drawn),
		cmocka_unit_test(only_on_x11_is_opengl_spared),
	};

	return cmocka_run_group_tests(tests, open_glass, close_glass);
}
