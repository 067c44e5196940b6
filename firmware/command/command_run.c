#include "adapter/screen_sdl.h"
#include "command/command.h"
#include "command/command_chat.h"
#include "command/options.h"
#include "command/stop.h"
#include "draw/look.h"
#include "json_write.h"
#include "kiosk/booth.h"
#include "line/switchboard.h"
#include "log.h"
#include "paths.h"
#include "process.h"
#include "view/elements.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { NO_WINDOW = -1, WHY_BYTES_MAX = 1400 };

struct run {
	struct device_options device;
	struct booth_options booth;
	const char *elements; /* a file */
	bool once;
};

/* What a start costs, for toolchain/test and for whoever waits in front of it. */
static void first_frame(const struct run *run)
{
	uint32_t took_ms = process_age_ms();
	struct json_out out;

	log_info("run: the first screen stands after %u ms", took_ms);
	if (!run->once)
		return;
	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_whole(&out, "first_frame_ms", took_ms);
	json_put_whole(&out, "rss_kb", process_resident_kb());
	json_put_end(&out);
	putchar('\n');
}

/* For a test that touches: each new screen as lines. */
static void write_elements(struct run *run, const struct booth *booth)
{
	static struct view written;
	const struct view *view = kiosk_view(booth->kiosk);

	/* Where only the unused bytes between members differ, the same lines are written once more:
	 * NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
	if (!run->elements || memcmp(view, &written, sizeof(written)) == 0)
		return;
	written = *view;
	if (!elements_write(run->elements, view))
		return;
	log_error("run: %s cannot be written: name another file with --elements", run->elements);
	run->elements = NULL;
}

/* The window was closed under somebody: as if they had walked away. A stop by the system is none: what was begun goes
 * on at the next start. */
static void walk_away(struct booth *booth)
{
	struct runner *runner = booth->whole.runner;
	struct event gone = {.kind = EVENT_HUNG_UP, .session = runner_session(runner, CHANNEL_SCREEN)};

	if (gone.session)
		runner_step(runner, &gone);
}

static void stand(struct run *run, struct booth *booth)
{
	bool closed = false;

	(void)booth_turn(booth, &closed);
	first_frame(run);
	if (run->once)
		return;
	if (booth->whole.board.audio)
		booth_open_senses(booth);
	while (!closed && !stop_asked()) {
		write_elements(run, booth);
		booth_wait(booth, booth_turn(booth, &closed));
	}
	if (closed)
		walk_away(booth);
	booth_finish(booth);
}

/* A site that was named may have a look of its own. */
static const struct look *look_of(const struct run *run, struct look *out)
{
	char folder[LOOK_PATH_BYTES_MAX];
	char why[WHY_BYTES_MAX];

	if (!run->device.content || !look_find(run->device.content, folder, sizeof(folder)))
		return NULL;
	if (look_read(out, folder, why, sizeof(why)))
		log_warn("look: %s; the one that is built in is used", why);
	return out;
}

static int run_window(struct run *run, struct booth *booth)
{
	struct look look;
	struct screen_sdl_options window = {.title = "foyer", .look = look_of(run, &look)};

	run->booth.desk = booth->whole.board.keyboard;
	window.width_px = booth->whole.board.screen.width_px;
	window.height_px = booth->whole.board.screen.height_px;
	window.turned = booth->whole.board.screen_rotation;
	if (screen_sdl_open(&booth->screen, &window)) /* it says what is missing */
		return NO_WINDOW;
	if (!booth_open_kiosk(booth, &run->booth) || !device_start(&booth->whole, &run->device))
		return EXIT_TROUBLE;
	stop_catch();
	stand(run, booth);
	return EXIT_GOOD;
}

/* Nothing but a telephone line. */
static int run_line(const struct run *run, struct whole *whole)
{
	struct switchboard board;
	int code = EXIT_TROUBLE;

	stop_catch();
	if (switchboard_open(&board, whole) &&
		(!run->booth.spoken || switchboard_write_spoken(&board, run->booth.spoken)) &&
		device_start(whole, &run->device)) {
		printf("calls are taken at sip:foyer@%s\n", switchboard_place(&board));
		fflush(stdout);
		switchboard_run(&board);
		code = EXIT_GOOD;
	}
	switchboard_close(&board);
	return code;
}

static int run_board(struct run *run)
{
	struct booth booth = {0};
	int code = EXIT_TROUBLE;

	if (device_open(&booth.whole, &run->device))
		code = board_has_screen(&booth.whole.board) ? run_window(run, &booth) : run_line(run, &booth.whole);
	booth_close(&booth);
	if (code != NO_WINDOW)
		return code;
	return run->once ? EXIT_TROUBLE : chat_here(&run->device, NULL, false);
}

static bool make_pictures_folder(const char *path)
{
	if (!path || paths_make_folder(path))
		return true;
	fprintf(stderr, "foyer run: --pictures %s: %s: name a folder that can be written\n", path, strerror(errno));
	return false;
}

int command_run(int argc, char **argv)
{
	struct run run = {0};
	const struct option options[] = {
		{"board", &run.device.board, NULL},
		{"content", &run.device.content, NULL},
		{"data", &run.device.data, NULL},
		{"trace", &run.device.trace, NULL},
		{"pictures", &run.booth.pictures, NULL},
		{"spoken", &run.booth.spoken, NULL},
		{"speech", NULL, &run.booth.aloud},
		{"dark", NULL, &run.booth.dark},
		{"elements", &run.elements, NULL},
		{"watch", NULL, &run.device.watch},
		{"once", NULL, &run.once},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "run [--board NAME] [--content DIR] [--data DIR] [--watch] [--speech] [--dark]",
		.help = "Stands at the desk: the touchscreen in a window where there is a display, otherwise the "
			"conversation in\n"
			"this terminal. Without a speaker it shows what it says, without a microphone it is "
			"touched.\n\n"
			"  --board NAME   the machine, as in board/, or a board file; otherwise desk\n"
			"  --content DIR  a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR     what is remembered; otherwise ~/.local/state/foyer\n"
			"  --watch        take saved files of the content folder at once; a mistake is named and the "
			"old stays\n"
			"  --speech       read every screen aloud; the keys of a telephone walk it (F9 while it runs)\n"
			"  --dark         leave the panel dark: everything else works\n"
			"  --spoken FILE  each line that is spoken, for tests that listen\n"
			"  --pictures DIR a picture (PNG) of each screen\n"
			"  --elements FILE  what stands on the screen now, as lines, for tests that touch\n"
			"  --once         draw the first screen, print what that took as JSON, and end\n"
			"  --trace FILE   each step as a line without personal words; - is stderr\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (!make_pictures_folder(run.booth.pictures))
		return EXIT_TROUBLE;
	return run_board(&run);
}
