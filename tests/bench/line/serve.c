#include "serve.h"

#include "adapter/line_sip.h"
#include "adapter/voice_espeak.h"
#include "line/prompts.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { PROMPT_BYTES_MAX = 1 << 20, MEDIA_PORT_FIRST = 30000, MEDIA_PORT_LAST = 49999 };

static const char words[] = "Good morning. You can ask about your card, your account, a loan, or a branch near you. If "
			    "you know the name of "
			    "what you want, say it in your own words, and take as much time as you need for it.";

static volatile sig_atomic_t asked;
static int woken = -1;

static void ask(int number)
{
	const uint64_t one = 1;

	(void)number;
	asked = 1;
	if (write(woken, &one, sizeof(one)) != sizeof(one))
		_exit(EXIT_FAILURE);
}

static void wake(void *self)
{
	const uint64_t one = 1;

	(void)self;
	if (write(woken, &one, sizeof(one)) != sizeof(one))
		fprintf(stderr, "bench-line: cannot be woken\n");
}

struct line_prompt *serve_speech(void)
{
	struct prompts_options options = {.bytes_max = PROMPT_BYTES_MAX, .by_hand = true};
	struct line_prompt *prompt = NULL;
	struct prompts *prompts;

	if (voice_espeak_open(&options.voice))
		return NULL;
	if (prompts_open(&prompts, &options) == ERR_NONE) {
		prompt = prompts_get(prompts, CODEC_PCMA, "en", words, false);
		while (prompts_work(prompts))
			;
		prompts_close(prompts);
	}
	options.voice.ops->close(options.voice.self);
	return prompt;
}

static void take(const struct line *line, const struct line_event *event, struct line_prompt *prompt)
{
	enum err err = ERR_NONE;

	if (event->what == LINE_RANG)
		err = line->ops->answer(line->self, event->call);
	else if (event->what == LINE_ANSWERED || event->what == LINE_PLAYED)
		err = line->ops->play(line->self, event->call, prompt, 1, false);
	if (err)
		fprintf(stderr, "bench-line: a call could not be served\n");
}

static void work(const struct line *line, struct line_prompt *prompt)
{
	struct pollfd fd = {.fd = woken, .events = POLLIN};
	struct line_event event;
	uint64_t count;

	while (!asked) {
		while (line->ops->next(line->self, &event))
			take(line, &event, prompt);
		if (poll(&fd, 1, -1) > 0 && read(woken, &count, sizeof(count)) != sizeof(count))
			return;
	}
}

int serve(uint16_t port, uint16_t calls_max)
{
	const struct line_sip_options options = {.address = "127.0.0.1",
		.port = port,
		.media_port_first = MEDIA_PORT_FIRST,
		.media_port_last = MEDIA_PORT_LAST,
		.calls_max = calls_max,
		.wake = wake};
	char why[LINE_SIP_REASON_BYTES_MAX] = "";
	struct line_prompt *prompt = serve_speech();
	struct line line;

	woken = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	signal(SIGTERM, ask);
	if (!prompt || woken < 0 || line_sip_open(&line, &options, why)) {
		fprintf(stderr, "bench-line: no line: %s\n", why);
		return EXIT_FAILURE;
	}
	fprintf(stderr, "calls are taken\n");
	work(&line, prompt);
	line.ops->close(line.self);
	prompt_drop(prompt);
	return 0;
}
