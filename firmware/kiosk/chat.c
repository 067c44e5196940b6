#include "kiosk/chat.h"

#include "base/text.h"
#include "choice.h"
#include "command/stop.h"
#include "json_write.h"
#include "log.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { READ_BYTES = 4096 };

struct chat {
	struct chat_options options;
	bool is_terminal;
	bool echo_off;
	bool ended;   /* no more input will come */
	bool asking;  /* an entry has been asked for and not yet given */
	size_t used;  /* bytes in `line` */
	size_t ready; /* bytes of `read` that stand before `at` have been looked at */
	size_t have;
	bool overlong; /* the rest of this line is left out */
	char line[WORDS_BYTES_MAX];
	char read[READ_BYTES];
};

/* --- out --- */

static void put_line(struct chat *chat, const char *before, const char *text)
{
	FILE *out = chat->options.out;

	fputs(before, out);
	for (const char *p = text; *p; p++)
		fputc(*p == '\n' || *p == '\r' ? ' ' : *p, out);
	fputc('\n', out);
}

static void flush(struct chat *chat)
{
	if (fflush(chat->options.out) == 0)
		return;
	chat->ended = true; /* nobody reads any more */
}

static void json_line_end(struct chat *chat, struct json_out *json)
{
	json_put_end(json);
	fputc('\n', chat->options.out);
}

static void chat_say(void *self, const struct content *c, const struct effect *effect)
{
	struct chat *chat = self;
	struct json_out json;
	char text[SAID_BYTES_MAX];

	if (content_say(c, &effect->say, text, sizeof(text)) == 0)
		return;
	if (chat->options.json) {
		json_to_file(&json, chat->options.out);
		json_put_map(&json, NULL);
		json_put_text(&json, "kind", "say");
		json_put_text(&json, "prompt", choice_prompt_name(c, effect->say.text));
		json_put_text(&json, "language", content_string(c, c->site.language[effect->say.language]));
		json_put_text(&json, "text", text);
		json_line_end(chat, &json);
	} else {
		put_line(chat, "foyer: ", text);
	}
	flush(chat);
}

static void show_json(struct chat *chat, const struct content *c, const struct effect *effect)
{
	struct json_out json;

	json_to_file(&json, chat->options.out);
	json_put_map(&json, NULL);
	json_put_text(&json, "kind", "show");
	json_put_text(&json, "screen", screen_name(effect->show.screen));
	json_put_text(&json, "topic",
		effect->show.topic == NONE16 ? NULL : content_string(c, content_topic(c, effect->show.topic)->id));
	json_put_text(&json, "slot",
		effect->show.slot == NONE16 ? NULL : content_string(c, content_slot(c, effect->show.slot)->id));
	json_put_text(&json, "code", effect->show.code);
	json_put_list(&json, "choices");
	for (uint8_t i = 0; i < effect->show.choices.count; i++) {
		const struct choice *choice = &effect->show.choices.list[i];
		char key[2] = {(char)choice->key, '\0'};

		json_put_map(&json, NULL);
		json_put_text(&json, "key", key);
		json_put_text(&json, "label", choice_label(c, effect->show.slot, choice, effect->show.language));
		json_put_end(&json);
	}
	json_put_end(&json);
	json_line_end(chat, &json);
}

static void chat_show(void *self, const struct content *c, const struct effect *effect)
{
	struct chat *chat = self;

	if (chat->options.json)
		show_json(chat, c, effect);
	for (uint8_t i = 0; !chat->options.json && i < effect->show.choices.count; i++) {
		const struct choice *choice = &effect->show.choices.list[i];
		char before[8];

		snprintf(before, sizeof(before), " %c  ", choice->key ? choice->key : '-');
		put_line(chat, before, choice_label(c, effect->show.slot, choice, effect->show.language));
	}
	flush(chat);
}

/* On a terminal the letters of a secret do not appear as they are typed. */
static void set_echo(struct chat *chat, bool on)
{
	struct termios terminal;

	if (!chat->is_terminal || chat->echo_off == !on || tcgetattr(chat->options.in, &terminal))
		return;
	if (on)
		terminal.c_lflag |= ECHO;
	else
		terminal.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(chat->options.in, TCSANOW, &terminal);
	chat->echo_off = !on;
}

static void chat_listen(void *self, const struct content *c, const struct effect *effect)
{
	struct chat *chat = self;
	struct json_out json;

	set_echo(chat, !(effect->listen.flags & SAYING_MASKED));
	if (!chat->options.json)
		return;
	json_to_file(&json, chat->options.out);
	json_put_map(&json, NULL);
	json_put_text(&json, "kind", "listen");
	json_put_text(&json, "slot",
		effect->listen.slot == NONE16 ? NULL : content_string(c, content_slot(c, effect->listen.slot)->id));
	json_put_flag(&json, "masked", effect->listen.flags & SAYING_MASKED);
	json_line_end(chat, &json);
	flush(chat);
}

static void chat_language(void *self, uint32_t session, const struct content *c, uint8_t language)
{
	(void)session;
	(void)self; /* each line comes in its own language */
	(void)c;
	(void)language;
}

static void chat_wipe(void *self, uint32_t session)
{
	struct chat *chat = self;

	(void)session;
	memset(chat->line, 0, sizeof(chat->line));
	chat->used = 0;
}

static void chat_closed(void *self, uint32_t session, bool again)
{
	struct chat *chat = self;

	(void)session;
	set_echo(chat, true);
	if (chat->options.json)
		fprintf(chat->options.out, "{\"kind\":\"close\"%s}\n", again ? ",\"again\":true" : "");
	flush(chat);
}

struct surface chat_surface(struct chat *chat)
{
	static const struct surface_ops ops = {
		.say = chat_say,
		.show = chat_show,
		.listen = chat_listen,
		.language = chat_language,
		.wipe = chat_wipe,
		.close = chat_closed,
	};

	return (struct surface){.ops = &ops, .self = chat};
}

/* --- in --- */

/* Whatever bytes came, the core gets clean UTF-8 of one line: no control characters, broken bytes as U+FFFD. */
static void clean(const char *raw, size_t bytes, char *out, size_t out_bytes)
{
	const char *end = raw + bytes;
	size_t used = 0;

	while (raw < end) {
		uint32_t point = text_next(&raw, end);

		if (point == '\t')
			point = ' ';
		if (point < 0x20 || point == 0x7f)
			continue;
		size_t put = text_put(out + used, out_bytes - 1 - used, point);

		if (put == 0)
			break;
		used += put;
	}
	out[used] = '\0';
}

static void take_typed(struct chat *chat, struct runner *runner)
{
	struct event event = {.kind = EVENT_TYPED, .session = runner_session(runner, CHANNEL_CHAT)};

	event.typed.source = SOURCE_KEYBOARD;
	clean(chat->line, chat->used, event.typed.words, sizeof(event.typed.words));
	chat->used = 0;
	chat->overlong = false;
	runner_step(runner, &event);
	memset(&event, 0, sizeof(event));
}

/* True: a whole line stands in `line`. */
static bool gather_line(struct chat *chat)
{
	while (chat->ready < chat->have) {
		char c = chat->read[chat->ready++];

		if (c == '\n')
			return true;
		if (chat->used < sizeof(chat->line) - 1)
			chat->line[chat->used++] = c;
		else
			chat->overlong = true;
	}
	return false;
}

static void read_more(struct chat *chat)
{
	ssize_t size = read(chat->options.in, chat->read, sizeof(chat->read));

	chat->ready = 0;
	chat->have = size > 0 ? (size_t)size : 0;
	if (size == 0 || (size < 0 && errno != EINTR && errno != EAGAIN))
		chat->ended = true;
}

/* A script's next line waits until what it asked for has been done; a person may always say something. */
static bool may_take(const struct chat *chat, const struct runner *runner)
{
	uint32_t session = runner_session(runner, CHANNEL_CHAT);

	return session && runner_idle(runner) && (chat->is_terminal || !runner_waits(runner, session));
}

static void hang_up(struct runner *runner)
{
	struct event event = {.kind = EVENT_HUNG_UP, .session = runner_session(runner, CHANNEL_CHAT)};

	if (event.session)
		runner_step(runner, &event);
}

static void wait_for(struct chat *chat, int inbox, bool for_line, uint32_t wait_ms)
{
	struct pollfd fds[2] = {
		{.fd = inbox, .events = POLLIN},
		{.fd = chat->options.in, .events = POLLIN},
	};

	poll(fds, for_line ? 2 : 1, (int)wait_ms);
	if (for_line && fds[1].revents)
		read_more(chat);
}

/* One round; false: the conversation is over. */
static bool chat_turn(struct chat *chat, struct whole *whole)
{
	struct runner *runner = whole->runner;
	uint32_t wait_ms = device_turn(whole);
	bool take;

	if (!runner_session(runner, CHANNEL_CHAT) && runner_idle(runner))
		return false;
	if (stop_asked() || chat->ended)
		return false;
	take = may_take(chat, runner);
	if (take && gather_line(chat)) {
		take_typed(chat, runner);
		return true;
	}
	wait_for(chat, inbox_fd(whole->device.inbox), take, wait_ms);
	if (chat->ended && chat->used > 0) { /* a last line without its end */
		take_typed(chat, runner);
		chat->ended = false;
	}
	return true;
}

static void wait_for_news(void *inbox, uint32_t wait_ms)
{
	struct pollfd fd = {.fd = inbox_fd(inbox), .events = POLLIN};

	poll(&fd, 1, (int)wait_ms);
}

/* The language of the terminal where the site speaks it: a line of text has no screen to choose one on. */
static uint8_t first_language(const struct chat *chat, const struct content *c)
{
	const char *named = chat->options.language;
	const char *locale = getenv("LC_ALL");
	char code[3] = "";
	uint8_t language;

	if (!locale || !locale[0])
		locale = getenv("LANG");
	if (!named && locale && strlen(locale) >= 2)
		named = memcpy(code, locale, 2);
	language = named ? content_language(c, named) : LANGUAGES_MAX;
	return language == LANGUAGES_MAX ? 0 : language;
}

void chat_run(struct chat *chat, struct whole *whole)
{
	const struct prefers written = {.heard = HEARD_ALL}; /* "say" is what one does in a chat, by hand */

	stop_catch();
	if (!runner_session(whole->runner, CHANNEL_CHAT))
		(void)runner_begin(whole->runner, CHANNEL_CHAT,
			first_language(chat, runner_content_newest(whole->runner)), written);
	while (chat_turn(chat, whole))
		;
	hang_up(whole->runner);
	device_finish(whole, wait_for_news, whole->device.inbox);
	set_echo(chat, true);
}

enum err chat_open(struct chat **out, const struct chat_options *options)
{
	struct chat *chat = calloc(1, sizeof(*chat));

	*out = chat;
	if (!chat)
		return ERR_NO_SPACE;
	chat->options = *options;
	chat->is_terminal = isatty(options->in);
	return ERR_NONE;
}

void chat_close(struct chat *chat)
{
	if (!chat)
		return;
	memset(chat, 0, sizeof(*chat));
	free(chat);
}
