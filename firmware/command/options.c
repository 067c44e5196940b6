#include "command/options.h"

#include <stdio.h>
#include <string.h>

static int wrong(const struct usage *usage, const char *what, const char *word)
{
	fprintf(stderr, "foyer: %s%s%s\nfoyer: use: foyer %s  (foyer %.*s --help says more)\n", what, word ? ": " : "",
		word ? word : "", usage->synopsis, (int)strcspn(usage->synopsis, " "), usage->synopsis);
	return EXIT_WRONG_USE;
}

static const struct option *find(const struct usage *usage, const char *name, size_t length)
{
	for (const struct option *o = usage->options; o && o->name; o++)
		if (strlen(o->name) == length && memcmp(o->name, name, length) == 0)
			return o;
	return NULL;
}

/* One `--name`; *at moves on over a value of its own. OPTIONS_GO_ON: taken. */
static int take(const struct usage *usage, int argc, char **argv, int *at)
{
	const char *word = argv[*at] + 2;
	size_t length = strcspn(word, "=");
	const struct option *option = find(usage, word, length);

	if (!option)
		return wrong(usage, "there is no such option", argv[*at]);
	if (option->flag) {
		if (word[length])
			return wrong(usage, "this option takes no value", argv[*at]);
		*option->flag = true;
		return OPTIONS_GO_ON;
	}
	if (word[length]) {
		*option->value = word + length + 1;
	} else if (*at + 1 < argc && strncmp(argv[*at + 1], "--", 2) != 0) { /* `--html --json` wants a file */
		*option->value = argv[++*at];
	} else {
		return wrong(usage, "this option needs a value", argv[*at]);
	}
	return OPTIONS_GO_ON;
}

static int help(const struct usage *usage)
{
	printf("use: foyer %s\n\n%s", usage->synopsis, usage->help);
	return EXIT_GOOD;
}

int options_read(const struct usage *usage, int argc, char **argv, int *words)
{
	bool only_words = false;

	*words = 0;
	for (int i = 1; i < argc; i++) {
		int code;

		if (only_words || strncmp(argv[i], "--", 2) != 0) {
			argv[++*words] = argv[i];
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			only_words = true;
			continue;
		}
		if (strcmp(argv[i], "--help") == 0)
			return help(usage);
		code = take(usage, argc, argv, &i);
		if (code != OPTIONS_GO_ON)
			return code;
	}
	if (*words < usage->words_min)
		return wrong(usage, "something is missing", NULL);
	if (*words > usage->words_max)
		return wrong(usage, "this is one word too many", argv[usage->words_max + 1]);
	return OPTIONS_GO_ON;
}
