#include "menu_words.h"

#include "base/text.h"
#include "content_files.h"
#include "json_write.h"
#include "log.h"
#include "options.h"
#include "phrase_key.h"
#include "site.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	PROPOSALS_MAX = 1000,
	NUMBERS = 1000000,
	LABEL_TIMES_MIN = 10, /* a label is for all who come: a few do not speak for them */
	PATH_BYTES = 1024,
};

struct words {
	struct menu_look look;
	uint32_t count;
	struct word_proposal *list; /* the most frequent first */
};

/* --- what the site has already --- */

static bool is_among(const struct content *c, uint8_t language, struct content_phrases asks, const char *key)
{
	char own[WORDS_BYTES_MAX];

	for (uint32_t i = 0; i < asks.count; i++) {
		phrase_key(c, language, content_phrase(c, asks, i), own);
		if (strcmp(own, key) == 0)
			return true;
	}
	return false;
}

static bool is_text(const struct content *c, uint8_t language, uint16_t text, const char *key)
{
	char own[WORDS_BYTES_MAX];

	phrase_key(c, language, content_text(c, text, language, 0), own);
	return strcmp(own, key) == 0;
}

static bool is_known(const struct content *c, const struct word_proposal *p)
{
	const struct content_topic *topic = content_topic(c, p->topic);
	char key[WORDS_BYTES_MAX];

	phrase_key(c, p->language, p->words, key);
	return is_among(c, p->language, topic->asks[p->language], key) || is_text(c, p->language, topic->title, key) ||
	       (p->item != TREE_NONE && is_text(c, p->language, content_item(c, p->item)->label, key));
}

static uint16_t item_of(const struct content *c, uint16_t topic)
{
	for (uint16_t i = 0; i < c->items.count; i++)
		if (content_item(c, i)->topic == topic)
			return i;
	return TREE_NONE;
}

static bool is_first_of_item(const struct words *w, uint16_t item, uint8_t language)
{
	for (uint32_t i = 0; i < w->count; i++)
		if (w->list[i].item == item && w->list[i].language == language)
			return false;
	return true;
}

/* What is said most, often, briefly, and in quite other words than the label's. */
static bool is_better_label(const struct words *w, const struct word_proposal *p)
{
	const struct content *c = w->look.content;
	char label[WORDS_BYTES_MAX];
	char said[WORDS_BYTES_MAX];

	if (p->item == TREE_NONE || p->times < LABEL_TIMES_MIN || text_chars(text_of(p->words)) > LABEL_CHARS_MAX ||
		!is_first_of_item(w, p->item, p->language))
		return false;
	phrase_key(c, p->language, content_text(c, content_item(c, p->item)->label, p->language, 0), label);
	phrase_key(c, p->language, p->words, said);
	return !phrase_keys_meet(label, said);
}

static bool takes_phrasings(const struct content *c, uint16_t topic)
{
	uint16_t kind = content_topic(c, topic)->kind;

	return kind == TOPIC_ANSWER || kind == TOPIC_FORM;
}

static bool add_phrase(void *self, const struct store_phrase_row *row)
{
	struct words *w = self;
	const struct content *c = w->look.content;
	struct word_proposal *p = &w->list[w->count];

	if (row->phrase.topic[0] == '\0' || row->phrase.words[0] == '\0' || row->decision != PHRASE_UNDECIDED)
		return true;
	*p = (struct word_proposal){.id = row->id,
		.times = row->times,
		.number = (uint32_t)(row->id % NUMBERS),
		.topic = content_find_topic(c, row->phrase.topic),
		.language = content_language(c, row->phrase.language)};
	if (p->topic == NONE16 || p->language == LANGUAGES_MAX)
		return true; /* of a content that is gone */
	p->item = item_of(c, p->topic);
	text_copy(p->words, sizeof(p->words), text_of(row->phrase.words));
	p->label = is_better_label(w, p);
	w->count += !is_known(c, p) && (p->label || takes_phrasings(c, p->topic));
	return w->count < PROPOSALS_MAX;
}

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
	struct words w = {0};
	int code = EXIT_TROUBLE;

	if (options->accept && options->decline) {
		log_error("menu: decide one thing at a time: --accept or --decline");
		return EXIT_WRONG_USE;
	}
	w.list = calloc(PROPOSALS_MAX + 1, sizeof(*w.list));
	if (!w.list) {
		log_error("menu: not enough memory: close other programs and try again");
		return EXIT_TROUBLE;
	}
	if (!menu_look_open(&w.look, &(struct menu_look_options){options->data, NULL, decides}))
		goto out;
	if (w.look.store && store_phrases(w.look.store, add_phrase, &w)) {
		log_error("menu: what customers say cannot be read: run foyer once, so that the store is put right");
		goto out;
	}
	code = EXIT_GOOD;
	if (decides)
		code = decide(&w, options);
	else if (options->json)
		print_json(&w);
	else
		print_lines(&w);

out:
	menu_look_close(&w.look);
	free(w.list);
	return code;
}
