#include "menu/menu_words.h"

#include "base/text.h"
#include "command/options.h"
#include "json_write.h"
#include "log.h"
#include "site/content_files.h"
#include "site/site.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024 };

struct words {
	struct menu_look look;
	uint32_t count; /* as in struct word_proposals */
	struct word_proposal *list;
};

/* --- the list --- */

static const char *heading_of(const struct words *w, const struct word_proposal *p)
{
	const struct content *c = w->look.content;

	if (p->item == TREE_NONE)
		return content_text(c, content_topic(c, p->topic)->title, p->language, 0);
	return content_text(c, content_item(c, p->item)->label, p->language, 0);
}

static void print_group(const struct words *w, uint32_t first)
{
	const struct word_proposal *p = &w->list[first];
	const struct content_topic *topic = content_topic(w->look.content, p->topic);

	printf("%s (%s)\n", heading_of(w, p), content_string(w->look.content, topic->id));
	for (uint32_t i = 0; i < topic->asks[p->language].count; i++)
		printf("%s\"%s\"", i == 0 ? "  has: " : ", ",
			content_phrase(w->look.content, topic->asks[p->language], i));
	if (topic->asks[p->language].count > 0)
		putchar('\n');
	for (uint32_t i = first; i < w->count; i++)
		if (w->list[i].topic == p->topic && w->list[i].language == p->language)
			printf("  %06u  said %u times  \"%s\"  as %s\n", w->list[i].number, w->list[i].times,
				w->list[i].words, w->list[i].label ? "its label" : "one more phrasing");
}

static bool is_group_begun(const struct words *w, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (w->list[i].topic == w->list[at].topic && w->list[i].language == w->list[at].language)
			return true;
	return false;
}

static void print_lines(const struct words *w)
{
	if (w->count == 0) {
		puts("Nothing to propose: what customers say and we understand stands in the site's files already.");
		return;
	}
	for (uint32_t i = 0; i < w->count; i++)
		if (!is_group_begun(w, i))
			print_group(w, i);
	puts("\nTake one over: foyer menu --words --accept NUMBER. Never propose it again: --decline NUMBER.");
}

static void print_json(const struct words *w)
{
	const struct content *c = w->look.content;
	struct json_out json;

	json_to_file(&json, stdout);
	json_put_map(&json, NULL);
	json_put_list(&json, "proposals");
	for (uint32_t i = 0; i < w->count; i++) {
		const struct word_proposal *p = &w->list[i];

		json_put_map(&json, NULL);
		json_put_whole(&json, "number", p->number);
		json_put_text(&json, "words", p->words);
		json_put_text(&json, "language", content_string(c, c->site.language[p->language]));
		json_put_whole(&json, "times", p->times);
		json_put_text(&json, "topic", content_string(c, content_topic(c, p->topic)->id));
		json_put_text(
			&json, "item", p->item == TREE_NONE ? NULL : content_string(c, content_item(c, p->item)->id));
		json_put_text(&json, "as", p->label ? "label" : "phrasing");
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
	putchar('\n');
}

/* --- deciding --- */

static const struct word_proposal *find(const struct words *w, const char *number)
{
	const struct word_proposal *found = NULL;
	char *end;
	unsigned long wanted = strtoul(number, &end, 10);

	for (uint32_t i = 0; i < w->count && *number && !*end; i++) {
		if (w->list[i].number != wanted)
			continue;
		if (found) {
			log_error("menu: %s names two proposals: decide about another one first", number);
			return NULL;
		}
		found = &w->list[i];
	}
	if (!found)
		log_error("menu: there is no proposal %s: foyer menu --words lists them", number);
	return found;
}

/* The folder that the lines are for. */
static bool site_folder(const struct words *w, const char *named, char *out, size_t out_bytes)
{
	uint8_t hash[IMAGE_HASH_BYTES];

	if (named)
		return (size_t)snprintf(out, out_bytes, "%s", named) < out_bytes;
	if (store_live_get(w->look.store, 0, hash) == ERR_NOT_FOUND)
		return site_demonstration(out, out_bytes);
	log_error("menu: the site was applied from a folder of its own: name it with --content");
	return false;
}

static bool print_entry(const struct words *w, const struct word_proposal *p, const char *named)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	struct content_files *files = NULL;
	char folder[PATH_BYTES];
	bool good = false;

	if (problems && site_folder(w, named, folder, sizeof(folder))) {
		files = content_files_open(folder, problems);
		good = files && menu_words_lines(content_files_doc(files), w->look.content, p);
		if (!good)
			log_error("%s: there is no place for \"%s\" in its files: foyer check says what they lack",
				folder, p->words);
	}
	if (files)
		content_files_close(files);
	free(problems);
	return good;
}

static int decide(struct words *w, const struct menu_words_options *options)
{
	bool accept = options->accept != NULL;
	const struct word_proposal *p = find(w, accept ? options->accept : options->decline);
	enum err err;

	if (!p)
		return EXIT_WRONG_USE;
	if (accept && !print_entry(w, p, options->content))
		return EXIT_TROUBLE;
	err = store_phrase_decide(w->look.store, p->id, accept ? PHRASE_ACCEPTED : PHRASE_DECLINED);
	if (err) {
		log_error("menu: the decision was not kept (%s): try again", err_name(err));
		return EXIT_TROUBLE;
	}
	if (accept)
		puts("Then foyer check and foyer content apply; it is not proposed again.");
	else
		printf("\"%s\" is not proposed again.\n", p->words);
	return EXIT_GOOD;
}

int menu_words(const struct menu_words_options *options)
{
	bool decides = options->accept || options->decline;
	struct word_proposals found = {0};
	struct words w = {0};
	int code = EXIT_TROUBLE;

	if (options->accept && options->decline) {
		log_error("menu: decide one thing at a time: --accept or --decline");
		return EXIT_WRONG_USE;
	}
	if (!menu_look_open(&w.look, &(struct menu_look_options){options->data, NULL, decides}))
		goto out;
	if (w.look.store && !menu_words_find(w.look.store, w.look.content, &found)) {
		log_error("menu: what customers say cannot be read: run foyer once, so that the store is put right");
		goto out;
	}
	w.count = found.count;
	w.list = found.list;
	code = EXIT_GOOD;
	if (decides)
		code = decide(&w, options);
	else if (options->json)
		print_json(&w);
	else
		print_lines(&w);

out:
	menu_look_close(&w.look);
	free(found.list);
	return code;
}
