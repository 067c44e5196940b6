/* The telephone line with all that belongs to it. */
#include "line/switchboard.h"

#include "adapter/line_sip.h"
#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "command/stop.h"
#include "json_write.h"
#include "line/fixed_texts.h"
#include "line/heap.h"
#include "line/recorder.h"
#include "line/tones.h"
#include "log.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

enum {
	WHY_BYTES_MAX = 1400,
	PROMPTS_BYTES_MAX = 24 << 20, /* 50 minutes of speech */
	CALLERS_MAX = 4096,
	CALLER_WINDOW_S = 60,
	CALLER_CALLS_MAX = 10, /* in that time */
	LONGEST_S = 1800,
	NO_NETWORK_MS = 5000,
	OUTWARD_PER_OPERATOR = 2 /* the person's call, and a customer's who was promised one */
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

/* A site that wants its calls kept is told at the start that they cannot be. */
static bool open_recorder(struct switchboard *board)
{
	char folder[PATH_BYTES_MAX + sizeof("/recordings")];

	if (!board->config.asks_to_record)
		return true;
	snprintf(folder, sizeof(folder), "%s/recordings", board->whole->data);
	if (recorder_open(&board->recorder, folder, board->config.record_keep_days) == ERR_NONE)
		return true;
	log_error("%s: cannot be written: let this account write there, or set record_calls = no in line.conf", folder);
	return false;
}

static void open_decoders(struct switchboard *board)
{
	const struct recogniser_settings settings = {.voice = &board->pronounces};
	uint16_t wanted = board->whole->board.hearing_max;

	while (board->decoders_count < wanted && board->decoders_count < DECODERS_MAX &&
		recogniser_pocketsphinx_open(&board->decoders[board->decoders_count], &settings) == ERR_NONE)
		board->decoders_count++;
	if (board->decoders_count < wanted)
		log_warn("line: %u of %u decoders (hearing_max) are there%s", board->decoders_count, wanted,
			board->decoders_count ? "" : ": callers are asked to press keys");
}

/* Without ears the line still has its keys. */
static void open_hearing(struct switchboard *board)
{
	struct hearing_options options = {.decoders = {.list = board->decoders,
						  .clock = board->whole->device.clock,
						  .wake = wake,
						  .wake_self = board->whole->device.inbox}};

	if (board->whole->board.hearing_max == 0 || voice_espeak_open(&board->pronounces))
		return;
	open_decoders(board);
	options.decoders.count = board->decoders_count;
	if (board->decoders_count && hearing_open(&board->hearing, &options))
		log_error("line: no memory for hearing: callers are asked to press keys");
}

/* On the line's thread. */
static void tell_more(void *self, struct json_out *out)
{
	const struct switchboard *board = self;
	size_t bytes;

	json_put_whole(out, "calls_per_caller", board->config.calls_per_caller);
	json_put_whole(out, "hearing_max", board->decoders_count);
	json_put_whole(out, "prompts", (int64_t)prompts_kept(board->prompts, &bytes));
	json_put_whole(out, "prompts_bytes", (int64_t)bytes);
	json_put_whole(out, "prompts_bytes_max", PROMPTS_BYTES_MAX);
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
		.calls_max = (uint16_t)(board->whole->board.calls_max + OUTWARD_PER_OPERATOR * config->operators_count),
		.accounts = config->accounts,
		.accounts_count = config->accounts_count,
		.tls = {config->ca_file[0] ? config->ca_file : NULL,
			config->certificate_file[0] ? config->certificate_file : NULL, config->tls_port,
			config->operators, config->operators_count},
		.hangup = config->hangup,
		.status = {board->whole->data, tell_more, board},
		.recorder = board->recorder,
		.wake = wake,
		.wake_self = board->whole->device.inbox,
		.heard = board->hearing ? hearing_heard : NULL,
		.interrupts = board->hearing ? hearing_interrupts : NULL,
		.sent = board->hearing ? hearing_sent : NULL,
		.heard_self = board->hearing,
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

/* Before the device's people, who go on at the console. */
static bool open_operators(struct switchboard *board)
{
	struct device *device = &board->whole->device;
	const struct operators_options options = {
		.line = board->line,
		.prompts = board->prompts,
		.clock = device->clock,
		.numbers = board->config.accounts_count > 0,
		.rules = board->config.callbacks,
		.console = device->agents,
		.places = board->config.operators,
		.places_count = board->config.operators_count,
	};

	if (operators_open(&board->operators, &options)) {
		log_error("line: no memory for people at telephones: close other programs and start again");
		return false;
	}
	device->agents = operators_agents(board->operators);
	device->calls_back = options.numbers;
	return true;
}

static bool open_calls(struct switchboard *board)
{
	const struct calls_options options = {
		.beside = operators_beside(board->operators),
		.line = board->line,
		.prompts = board->prompts,
		.hearing = board->hearing,
		.clock = board->whole->device.clock,
		.calls_max = board->whole->board.calls_max,
		.memory = callers_kept(&board->callers),
		.callers_max = CALLERS_MAX,
		.per_caller_max = CALLER_CALLS_MAX,
		.window_s = CALLER_WINDOW_S,
		.per_caller_at_once_max = board->config.calls_per_caller,
		.longest_s = LONGEST_S,
		.asks_to_record = board->recorder != NULL,
	};

	if (calls_open(&board->calls, &options)) {
		log_error("line: no memory for calls: close other programs and start again");
		return false;
	}
	operators_serve(board->operators, board->calls);
	board->whole->device.surface[CHANNEL_LINE] = calls_surface(board->calls);
	return true;
}

bool switchboard_write_spoken(struct switchboard *board, const char *path)
{
	board->spoken = fopen(path, "we");
	if (!board->spoken) {
		log_error("run: %s cannot be written: name another file with --spoken", path);
		return false;
	}
	calls_write_spoken(board->calls, board->spoken);
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
	board->callers = (struct callers_kept){.store = whole->device.store, .clock = whole->device.clock};
	heap_keep_small();
	if (line_config_read(&board->config, whole->data, why, sizeof(why))) {
		log_error("%s", why);
		return false;
	}
	if (!open_voice(board))
		return false;
	open_hearing(board);
	return open_recorder(board) && open_line(board) && open_operators(board) && open_calls(board);
}

/* --- what is said most --- */

struct foreseeing {
	struct prompts *prompts;
	enum codec codec;
};

static void foresee(void *self, const char *language, const char *text)
{
	const struct foreseeing *foreseeing = self;

	prompts_foresee(foreseeing->prompts, foreseeing->codec, language, text);
}

/* Whoever calls waits for no sentence to be made: not the first one either, nor when a new version has come. */
static void foresee_texts(struct switchboard *board)
{
	const struct content *c = runner_content_newest(board->whole->runner);
	const uint32_t codecs = prompts_codecs(board->prompts) | 1U << CODEC_PCMA;

	if (c != board->foreseen)
		board->foreseen_codecs = 0;
	board->foreseen = c;
	for (unsigned codec = 0; c && codec < CODEC_COUNT; codec++)
		if (codecs & ~board->foreseen_codecs & 1U << codec)
			fixed_texts_line(c, foresee, &(struct foreseeing){board->prompts, (enum codec)codec});
	board->foreseen_codecs = codecs;
}

/* Those of the folder that is served; of a version that was applied, in the data folder. */
static void use_recordings(struct switchboard *board)
{
	const struct whole *whole = board->whole;
	const char *folder = whole->content[0] ? whole->content : whole->data;
	const int length = snprintf(board->recordings, sizeof(board->recordings), "%s/voice", folder);

	if (length > 0 && (size_t)length < sizeof(board->recordings))
		prompts_record(board->prompts, board->recordings);
}

static void wait_for(const struct switchboard *board, uint32_t wait_ms)
{
	struct pollfd inbox = {.fd = inbox_fd(board->whole->device.inbox), .events = POLLIN};

	(void)poll(&inbox, 1, (int)wait_ms);
}

static uint32_t turn(struct switchboard *board)
{
	uint32_t device_ms, calls_ms;

	calls_turn(board->calls, board->whole->runner);
	device_ms = device_turn(board->whole);
	foresee_texts(board);
	calls_ms = calls_wait_ms(board->calls);
	return calls_ms < device_ms ? calls_ms : device_ms;
}

/* Callers are still there, and may hang up. */
static void wait_with_callers(void *self, uint32_t wait_ms)
{
	struct switchboard *board = self;

	calls_turn(board->calls, board->whole->runner);
	wait_for(board, wait_ms);
}

void switchboard_run(struct switchboard *board)
{
	use_recordings(board);
	while (!stop_asked())
		wait_for(board, turn(board));
	calls_refuse_all(board->calls);
	device_finish(board->whole, wait_with_callers, board);
}

void switchboard_close(struct switchboard *board)
{
	calls_close(board->calls);
	if (board->spoken)
		fclose(board->spoken);
	if (board->line.ops)
		board->line.ops->close(board->line.self);
	recorder_close(board->recorder);
	hearing_close(board->hearing);
	for (uint8_t i = 0; i < board->decoders_count; i++)
		board->decoders[i].ops->close(board->decoders[i].self);
	if (board->pronounces.ops)
		board->pronounces.ops->close(board->pronounces.self);
	prompts_close(board->prompts);
	if (board->voice.ops)
		board->voice.ops->close(board->voice.self);
	explicit_bzero(&board->config, sizeof(board->config)); /* passwords */
}
