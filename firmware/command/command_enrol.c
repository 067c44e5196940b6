/* `foyer enrol`: this device reports to a hub from now on. */
#include "base/text.h"
#include "command/command.h"
#include "command/options.h"
#include "paths.h"
#include "sync/identity.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { CODE_TEXT_BYTES = 64 };

/* From a file or standard input: on a command line every program of the machine could read it. */
static bool read_code(const char *word, char out[CODE_TEXT_BYTES])
{
	if (strcmp(word, "-") != 0)
		return (size_t)snprintf(out, CODE_TEXT_BYTES, "%s", word) < CODE_TEXT_BYTES;
	if (!fgets(out, CODE_TEXT_BYTES, stdin))
		return false;
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

static int enrol(const char *folder, const char *url, const char *code)
{
	struct identity identity;
	char why[PATH_BYTES_MAX + 400] = "";
	enum err err;

	if (!paths_make_folder(folder)) {
		fprintf(stderr, "foyer enrol: %s: %s: name a folder that can be written with --data\n", folder,
			strerror(errno));
		return EXIT_TROUBLE;
	}
	err = identity_open(&identity, folder, true, why, sizeof(why));
	if (!err)
		err = identity_enrol(&identity, url, code, why, sizeof(why));
	if (err)
		fprintf(stderr, "foyer enrol: %s\n", why[0] ? why : err_name(err));
	else
		printf("%s reports to %s from its next start on\n", identity.device, identity.url);
	identity_close(&identity);
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

int command_enrol(int argc, char **argv)
{
	const char *data = NULL;
	char folder[PATH_BYTES_MAX];
	char code_text[CODE_TEXT_BYTES];
	const struct option options[] = {{"data", &data, NULL}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "enrol https://HUB CODE [--data DIR]",
		.help = "Makes this device one of a hub's. CODE: 16 letters and digits that the hub gave (foyer hub "
			"code), "
			"good once; - reads it from standard input. Both sides prove that they know it, so nobody in "
			"between can take part.\n\n"
			"  --data DIR   the device's data folder (otherwise ~/.local/state/foyer)\n",
		.options = options,
		.words_min = 2,
		.words_max = 2,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (!read_code(argv[2], code_text)) {
		fputs("foyer enrol: no code: 16 letters and digits, or - and one line on standard input\n", stderr);
		return EXIT_WRONG_USE;
	}
	if (data)
		text_copy(folder, sizeof(folder), text_of(data));
	else if (!paths_state(folder, sizeof(folder))) {
		fputs("foyer enrol: there is no home folder: name the data folder with --data DIR\n", stderr);
		return EXIT_TROUBLE;
	}
	signal(SIGPIPE, SIG_IGN); /* a hub that hangs up must not end us */
	return enrol(folder, argv[1], code_text);
}
