#include "adapter/audio_file.h"
#include "adapter/clock_linux.h"
#include "adapter/line_sip.h"
#include "command/command.h"
#include "command/options.h"
#include "command/stop.h"
#include "line/dialler.h"
#include "runner/inbox.h"

#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEDIA_PORT_FIRST = 40000, MEDIA_PORT_LAST = 48000, SECONDS = 120 };

struct making {
	struct dialler *dialler;
	struct inbox *inbox; /* for being woken by the line */
	const char *wav;
};

static void wake(void *inbox)
{
	inbox_wake(inbox);
}

static void wait_for(void *self, uint32_t wait_ms)
{
	const struct making *making = self;
	struct pollfd fd = {.fd = inbox_fd(making->inbox), .events = POLLIN};

	if (poll(&fd, 1, (int)wait_ms) > 0)
		inbox_settle(making->inbox);
}

static void pressed(void *self, uint32_t at_ms, const char *keys)
{
	(void)self;
	printf("%6.1f s  pressed %s\n", (double)at_ms / 1000, keys);
	fflush(stdout);
}

static int leave_recording(const struct making *making)
{
	const struct dialler_sound sound = dialler_sound(making->dialler);
	const struct audio_stereo both = {sound.heard, sound.said, sound.count, DIALLER_RATE_HZ};
	struct audio_why why;

	printf("%6.1f s  the call is over\n", (double)sound.count / DIALLER_RATE_HZ);
	if (!making->wav || audio_file_stereo(making->wav, &both, &why) == ERR_NONE)
		return EXIT_GOOD;
	fprintf(stderr, "foyer call: %s: %s\n", making->wav, why.text);
	return EXIT_TROUBLE;
}

static int make_call(struct making *making)
{
	const struct line_sip_options options = {
		.media_port_first = MEDIA_PORT_FIRST,
		.media_port_last = MEDIA_PORT_LAST,
		.calls_max = 1,
		.heard = dialler_heard,
		.heard_self = making->dialler,
		.wake = wake,
		.wake_self = making->inbox,
	};
	char reason[LINE_SIP_REASON_BYTES_MAX] = "";
	struct line line;
	uint16_t why = 0;
	enum err err = line_sip_open(&line, &options, reason);

	if (err) {
		fprintf(stderr, "foyer call: %s\n", reason);
		return EXIT_TROUBLE;
	}
	err = dialler_call(making->dialler, line, wait_for, &why);
	line.ops->close(line.self);
	if (err)
		fprintf(stderr, "foyer call: it could not be made (%s): is there a network?\n", err_name(err));
	else if (why)
		fprintf(stderr, "foyer call: nobody took it (%u): is the address right, and does it answer?\n", why);
	return err || why ? EXIT_TROUBLE : leave_recording(making);
}

static bool seconds_of(const char *text, uint32_t *out)
{
	char *end = NULL;
	unsigned long seconds = text ? strtoul(text, &end, 10) : SECONDS;

	if (text && (end == text || *end || seconds == 0 || seconds > DIALLER_SECONDS_MAX))
		return false;
	*out = (uint32_t)seconds;
	return true;
}

int command_call(int argc, char **argv)
{
	struct making making = {0};
	struct dialler_options call = {.clock = clock_linux(), .pressed = pressed, .self = &making};
	const char *seconds = NULL;
	const struct option options[] = {
		{"keys", &call.keys, NULL},
		{"wav", &making.wav, NULL},
		{"seconds", &seconds, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "call PLACE [--keys LIST] [--wav FILE] [--seconds N]",
		.help = "Calls somebody, to try a line out: foyer call sip:foyer@192.0.2.20:5060\n\n"
			"  --keys LIST  keys to press, as tones, each group when the other side has stopped "
			"speaking: 1,2,100042#\n"
			"  --wav FILE   both sides of the call: left what is heard, right what is pressed\n"
			"  --seconds N  hang up after so long; otherwise 120\n",
		.options = options,
		.words_min = 1,
		.words_max = 1,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	call.place = argv[1];
	if (!seconds_of(seconds, &call.longest_s)) {
		fprintf(stderr, "foyer call: --seconds must be a whole number from 1 to %d\n", DIALLER_SECONDS_MAX);
		return EXIT_WRONG_USE;
	}
	code = EXIT_TROUBLE;
	if (inbox_open(&making.inbox) == ERR_NONE && dialler_open(&making.dialler, &call) == ERR_NONE)
		code = make_call(&making);
	else
		fputs("foyer call: no memory: close other programs\n", stderr);
	dialler_close(making.dialler);
	inbox_close(making.inbox);
	return code;
}
