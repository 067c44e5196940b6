/* foyer: one program, one command. */
#include "base/check.h"
#include "command/command.h"
#include "command/options.h"

#include <stdio.h>
#include <string.h>

struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *what;
};

/* clang-format off */
static const struct command commands[] = {
	{ "run",      command_run,      "stand at the desk: in a window, or in the terminal where there is no display" },
	{ "chat",     command_chat,     "a conversation in lines of text, for people and scripts" },
	{ "match",    command_match,    "what a sentence would be understood as" },
	{ "check",    command_check,    "all mistakes in a site's files" },
	{ "menu",     command_menu,     "the menu as a customer meets it now" },
	{ "report",   command_report,   "what helps: the menu's numbers for a manager" },
	{ "replay",   command_replay,   "run a journalled conversation again and compare" },
	{ "content",  command_content,  "apply a site's files, go back to the version before, show what is live" },
	{ "agent",    command_agent,    "a person's console: take over from the machine" },
	{ "snapshot", command_snapshot, "one screen as a picture" },
	{ "demo",     command_demo,     "one whole customer without a person: pictures, sound" },
	{ "learn",    command_learn,    "fourteen days of callers in seconds: what a menu learns from them" },
	{ "hear",     command_hear,     "recordings to words" },
	{ "line",     command_line,     "how the telephone line stands: accounts, calls, limits" },
	{ "call",     command_call,     "a telephone call, to try a line out" },
	{ "sync",     command_sync,     "what still has to go home to the hub, and why it waits" },
	{ "enrol",    command_enrol,    "make this device one of a hub's, with the hub's code" },
	{ NULL, NULL, NULL },
};
/* clang-format on */

static void stop_with_reason(const char *file, int line, const char *what)
{
	fprintf(stderr, "foyer: stopped at %s:%d, because this should always hold: %s\n", file, line, what);
}

static void print_help(FILE *out)
{
	fputs("use: foyer COMMAND [options]\n\nThe front desk that works offline.\n\n", out);
	for (const struct command *c = commands; c->name; c++)
		fprintf(out, "  %-10s %s\n", c->name, c->what);
	fputs("\n  foyer COMMAND --help says more; foyer --version names this version.\n", out);
}

int main(int argc, char **argv)
{
	check_set_hook(stop_with_reason);
	if (argc < 2) {
		print_help(stderr);
		return EXIT_WRONG_USE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		print_help(stdout);
		return EXIT_GOOD;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("foyer " FOYER_VERSION);
		return EXIT_GOOD;
	}
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(argv[1], c->name) == 0)
			return c->run(argc - 1, argv + 1);
	fprintf(stderr, "foyer: there is no command \"%s\": foyer --help lists them\n", argv[1]);
	return EXIT_WRONG_USE;
}
