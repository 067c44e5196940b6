/* The real program in a real window, touched by a real pointer: Xvfb, xdotool, xwd. Where things stand is read from
 * `foyer run --elements`; nothing sleeps, the folder of that file tells when it has changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "event.h"
#include "look.h"
#include "view.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	ELEMENTS_MAX = 96,
	TEXT_BYTES = 700,
	PATIENCE_MS = 30000,
	COMMAND_BYTES = 2048,
	SCREENSHOT_BYTES_MAX = 16 << 20,
	SKIPPED = -1,
};

struct element {
	unsigned role, action, target, index, key;
	int x, y, w, h;
	char text[TEXT_BYTES];
};

struct stand {
	char folder[200];
	char pictures[300];
	char display[32];
	char window[32];
	pid_t xvfb;
	pid_t foyer;
	int watch; /* of the folder */
	char screen[32];
	struct element elements[ELEMENTS_MAX];
	unsigned count;
};

/* --- processes --- */

static pid_t start(char *const arguments[], int pass_fd, const char *error_path)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	if (pass_fd >= 0)
		fcntl(pass_fd, F_SETFD, 0);
	if (error_path) {
		int file = open(error_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(file, STDERR_FILENO);
	}
	execvp(arguments[0], arguments);
	_exit(127);
}

static int stop(pid_t pid, int number)
{
	int status = 0;

	if (pid <= 0)
		return 0;
	kill(pid, number);
	waitpid(pid, &status, 0);
	return status;
}

static bool have(const char *program)
{
	char command[64];

	snprintf(command, sizeof(command), "command -v %s >/dev/null", program);
	return system(command) == 0;
}

/* To the end of the line: the server writes it in two pieces, and dies if nobody takes the second. */
static void read_line(int fd, char *out, size_t out_bytes)
{
	size_t used = 0;

	while (used < out_bytes - 1) {
		struct pollfd more = {.fd = fd, .events = POLLIN};

		assert_int_equal(poll(&more, 1, PATIENCE_MS), 1);
		assert_int_equal(read(fd, out + used, 1), 1);
		if (out[used] == '\n')
			break;
		used++;
	}
	out[used] = '\0';
	assert_true(used > 0);
}

/* The X server chooses a free number and says it. */
static void start_display(struct stand *stand)
{
	char number[16];
	char fd[8];
	char *const arguments[] = {"Xvfb", "-displayfd", fd, "-screen", "0", "1400x900x24", "-nolisten", "tcp", NULL};
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	snprintf(fd, sizeof(fd), "%d", ends[1]);
	stand->xvfb = start(arguments, ends[1], "/dev/null");
	close(ends[1]);
	read_line(ends[0], number, sizeof(number));
	close(ends[0]);
	snprintf(stand->display, sizeof(stand->display), ":%s", number);
	setenv("DISPLAY", stand->display, 1);
}

static void run_to_line(const char *command, char *out, size_t out_bytes)
{
	FILE *pipe = popen(command, "r");

	assert_non_null(pipe);
	if (!fgets(out, (int)out_bytes, pipe))
		out[0] = '\0';
	pclose(pipe);
	out[strcspn(out, "\n")] = '\0';
}

/* --- what stands on the screen --- */

static bool read_element(const char *line, struct element *e)
{
	int used = 0;

	if (sscanf(line, "%u\t%u\t%u\t%u\t%u\t%d\t%d\t%d\t%d\t%n", &e->role, &e->action, &e->target, &e->index, &e->key,
		    &e->x, &e->y, &e->w, &e->h, &used) != 9 ||
		used == 0)
		return false;
	snprintf(e->text, sizeof(e->text), "%s", line + used);
	e->text[strcspn(e->text, "\n")] = '\0';
	return true;
}

static void look(struct stand *stand)
{
	char path[300];
	char line[1024];
	FILE *file;

	stand->screen[0] = '\0';
	stand->count = 0;
	snprintf(path, sizeof(path), "%s/elements", stand->folder);
	file = fopen(path, "r");
	if (!file)
		return;
	if (fgets(stand->screen, sizeof(stand->screen), file))
		stand->screen[strcspn(stand->screen, "\n")] = '\0';
	while (stand->count < ELEMENTS_MAX && fgets(line, sizeof(line), file))
		stand->count += read_element(line, &stand->elements[stand->count]);
	fclose(file);
}

static const struct element *with_text(const struct stand *stand, const char *text)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (strcmp(stand->elements[i].text, text) == 0)
			return &stand->elements[i];
	}
	return NULL;
}

static const struct element *with_key(const struct stand *stand, unsigned key)
{
	for (unsigned i = 0; i < stand->count; i++) {
		const struct element *e = &stand->elements[i];

		if (e->action == VIEW_ENTRY_KEY && e->key == key)
			return e;
	}
	return NULL;
}

static const struct element *with_target(const struct stand *stand, unsigned target)
{
	for (unsigned i = 0; i < stand->count; i++) {
		const struct element *e = &stand->elements[i];

		if (e->action == VIEW_TARGET && e->target == target)
			return e;
	}
	return NULL;
}

static const struct element *with_role(const struct stand *stand, unsigned role)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (stand->elements[i].role == role)
			return &stand->elements[i];
	}
	return NULL;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What foyer itself said of it, for who reads the failure. */
static void tell_errors(const struct stand *stand)
{
	char path[300];
	char line[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/errors", stand->folder);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		print_message("%s", line);
	if (file)
		fclose(file);
}

/* Waits for a screen on which `is` finds something. */
static const struct element *wait_for(
	struct stand *stand, const char *what, const struct element *(*is)(const struct stand *, const char *))
{
	int64_t end_ms = now_ms() + PATIENCE_MS;
	char news[4096];

	for (;;) {
		struct pollfd changed = {.fd = stand->watch, .events = POLLIN};
		const struct element *found;
		int64_t left_ms = end_ms - now_ms();

		look(stand);
		found = is(stand, what);
		if (found)
			return found;
		if (left_ms <= 0 || poll(&changed, 1, (int)left_ms) == 0)
			break;
		while (read(stand->watch, news, sizeof(news)) > 0)
			;
	}
	tell_errors(stand);
	fail_msg("waited for \"%s\", but the screen is \"%s\" with %s", what, stand->screen,
		stand->count ? stand->elements[0].text : "nothing");
	return NULL;
}

static const struct element *is_screen(const struct stand *stand, const char *name)
{
	return stand->count && strcmp(stand->screen, name) == 0 ? &stand->elements[0] : NULL;
}

static const struct element *has_tile(const struct stand *stand, const char *text)
{
	const struct element *e = with_text(stand, text);

	return e && e->action != VIEW_NO_ACTION ? e : NULL;
}

static const struct element *has_words(const struct stand *stand, const char *words)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (strstr(stand->elements[i].text, words))
			return &stand->elements[i];
	}
	return NULL;
}

/* The entry field begins with these letters. */
static const struct element *has_entered(const struct stand *stand, const char *letters)
{
	const struct element *field = with_role(stand, VIEW_FIELD);

	return field && strncasecmp(field->text, letters, strlen(letters)) == 0 ? field : NULL;
}

/* --- a finger --- */

static void click(struct stand *stand, const struct element *e)
{
	char command[COMMAND_BYTES];

	assert_non_null(e);
	assert_int_not_equal(e->action, VIEW_NO_ACTION);
	snprintf(command, sizeof(command), "xdotool mousemove --window %s %d %d click 1", stand->window,
		e->x + e->w / 2, e->y + e->h / 2);
	assert_int_equal(system(command), 0);
}

static void touch(struct stand *stand, const char *label)
{
	click(stand, wait_for(stand, label, has_tile));
}

/* Key by key on the screen, and each is seen before the next. */
static void enter(struct stand *stand, const char *text)
{
	char so_far[64] = "";

	for (size_t i = 0; text[i]; i++) {
		click(stand, with_key(stand, (unsigned char)text[i]));
		so_far[i] = text[i];
		so_far[i + 1] = '\0';
		wait_for(stand, so_far, has_entered);
	}
}

static void enter_done(struct stand *stand)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (stand->elements[i].action == VIEW_ENTRY_DONE) {
			click(stand, &stand->elements[i]);
			return;
		}
	}
	fail_msg("the screen \"%s\" has no key that ends the entry", stand->screen);
}

/* --- the window itself --- */

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The colour of a pixel of the window, from an XWD picture (XWDFile.h: header of 25 words, then colours, then 32 bits a
 * pixel in the server's order). */
static uint32_t pixel(const unsigned char *xwd, size_t size, int x, int y)
{
	uint32_t header = big_endian(xwd);
	uint32_t little = big_endian(xwd + 7 * 4) == 0;
	uint32_t line = big_endian(xwd + 12 * 4);
	uint32_t colours = big_endian(xwd + 19 * 4);
	size_t at = header + colours * 12u + (size_t)y * line + (size_t)x * 4;

	assert_int_equal(big_endian(xwd + 11 * 4), 32);
	assert_true(at + 4 <= size);
	if (!little)
		return big_endian(xwd + at) & 0xffffff;
	return ((uint32_t)xwd[at + 2] << 16 | (uint32_t)xwd[at + 1] << 8 | xwd[at]) & 0xffffff;
}

static size_t screenshot(struct stand *stand, const char *name, unsigned char *out)
{
	char command[COMMAND_BYTES];
	char path[512];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/%s.xwd", stand->pictures, name);
	snprintf(command, sizeof(command), "xwd -silent -id %s -out '%s'", stand->window, path);
	assert_int_equal(system(command), 0);
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(out, 1, SCREENSHOT_BYTES_MAX, file);
	fclose(file);
	assert_true(size > 100);
	return size;
}

/* --- a stand --- */

static int open_stand(void **state)
{
	const char *temporary = getenv("TMPDIR");
	struct stand *stand = calloc(1, sizeof(*stand));

	assert_non_null(stand);
	*state = stand;
	if (!have("Xvfb") || !have("xdotool") || !have("xwd")) {
		print_message("no Xvfb, xdotool or xwd on this machine\n");
		stand->watch = SKIPPED;
		return 0;
	}
	snprintf(stand->folder, sizeof(stand->folder), "%s/foyer-touch-XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(stand->folder));
	snprintf(stand->pictures, sizeof(stand->pictures), "%s/touch", FOYER_BUILD_DIR);
	mkdir(stand->pictures, 0755);
	stand->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	assert_true(stand->watch >= 0);
	assert_true(inotify_add_watch(stand->watch, stand->folder, IN_MOVED_TO) >= 0);
	unsetenv("WAYLAND_DISPLAY");
	start_display(stand);
	return 0;
}

/* Until its first screen, which is that one. */
static void start_foyer(struct stand *stand, const char *screen)
{
	char foyer[] = FOYER_BUILD_DIR "/foyer", content[] = FOYER_SOURCE_DIR "/assets/content";
	char elements[300], data[300], ledger[300], errors[300];
	char *const arguments[] = {foyer, "run", "--content", content, "--data", data, "--elements", elements,
		"--pictures", stand->pictures, NULL};

	snprintf(elements, sizeof(elements), "%s/elements", stand->folder);
	snprintf(data, sizeof(data), "%s/data", stand->folder);
	snprintf(ledger, sizeof(ledger), "%s/ledger.jsonl", stand->folder);
	snprintf(errors, sizeof(errors), "%s/errors", stand->folder);
	setenv("LEDGER_FILE", ledger, 1);
	setenv("SDL_AUDIODRIVER", "none-such", 1); /* by touch alone, whatever this machine has */
	setenv("LSAN_OPTIONS", "print_suppressions=0:suppressions=" FOYER_SOURCE_DIR "/tests/contract/libraries.lsan",
		1);
	stand->foyer = start(arguments, -1, errors);
	wait_for(stand, screen, is_screen);
	run_to_line("xdotool search --sync --onlyvisible --name '^foyer$'", stand->window, sizeof(stand->window));
	assert_true(stand->window[0] != '\0');
}

static void forget_elements(struct stand *stand)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/elements", stand->folder);
	assert_int_equal(unlink(path), 0);
}

static int close_stand(void **state)
{
	struct stand *stand = *state;
	char command[COMMAND_BYTES];

	stop(stand->foyer, SIGTERM);
	stop(stand->xvfb, SIGTERM);
	if (stand->folder[0]) {
		close(stand->watch);
		snprintf(command, sizeof(command), "rm -rf '%s'", stand->folder);
		assert_int_equal(system(command), 0);
	}
	free(stand);
	return 0;
}

/* --- tests --- */

static void survey_if_shown(struct stand *stand)
{
	if (strcmp(stand->screen, "survey") != 0)
		return;
	click(stand, with_target(stand, TARGET_SKIP));
}

static const struct element *survey_or_goodbye(const struct stand *stand, const char *what)
{
	(void)what;
	return is_screen(stand, "survey") ? is_screen(stand, "survey") : is_screen(stand, "goodbye");
}

static void to_the_form(struct stand *stand)
{
	touch(stand, "English");
	wait_for(stand, "menu", is_screen);
	touch(stand, "Cards");
	touch(stand, "Lost or stolen card");
	wait_for(stand, "slot", is_screen);
}

static void through_the_form(struct stand *stand)
{
	enter(stand, "anna rossi");
	enter_done(stand);
	wait_for(stand, "customer number", has_words);
	enter(stand, "100042");
	enter_done(stand);
	touch(stand, "Debit card");
	wait_for(stand, "Step 4", has_words);
	touch(stand, "Skip");
	wait_for(stand, "Step 5", has_words);
	touch(stand, "Skip");
	wait_for(stand, "review", is_screen);
}

static void a_lost_card_is_blocked_by_touch_alone(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	through_the_form(stand);
	assert_non_null(has_words(stand, "Anna Rossi"));
	assert_non_null(has_words(stand, "100042"));
	touch(stand, "Yes");
	wait_for(stand, "question", is_screen);
	touch(stand, "Yes");
	wait_for(stand, "B-1001", has_words);
	touch(stand, "Finish");
	wait_for(stand, "survey or goodbye", survey_or_goodbye);
	survey_if_shown(stand);
	wait_for(stand, "goodbye", is_screen);
	assert_null(has_words(stand, "Rossi"));
	wait_for(stand, "attract", is_screen);
	assert_int_equal(stop(stand->foyer, SIGTERM), 0);
	stand->foyer = 0;
}

static void the_window_shows_what_was_laid_out(void **state)
{
	struct stand *stand = *state;
	const struct element *button;
	struct look look;
	unsigned char *xwd;
	size_t size;

	if (stand->watch == SKIPPED)
		skip();
	look_default(&look);
	xwd = malloc(SCREENSHOT_BYTES_MAX);
	assert_non_null(xwd);
	start_foyer(stand, "attract");
	button = with_role(stand, VIEW_PRIMARY);
	assert_non_null(button);
	size = screenshot(stand, "window", xwd);
	assert_int_equal(pixel(xwd, size, button->x + button->w / 2, button->y + 8), look.colours[LOOK_LIGHT].accent);
	assert_int_equal(pixel(xwd, size, 2, 2), look.colours[LOOK_LIGHT].paper);
	free(xwd);
}

static void a_stop_in_a_form_goes_on_at_the_next_start(void **state)
{
	struct stand *stand = *state;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	enter(stand, "anna rossi");
	enter_done(stand);
	wait_for(stand, "customer number", has_words);
	assert_int_equal(stop(stand->foyer, SIGTERM), 0);
	forget_elements(stand);
	start_foyer(stand, "slot");
	assert_non_null(has_words(stand, "customer number"));
}

static void without_a_sound_card_one_line_says_so(void **state)
{
	struct stand *stand = *state;
	char path[300];
	char line[512];
	FILE *file;

	if (stand->watch == SKIPPED)
		skip();
	start_foyer(stand, "attract");
	to_the_form(stand);
	assert_int_equal(stop(stand->foyer, SIGTERM), 0);
	stand->foyer = 0;
	snprintf(path, sizeof(path), "%s/errors", stand->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	assert_non_null(strstr(line, "no sound card"));
	assert_null(fgets(line, sizeof(line), file));
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lost_card_is_blocked_by_touch_alone, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(the_window_shows_what_was_laid_out, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(a_stop_in_a_form_goes_on_at_the_next_start, open_stand, close_stand),
		cmocka_unit_test_setup_teardown(without_a_sound_card_one_line_says_so, open_stand, close_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
