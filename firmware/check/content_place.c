#include "check/content_place.h"

#include "base/text.h"
#include "view/view.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES_SURE = 4 /* fewer prove nothing, unless they are all */, DEPTH_MAX = 32 };

struct written { /* a text that may be shown: what is shown is written by language */
	uint32_t node;
	uint8_t language;
};

struct content_places {
	const struct doc *doc;
	const struct content *content;
	struct written *list;
	size_t count;
};

/* Phrasings are heard, not shown. */
static bool is_shown(struct text key)
{
	return !text_equal(key, TEXT("asks")) && !text_equal(key, TEXT("words"));
}

static uint8_t language_of(const struct content_places *p, struct text key, uint8_t otherwise)
{
	for (uint8_t l = 0; l < p->content->site.languages_count; l++) {
		if (text_equal(key, text_of(content_string(p->content, p->content->site.language[l]))))
			return l;
	}
	return otherwise;
}

static void gather(struct content_places *p, uint32_t at, uint8_t language, unsigned depth)
{
	for (; at != 0; at = p->doc->nodes[at].next) {
		const struct doc_node *node = &p->doc->nodes[at];
		uint8_t own = language_of(p, node->key, language);

		if (node->kind == DOC_SCALAR && own < LANGUAGES_MAX)
			p->list[p->count++] = (struct written){at, own};
		if (node->kind != DOC_SCALAR && is_shown(node->key) && depth < DEPTH_MAX)
			gather(p, node->first, own, depth + 1);
	}
}

struct content_places *content_places_open(const struct doc *doc, const struct content *content)
{
	struct content_places *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->doc = doc;
	p->content = content;
	p->list = calloc(doc->nodes_count + 1, sizeof(*p->list));
	if (!p->list) {
		free(p);
		return NULL;
	}
	for (uint16_t i = 0; i < doc->files_count; i++)
		gather(p, doc->files[i].root, LANGUAGES_MAX, 0);
	return p;
}

void content_places_close(struct content_places *places)
{
	if (!places)
		return;
	free(places->list);
	free(places);
}

/* --- the same words? --- */

static bool is_part_of_word(char c)
{
	return ((uint8_t)c & 0x80) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* As whole words: "No" does not stand in "Now". NULL: it is not there. */
static const char *find_words(struct text piece, struct text in)
{
	const char *from = in.at;
	const char *end = in.at + in.length;
	const char *at;

	while ((at = memmem(from, (size_t)(end - from), piece.at, piece.length)) != NULL) {
		const char *behind = at + piece.length;
		bool begins = at == in.at || !is_part_of_word(at[-1]) || !is_part_of_word(*at);
		bool ends = behind == end || !is_part_of_word(*behind) || !is_part_of_word(behind[-1]);

		if (begins && ends)
			return at;
		from = at + 1;
	}
	return NULL;
}

/* What stands before the next {name}; *rest goes behind the name. */
static struct text next_piece(struct text *rest)
{
	const char *open = memchr(rest->at, '{', rest->length);
	const char *close = open ? memchr(open, '}', rest->length - (size_t)(open - rest->at)) : NULL;
	struct text piece = *rest;

	if (!close) {
		*rest = (struct text){rest->at + rest->length, 0};
		return piece;
	}
	piece.length = (uint32_t)(open - rest->at);
	rest->length -= (uint32_t)(close + 1 - rest->at);
	rest->at = close + 1;
	return piece;
}

/* How many bytes of what was written stand in what is shown, in its order; 0: something of it does not. */
static size_t covers(struct text written, struct text shown)
{
	size_t bytes = 0;

	while (written.length > 0) {
		struct text piece = next_piece(&written);
		const char *at = piece.length > 0 ? find_words(piece, shown) : shown.at;

		if (!at)
			return 0;
		bytes += piece.length;
		shown.length -= (uint32_t)(at + piece.length - shown.at);
		shown.at = at + piece.length;
	}
	return bytes;
}

/* The longest of its sentences: a page shows a part of what was written, or more than that. */
static struct text longest_sentence(struct text shown)
{
	struct text best = {shown.at, 0};
	uint32_t from = 0;

	for (uint32_t i = 0; i < shown.length; i++) {
		bool ends = i + 1 == shown.length || (strchr(".?!", shown.at[i]) && shown.at[i + 1] == ' ');

		if (!ends)
			continue;
		if (i + 1 - from > best.length)
			best = (struct text){shown.at + from, i + 1 - from};
		from = i + 2;
	}
	return best;
}

static size_t score(struct text written, struct text shown)
{
	size_t bytes;

	if (text_equal(written, shown))
		return 2 * (size_t)shown.length + 1;
	bytes = covers(written, shown);
	if (bytes >= BYTES_SURE)
		return 2 * bytes;
	shown = longest_sentence(shown);
	return shown.length >= BYTES_SURE && find_words(shown, written) ? shown.length : 0;
}

static struct text one_line(const char *shown, char out[VIEW_TEXT_BYTES_MAX])
{
	size_t length = text_copy(out, VIEW_TEXT_BYTES_MAX, text_of(shown));

	for (char *at = out; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	return (struct text){out, (uint32_t)length};
}

bool content_place_of(
	const struct content_places *places, const char *shown, uint8_t language, struct content_place *out)
{
	char line[VIEW_TEXT_BYTES_MAX];
	struct text words = one_line(shown, line);
	size_t best = 0;

	for (size_t i = 0; i < places->count && words.length > 0; i++) {
		const struct written *written = &places->list[i];
		const struct doc_node *node = &places->doc->nodes[written->node];
		size_t rank = 2 * score(node->value, words);

		if (rank > 0 && written->language == language)
			rank++;
		if (rank <= best)
			continue;
		best = rank;
		*out = (struct content_place){places->doc->files[node->file].path, node->line};
	}
	return best > 0;
}
