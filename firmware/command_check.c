#include "command.h"
#include "content/build.h"
#include "content_load.h"
#include "json_write.h"
#include "log.h"
#include "options.h"

#include <stdlib.h>

static void put(void *self, const char *text, size_t length)
{
	fwrite(text, 1, length, self);
}

static void print_json(const struct problems *problems, bool good)
{
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_flag(&json, "good", good);
	json_put_list(&json, "problems");
	for (uint16_t i = 0; i < problems->count; i++)
		json_put_text(&json, NULL, problems->list[i].text);
	json_put_end(&json);
	json_put_whole(&json, "more", problems->dropped);
	json_put_end(&json);
	putchar('\n');
}

static void print_lines(const struct problems *problems, const char *folder, const struct content *c)
{
	for (uint16_t i = 0; i < problems->count; i++)
		fprintf(stderr, "%s\n", problems->list[i].text);
	if (problems->dropped)
		fprintf(stderr, "... and %u more\n", problems->dropped);
	if (c)
		printf("%s: good: %u menu items, %u answers, %u forms, %u languages\n", folder, c->items.count,
			c->answers.count, c->forms.count, c->site.languages_count);
	else if (problems->count)
		fprintf(stderr, "%s: %u problems\n", folder, problems->count + problems->dropped);
}

static int check_folder(const char *folder, bool json)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;
	enum err err;

	if (!problems)
		return EXIT_TROUBLE;
	err = content_load(folder, &image, problems);
	if (json)
		print_json(problems, !err);
	else
		print_lines(problems, folder, image);
	if (err && problems->count == 0)
		log_error("%s: %s: name a site's folder", folder, err_name(err));
	free(image);
	free(problems);
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

int command_check(int argc, char **argv)
{
	bool json = false;
	bool schema = false;
	const struct option options[] = {{"json", NULL, &json}, {"schema", NULL, &schema}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "check DIR [--json]",
		.help = "Reads a site's files and names every mistake as file:line: what: what to do. Exit 1 if there "
			"is one.\n\n"
			"  --json    the problems as one JSON object\n"
			"  --schema  prints the JSON Schema of the files, for editors (needs no DIR)\n",
		.options = options,
		.words_max = 1,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (schema) {
		content_schema_json(put, stdout);
		return EXIT_GOOD;
	}
	if (words == 0) {
		log_error("check: name the site's folder: foyer check DIR");
		return EXIT_WRONG_USE;
	}
	return check_folder(argv[1], json);
}
