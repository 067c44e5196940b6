/* Options of a command: `--name VALUE` or `--name=VALUE`, and flags. The same rules for every command. */
#ifndef FOYER_OPTIONS_H
#define FOYER_OPTIONS_H

#include <stdbool.h>

/* How the program ends. */
enum { EXIT_GOOD = 0, EXIT_TROUBLE = 1, EXIT_WRONG_USE = 2 };

struct option {
	const char *name;   /* without the dashes; NULL: the last */
	const char **value; /* takes a value */
	bool *flag;         /* takes none */
};

struct usage {
	const char *synopsis; /* "chat [--data DIR]" */
	const char *help;     /* what it does and each option, in lines */
	const struct option *options;
	int words_min; /* how many words besides options */
	int words_max;
};

enum { OPTIONS_GO_ON = -1 };

/* Reads them; the words that are no options are moved to argv[1..], *words says how many. OPTIONS_GO_ON, or the exit
 * code: help was asked for (printed to stdout), or the use was wrong (said on stderr). */
int options_read(const struct usage *usage, int argc, char **argv, int *words);

#endif
