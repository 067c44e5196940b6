#include "command/command.h"
#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "log.h"
#include "site/site.h"

#include <stdlib.h>
#include <string.h>

enum { HISTORY_MAX = 8, HASH_SHORT = 6 };

static void hash_text(const uint8_t *hash, char *out, size_t out_bytes)
{
	size_t used = 0;

	for (int i = 0; i < HASH_SHORT && used + 3 <= out_bytes; i++)
		used += (size_t)snprintf(out + used, out_bytes - used, "%02x", hash[i]);
}

static void print_version(const struct content *c, const char *what)
{
	char hash[2 * HASH_SHORT + 1];

	hash_text(c->header.hash, hash, sizeof(hash));
	printf("%s %s: %s, %u menu items, %u answers, %u forms\n", what, hash, content_text(c, c->site.name, 0, 0),
		c->items.count, c->answers.count, c->forms.count);
}

static int apply(const char *folder, struct store *store)
{
	struct content *content;
	enum err err;

	if (site_compile(folder, &content)) {
		log_error("%s was not applied; what is live stays", folder);
		return EXIT_TROUBLE;
	}
	err = store_image_put(store, content);
	if (!err)
		err = store_live_set(store, content->header.hash);
	if (err)
		log_error("%s was not applied: the data folder: %s", folder, err_name(err));
	else
		print_version(content, "live from the next conversation on:");
	free(content);
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

static int undo(struct store *store)
{
	struct content *content;
	enum err err = site_live(store, 1, &content);

	if (err) {
		log_error("content: there is no version before the live one (%s)", err_name(err));
		return EXIT_TROUBLE;
	}
	err = store_live_set(store, content->header.hash);
	if (err)
		log_error("content: the version before could not be made live: %s", err_name(err));
	else
		print_version(content, "live again:");
	free(content);
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

static int show(struct store *store, bool json)
{
	struct json_out out;
	struct content *content;
	unsigned ago = 0;

	json_to_file(&out, stdout);
	if (json) {
		json_put_map(&out, NULL);
		json_put_list(&out, "versions");
	}
	for (; ago < HISTORY_MAX && !site_live(store, ago, &content); ago++) {
		char hash[2 * HASH_SHORT + 1];

		hash_text(content->header.hash, hash, sizeof(hash));
		if (json)
			json_put_text(&out, NULL, hash);
		else
			print_version(content, ago == 0 ? "live:  " : "before:");
		free(content);
	}
	if (json) {
		json_put_end(&out);
		json_put_end(&out);
		putchar('\n');
	} else if (ago == 0) {
		puts("nothing was applied yet: the demonstration site is used");
	}
	return EXIT_GOOD;
}

int command_content(int argc, char **argv)
{
	const char *data = NULL;
	bool wants_undo = false;
	bool json = false;
	const struct option options[] = {
		{"data", &data, NULL}, {"undo", NULL, &wants_undo}, {"json", NULL, &json}, {NULL, NULL, NULL}};
	const struct usage usage = {
		.synopsis = "content apply DIR | content --undo | content show [--data DIR]",
		.help = "apply DIR  checks and compiles a site's files and makes them live; a running foyer takes them "
			"between\n"
			"           conversations\n"
			"--undo     makes the version before live again\n"
			"show       what is live, and what was before\n\n"
			"  --data DIR  where it is kept; otherwise ~/.local/state/foyer\n"
			"  --json      for show: one JSON object\n",
		.options = options,
		.words_max = 2,
	};
	struct store *store;
	int words;
	int code = options_read(&usage, argc, argv, &words);
	bool wants_apply = words == 2 && strcmp(argv[1], "apply") == 0;
	bool wants_show = words == 1 && strcmp(argv[1], "show") == 0;

	if (code != OPTIONS_GO_ON)
		return code;
	if (wants_apply + wants_show + (wants_undo && words == 0) != 1) {
		log_error("use: foyer %s", usage.synopsis);
		return EXIT_WRONG_USE;
	}
	store = device_store(data, false);
	if (!store)
		return EXIT_TROUBLE;
	if (wants_apply)
		code = apply(argv[2], store);
	else
		code = wants_undo ? undo(store) : show(store, json);
	store_close(store);
	return code;
}
