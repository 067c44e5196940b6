#include "command/command_chat.h"

#include "command/command.h"
#include "command/options.h"
#include "kiosk/chat.h"

#include <unistd.h>

int chat_here(const struct device_options *device, const char *language, bool json)
{
	struct chat_options options = {.in = STDIN_FILENO, .out = stdout, .json = json, .language = language};
	struct chat *chat = NULL;
	struct whole whole;
	int code = EXIT_TROUBLE;

	if (device_open(&whole, device) && !chat_open(&chat, &options)) {
		whole.device.surface[CHANNEL_CHAT] = chat_surface(chat);
		if (device_start(&whole, device)) {
			chat_run(chat, &whole);
			code = EXIT_GOOD;
		}
	}
	device_close(&whole);
	chat_close(chat);
	return code;
}

int command_chat(int argc, char **argv)
{
	struct device_options device = {0};
	const char *language = NULL;
	bool json = false;
	const struct option options[] = {
		{"board", &device.board, NULL},
		{"content", &device.content, NULL},
		{"data", &device.data, NULL},
		{"language", &language, NULL},
		{"trace", &device.trace, NULL},
		{"watch", NULL, &device.watch},
		{"json", NULL, &json},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "chat [--content DIR] [--data DIR] [--language CODE] [--json]",
		.help = "A conversation on this terminal: what foyer says begins with \"foyer:\", each line you write "
			"is an\n"
			"answer. The end of the input (Ctrl-D) hangs up. A conversation that was cut off goes on at "
			"the next\n"
			"start with the same data folder.\n\n"
			"  --content DIR  a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR     what is remembered; otherwise ~/.local/state/foyer\n"
			"  --board NAME   the machine, as in board/; otherwise desk\n"
			"  --language CODE  such as it; otherwise the terminal's, or the site's first\n"
			"  --watch        take saved files of the content folder at once\n"
			"  --json         one JSON object a line, for scripts\n"
			"  --trace FILE   each step as a line without personal words; - is stderr\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	return code == OPTIONS_GO_ON ? chat_here(&device, language, json) : code;
}
