#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stand.h"

#include "event.h"
#include "view/view.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PATIENCE_MS = 30000,
	COMMAND_BYTES = 2048,
	STRIKE_MS = 700,
	STRIKE_PX = 120,
	FINGER_MS = 150,
	LINE_BYTES = 4096,
	ARGUMENTS_MAX = 24
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
	char *const arguments[] = {"Xvfb", "-displayfd", fd, "-screen", "0", "1400x900x24", "-fbdir", stand->folder,
		"-nolisten", "tcp", NULL};
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

const struct element *with_text(const struct stand *stand, const char *text)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (strcmp(stand->elements[i].text, text) == 0)
			return &stand->elements[i];
	}
	return NULL;
}

const struct element *with_key(const struct stand *stand, unsigned key)
{
	for (unsigned i = 0; i < stand->count; i++) {
		const struct element *e = &stand->elements[i];

		if (e->action == VIEW_ENTRY_KEY && e->key == key)
			return e;
	}
	return NULL;
}

const struct element *with_target(const struct stand *stand, unsigned target)
{
	for (unsigned i = 0; i < stand->count; i++) {
		const struct element *e = &stand->elements[i];

		if (e->action == VIEW_TARGET && e->target == target)
			return e;
	}
	return NULL;
}

const struct element *with_change(const struct stand *stand, unsigned change)
{
	for (unsigned i = 0; i < stand->count; i++) {
		const struct element *e = &stand->elements[i];

		if (e->action == VIEW_CHANGE && e->index == change)
			return e;
	}
	return NULL;
}

const struct element *with_role(const struct stand *stand, unsigned role)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (stand->elements[i].role == role)
			return &stand->elements[i];
	}
	return NULL;
}

int64_t now_ms(void)
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

const struct element *wait_for(
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

const struct element *is_screen(const struct stand *stand, const char *name)
{
	return stand->count && strcmp(stand->screen, name) == 0 ? &stand->elements[0] : NULL;
}

const struct element *has_tile(const struct stand *stand, const char *text)
{
	const struct element *e = with_text(stand, text);

	return e && e->action != VIEW_NO_ACTION ? e : NULL;
}

const struct element *has_words(const struct stand *stand, const char *words)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (strstr(stand->elements[i].text, words))
			return &stand->elements[i];
	}
	return NULL;
}

const struct element *has_entered(const struct stand *stand, const char *letters)
{
	const struct element *field = with_role(stand, VIEW_FIELD);

	return field && strncasecmp(field->text, letters, strlen(letters)) == 0 ? field : NULL;
}

/* --- a finger --- */

/* Twice at the same place at once is one touch of a trembling hand. */
static void take_time(struct stand *stand, const struct element *e)
{
	int x = e->x + e->w / 2;
	int y = e->y + e->h / 2;
	int64_t left_ms = stand->clicked.ms + STRIKE_MS - now_ms();
	bool near = abs(x - stand->clicked.x) < STRIKE_PX && abs(y - stand->clicked.y) < STRIKE_PX;

	if (near && left_ms > 0 && e->action != VIEW_ENTRY_KEY)
		(void)poll(NULL, 0, (int)left_ms);
	stand->clicked.x = x;
	stand->clicked.y = y;
}

void click(struct stand *stand, const struct element *e)
{
	char command[COMMAND_BYTES];

	assert_non_null(e);
	assert_int_not_equal(e->action, VIEW_NO_ACTION);
	take_time(stand, e);
	snprintf(command, sizeof(command), "xdotool mousemove --window %s %d %d click 1", stand->window,
		e->x + e->w / 2, e->y + e->h / 2);
	assert_int_equal(system(command), 0);
	stand->clicked.ms = now_ms();
}

void touch(struct stand *stand, const char *label)
{
	click(stand, wait_for(stand, label, has_tile));
}

void enter(struct stand *stand, const char *text)
{
	char so_far[64] = "";

	for (size_t i = 0; text[i]; i++) {
		click(stand, with_key(stand, (unsigned char)text[i]));
		so_far[i] = text[i];
		so_far[i + 1] = '\0';
		wait_for(stand, so_far, has_entered);
	}
}

void enter_done(struct stand *stand)
{
	for (unsigned i = 0; i < stand->count; i++) {
		if (stand->elements[i].action == VIEW_ENTRY_DONE) {
			click(stand, &stand->elements[i]);
			return;
		}
	}
	fail_msg("the screen \"%s\" has no key that ends the entry", stand->screen);
}

/* --- a keyboard --- */

/* The same key twice as quickly as a finger can: quicker ones are a contact that bounces. */
static void lift_finger(const char *key)
{
	static char last[32];
	static int64_t pressed_ms;
	int64_t wait_ms = pressed_ms + FINGER_MS - now_ms();

	if (strcmp(key, last) == 0 && wait_ms > 0)
		usleep((useconds_t)wait_ms * 1000);
	snprintf(last, sizeof(last), "%s", key);
	pressed_ms = now_ms();
}

void press(struct stand *stand, const char *key)
{
	char command[COMMAND_BYTES];

	(void)stand; /* it is the only window, and has the keyboard */
	lift_finger(key);
	snprintf(command, sizeof(command), "xdotool key %s", key);
	assert_int_equal(system(command), 0);
}

void type(struct stand *stand, const char *text)
{
	char command[COMMAND_BYTES];

	(void)stand;
	snprintf(command, sizeof(command), "xdotool type --delay 15 '%s'", text);
	assert_int_equal(system(command), 0);
}

/* --- what is spoken --- */

/* False: there is no whole line yet. */
static bool read_spoken(struct stand *stand, char *out, size_t out_bytes)
{
	char path[300];
	bool whole;
	FILE *file;

	snprintf(path, sizeof(path), "%s/spoken", stand->folder);
	file = fopen(path, "r");
	if (!file)
		return false;
	whole = fseek(file, stand->heard, SEEK_SET) == 0 && fgets(out, (int)out_bytes, file) && strchr(out, '\n');
	if (whole)
		stand->heard = ftell(file);
	fclose(file);
	out[whole ? strcspn(out, "\n") : 0] = '\0';
	return whole;
}

static const char *next_spoken(struct stand *stand, int64_t end_ms)
{
	static char line[LINE_BYTES];
	char news[4096];

	while (!read_spoken(stand, line, sizeof(line))) {
		struct pollfd changed = {.fd = stand->watch, .events = POLLIN};
		int64_t left_ms = end_ms - now_ms();

		if (left_ms <= 0 || poll(&changed, 1, (int)left_ms) == 0)
			return NULL;
		while (read(stand->watch, news, sizeof(news)) > 0)
			;
	}
	if (getenv("FOYER_LISTEN"))
		print_message("%s\n", line);
	return line;
}

const char *listen_on(struct stand *stand)
{
	const char *line = next_spoken(stand, now_ms() + PATIENCE_MS);

	if (!line)
		fail_msg("nothing more was spoken");
	return line;
}

const char *listen_for(struct stand *stand, const char *words)
{
	int64_t end_ms = now_ms() + PATIENCE_MS;
	char last[LINE_BYTES] = "";
	const char *line;

	while ((line = next_spoken(stand, end_ms)) != NULL) {
		if (strstr(line, words))
			return line;
		snprintf(last, sizeof(last), "%s", line);
	}
	tell_errors(stand);
	fail_msg("listened for \"%s\", but the last line was \"%s\"", words, last);
	return NULL;
}

/* --- the window itself --- */

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The colour of a pixel of the window, from an XWD picture (XWDFile.h: header of 25 words, then colours, then 32 bits a
 * pixel in the server's order). */
uint32_t pixel(const unsigned char *xwd, size_t size, int x, int y)
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

size_t screenshot(struct stand *stand, const char *name, unsigned char *out)
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

int open_stand(void **state)
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
	assert_true(inotify_add_watch(stand->watch, stand->folder, IN_MOVED_TO | IN_MODIFY | IN_CREATE) >= 0);
	unsetenv("WAYLAND_DISPLAY");
	start_display(stand);
	return 0;
}

static void set_environment(const struct stand *stand)
{
	char ledger[300];

	snprintf(ledger, sizeof(ledger), "%s/ledger.jsonl", stand->folder);
	setenv("LEDGER_FILE", ledger, 1);
	setenv("SDL_AUDIODRIVER", stand->sound ? stand->sound : "none-such", 1);
	setenv("LSAN_OPTIONS", "print_suppressions=0:suppressions=" FOYER_SOURCE_DIR "/tests/contract/libraries.lsan",
		1);
}

void start_foyer(struct stand *stand, const char *screen)
{
	static char foyer[] = FOYER_BUILD_DIR "/foyer", content[] = FOYER_SOURCE_DIR "/assets/content";
	char elements[300], data[300], errors[300], spoken[300], command[COMMAND_BYTES];
	char *arguments[ARGUMENTS_MAX] = {foyer, "run", "--content", content, "--data", data, "--elements", elements,
		"--spoken", spoken, "--pictures", stand->pictures};
	unsigned count = 12;

	for (unsigned i = 0; i < OPTIONS_MAX && stand->options[i]; i++)
		arguments[count++] = (char *)(uintptr_t)stand->options[i];
	snprintf(elements, sizeof(elements), "%s/elements", stand->folder);
	snprintf(data, sizeof(data), "%s/data", stand->folder);
	snprintf(errors, sizeof(errors), "%s/errors", stand->folder);
	snprintf(spoken, sizeof(spoken), "%s/spoken", stand->folder);
	set_environment(stand);
	stand->foyer = start(arguments, -1, errors);
	wait_for(stand, screen, is_screen);
	run_to_line("xdotool search --sync --onlyvisible --name '^foyer$'", stand->window, sizeof(stand->window));
	assert_true(stand->window[0] != '\0');
	snprintf(command, sizeof(command), "xdotool windowfocus --sync %s", stand->window);
	assert_int_equal(system(command), 0);
}

int stop_foyer(struct stand *stand, int number)
{
	int status = stop(stand->foyer, number);

	stand->foyer = 0;
	return status;
}

int wait_for_end(struct stand *stand)
{
	int status = 0;

	assert_int_equal(waitpid(stand->foyer, &status, 0), stand->foyer);
	stand->foyer = 0;
	return status;
}

void forget_files(struct stand *stand)
{
	char path[300];

	snprintf(path, sizeof(path), "%s/elements", stand->folder);
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof(path), "%s/spoken", stand->folder);
	assert_int_equal(unlink(path), 0);
	stand->heard = 0;
}

int close_stand(void **state)
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
