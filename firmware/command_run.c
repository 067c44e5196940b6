#include "adapter/audio_sdl.h"
#include "adapter/screen_sdl.h"
#include "adapter/voice_espeak.h"
#include "command.h"
#include "command_chat.h"
#include "device.h"
#include "kiosk.h"
#include "log.h"
#include "options.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { POLL_MS = 10 }; /* how often the screen is looked at: a touch is answered within 100 ms */

struct stand {
	struct whole whole;
	struct screen screen;
	struct audio audio; /* ops NULL: none */
	struct voice voice;
	struct kiosk *kiosk;
};

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
	(void)number;
	stopped = 1;
}

static const struct content *stand_content(void *self)
{
	const struct stand *stand = self;

	return runner_content_newest(stand->whole.runner);
}

static uint32_t stand_begin(void *self, uint8_t language)
{
	struct stand *stand = self;

	return runner_begin(stand->whole.runner, CHANNEL_SCREEN, language);
}

static bool open_kiosk(struct stand *stand, const char *pictures)
{
	struct kiosk_options options = {
		.screen = stand->screen,
		.board = stand->whole.board.screen,
		.voice = stand->voice,
		.audio = stand->audio,
		.clock = stand->whole.device.clock,
		.inbox = stand->whole.device.inbox,
		.content = stand_content,
		.begin = stand_begin,
		.self = stand,
		.pictures = pictures,
	};

	if (!kiosk_open(&stand->kiosk, &options)) {
		stand->whole.device.surface[CHANNEL_SCREEN] = kiosk_surface(stand->kiosk);
		return true;
	}
	log_error("no memory for the screen: close other programs and start again");
	return false;
}

/* The window was closed under somebody: as if they had walked away. A stop by the system is none: what was begun goes
 * on at the next start. */
static void close_window(struct stand *stand)
{
	struct event gone = {.kind = EVENT_HUNG_UP, .session = runner_session(stand->whole.runner, CHANNEL_SCREEN)};

	if (gone.session)
		runner_step(stand->whole.runner, &gone);
	while (runner_turn(stand->whole.runner) == 0)
		;
}

static void stand_here(struct stand *stand)
{
	struct pollfd inbox = {.fd = inbox_fd(stand->whole.device.inbox), .events = POLLIN};

	while (!stopped) {
		uint32_t wait_ms;

		if (!kiosk_poll(stand->kiosk)) {
			close_window(stand);
			return;
		}
		wait_ms = device_turn(&stand->whole);
		poll(&inbox, 1, wait_ms < POLL_MS ? (int)wait_ms : POLL_MS);
	}
}

static void catch_signals(void)
{
	struct sigaction catch = {.sa_handler = on_signal};

	sigaction(SIGINT, &catch, NULL);
	sigaction(SIGTERM, &catch, NULL);
}

/* Without a sound card or a voice everything is still there to read; the adapters have said what is missing. */
static void open_sound(struct stand *stand)
{
	if (!stand->whole.board.audio)
		return;
	if (audio_sdl_open(&stand->audio)) {
		stand->audio = (struct audio){0};
		return;
	}
	if (voice_espeak_open(&stand->voice))
		stand->voice = (struct voice){0};
}

static void close_sound(struct stand *stand)
{
	if (stand->voice.ops)
		stand->voice.ops->close(stand->voice.self);
	if (stand->audio.ops)
		stand->audio.ops->close(stand->audio.self);
}

static int run_on_screen(struct stand *stand, const struct device_options *device, const char *pictures)
{
	int code = EXIT_TROUBLE;

	open_sound(stand);
	if (open_kiosk(stand, pictures) && device_start(&stand->whole, device)) {
		catch_signals();
		stand_here(stand);
		code = EXIT_GOOD;
	}
	return code;
}

static int run_here(const struct device_options *device, const char *pictures)
{
	struct screen_sdl_options window = {.title = "foyer"};
	static struct stand stand;
	bool on_screen = false;
	int code = EXIT_TROUBLE;

	if (!device_open(&stand.whole, device)) {
		device_close(&stand.whole);
		return EXIT_TROUBLE;
	}
	window.width_px = stand.whole.board.screen.width_px;
	window.height_px = stand.whole.board.screen.height_px;
	on_screen = !screen_sdl_open(&stand.screen, &window);
	if (on_screen)
		code = run_on_screen(&stand, device, pictures);
	device_close(&stand.whole);
	kiosk_close(stand.kiosk);
	close_sound(&stand);
	if (on_screen) {
		stand.screen.ops->close(stand.screen.self);
		return code;
	}
	fputs("foyer: no display here: the conversation goes on in this terminal\n", stderr);
	return chat_here(device, NULL, false);
}

int command_run(int argc, char **argv)
{
	struct device_options device = {0};
	const char *pictures = NULL;
	const struct option options[] = {
		{"board", &device.board, NULL},
		{"content", &device.content, NULL},
		{"data", &device.data, NULL},
		{"pictures", &pictures, NULL},
		{"trace", &device.trace, NULL},
		{"watch", NULL, &device.watch},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "run [--board NAME] [--content DIR] [--data DIR] [--watch]",
		.help = "Stands at the desk: the touchscreen in a window where there is a display, otherwise the "
			"conversation in\n"
			"this terminal.\n\n"
			"  --board NAME    the machine, as in board/, or a board file; otherwise desk\n"
			"  --content DIR   a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR      what is remembered; otherwise ~/.local/state/foyer\n"
			"  --watch         take saved files of the content folder at once; a mistake is named and the "
			"old stays\n"
			"  --pictures DIR  a PNG of every screen\n"
			"  --trace FILE    each step as a line without personal words; - is stderr\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	return code == OPTIONS_GO_ON ? run_here(&device, pictures) : code;
}
