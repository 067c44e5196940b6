/* Which of the customers' sentences are worth a person's decision. */
#include "menu/menu_words.h"

#include "base/text.h"
#include "store/phrase_key.h"

#include <stdlib.h>
#include <string.h>

enum {
	PROPOSALS_MAX = 1000,
	NUMBERS = 1000000,
	LABEL_TIMES_MIN = 10, /* a label is for all who come: a few do not speak for them */
};

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

static bool is_first_of_item(const struct word_proposals *w, uint16_t item, uint8_t language)
{
	for (uint32_t i = 0; i < w->count; i++)
		if (w->list[i].item == item && w->list[i].language == language)
			return false;
	return true;
}

/* What is said most, often, briefly, and in quite other words than the label's. */
static bool is_better_label(const struct word_proposals *w, const struct word_proposal *p)
{
	const struct content *c = w->content;
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
	struct word_proposals *w = self;
	const struct content *c = w->content;
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

bool menu_words_find(struct store *store, const struct content *c, struct word_proposals *out)
{
	*out = (struct word_proposals){.content = c, .list = calloc(PROPOSALS_MAX + 1, sizeof(*out->list))};
	if (out->list && store_phrases(store, add_phrase, out) == ERR_NONE)
		return true;
	free(out->list);
	out->list = NULL;
	return false;
}
