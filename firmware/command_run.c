#include "command.h"
#include "command_chat.h"
#include "options.h"

#include <stdio.h>

int command_run(int argc, char **argv)
{
	struct device_options device = {0};
	const struct option options[] = {
		{"board", &device.board, NULL},
		{"content", &device.content, NULL},
		{"data", &device.data, NULL},
		{"trace", &device.trace, NULL},
		{"watch", NULL, &device.watch},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "run [--board NAME] [--content DIR] [--data DIR] [--watch]",
		.help = "Stands at the desk: the touchscreen in a window where there is a display, otherwise the "
			"conversation in\n"
			"this terminal.\n\n"
			"  --board NAME   the machine, as in board/, or a board file; otherwise desk\n"
			"  --content DIR  a site's folder; otherwise the version that was applied, or the "
			"demonstration site\n"
			"  --data DIR     what is remembered; otherwise ~/.local/state/foyer\n"
			"  --watch        take saved files of the content folder at once; a mistake is named and the "
			"old stays\n"
			"  --trace FILE   each step as a line without personal words; - is stderr\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	fputs("foyer: no display here: the conversation goes on in this terminal\n", stderr);
	return chat_here(&device, NULL, false);
}
