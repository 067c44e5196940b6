/* The telephone line with all that belongs to it. */
#include "line/switchboard.h"

#include "adapter/line_sip.h"
#include "adapter/voice_espeak.h"
#include "command/stop.h"
#include "line/heap.h"
#include "line/tones.h"
#include "log.h"

#include <poll.h>
#include <string.h>

enum {
	WHY_BYTES_MAX = 1400,
	PROMPTS_BYTES_MAX = 24 << 20, /* 50 minutes of speech */
	CALLERS_MAX = 4096,
	CALLER_WINDOW_S = 60,
	CALLER_CALLS_MAX = 10, /* in that time */
	LONGEST_S = 1800,
	NO_NETWORK_MS = 5000
};

static void wake(void *self)
{
	inbox_wake(self);
}

static bool open_voice(struct switchboard *board)
{
	struct prompts_options options = {.bytes_max = PROMPTS_BYTES_MAX};

	if (tones_self_test()) {
		log_error("line: keys are not heard as what they are: another library's functions stand in the way");
		return false;
	}
	if (voice_espeak_open(&board->voice)) {
		log_error("line: there is no voice; nobody could be spoken to: install espeak-ng-data");
		return false;
	}
	options.voice = board->voice;
	if (prompts_open(&board->prompts, &options) == ERR_NONE)
		return true;
	log_error("line: no memory for what is said: close other programs and start again");
	return false;
}

/* A network that is not there yet may come. */
static bool open_line(struct switchboard *board)
{
	const struct line_config *config = &board->config;
	struct line_sip_options options = {
		.address = config->address[0] ? config->address : NULL,
		.port = config->port,
		.media_port_first = config->media_port_first,
		.media_port_last = config->media_port_last,
		.calls_max = board->whole->board.calls_max,
		.accounts = config->accounts,
		.accounts_count = config->accounts_count,
		.wake = wake,
		.wake_self = board->whole->device.inbox,
	};
	char why[LINE_SIP_REASON_BYTES_MAX] = "";
	bool said = false;

	while (line_sip_open(&board->line, &options, why)) {
		if (!said)
			log_error("%s; it is tried again every %u seconds", why, NO_NETWORK_MS / 1000);
		said = true;
		(void)poll(NULL, 0, NO_NETWORK_MS);
		if (stop_asked())
			return false;
	}
	return true;
}

static bool open_calls(struct switchboard *board)
{
	const struct calls_options options = {
		.line = board->line,
		.prompts = board->prompts,
		.clock = board->whole->device.clock,
		.calls_max = board->whole->board.calls_max,
		.callers_max = CALLERS_MAX,
		.per_caller_max = CALLER_CALLS_MAX,
		.window_s = CALLER_WINDOW_S,
		.per_caller_at_once_max = board->config.calls_per_caller,
		.longest_s = LONGEST_S,
	};

	if (calls_open(&board->calls, &options)) {
		log_error("line: no memory for calls: close other programs and start again");
		return false;
	}
	board->whole->device.surface[CHANNEL_LINE] = calls_surface(board->calls);
	return true;
}

const char *switchboard_place(const struct switchboard *board)
{
	return line_sip_place(&board->line);
}

bool switchboard_open(struct switchboard *board, struct whole *whole)
{
	char why[WHY_BYTES_MAX];

	memset(board, 0, sizeof(*board));
	board->whole = whole;
	heap_keep_small();
	if (line_config_read(&board->config, whole->data, why, sizeof(why))) {
		log_error("%s", why);
		return false;
	}
	return open_voice(board) && open_line(board) && open_calls(board);
}

static void wait_for(const struct switchboard *board, uint32_t wait_ms)
{
	struct pollfd inbox = {.fd = inbox_fd(board->whole->device.inbox), .events = POLLIN};

	(void)poll(&inbox, 1, (int)wait_ms);
}

static uint32_t turn(struct switchboard *board)
{
	uint32_t calls_ms = calls_turn(board->calls, board->whole->runner);
	uint32_t device_ms = device_turn(board->whole);

	return calls_ms < device_ms ? calls_ms : device_ms;
}

/* Callers are still there, and may hang up. */
static void wait_with_callers(void *self, uint32_t wait_ms)
{
	struct switchboard *board = self;

	(void)calls_turn(board->calls, board->whole->runner);
	wait_for(board, wait_ms);
}

void switchboard_run(struct switchboard *board)
{
	while (!stop_asked())
		wait_for(board, turn(board));
	calls_refuse_all(board->calls);
	device_finish(board->whole, wait_with_callers, board);
}

void switchboard_close(struct switchboard *board)
{
	calls_close(board->calls);
	if (board->line.ops)
		board->line.ops->close(board->line.self);
	prompts_close(board->prompts);
	if (board->voice.ops)
		board->voice.ops->close(board->voice.self);
	explicit_bzero(&board->config, sizeof(board->config)); /* passwords */
}
