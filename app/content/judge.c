#include "content/judge.h"

#include <stdio.h>

enum { SHOWN_BYTES_MAX = 48, GUESS_BYTES_MAX = 48 };

const struct doc_node *judge_node(const struct judge *j, uint32_t node)
{
	CHECK(node < j->doc->nodes_count || node == 0);
	return node ? &j->doc->nodes[node] : NULL;
}

const struct doc_node *judge_first(const struct judge *j, const struct doc_node *node)
{
	return judge_node(j, node->first);
}

const struct doc_node *judge_next(const struct judge *j, const struct doc_node *node)
{
	return judge_node(j, node->next);
}

const struct doc_node *judge_child(const struct judge *j, const struct doc_node *map, const char *key)
{
	const struct doc_node *child;

	if (map->kind != DOC_MAP)
		return NULL;
	for (child = judge_first(j, map); child; child = judge_next(j, child))
		if (text_equal(child->key, text_of(key)))
			return child;
	return NULL;
}

uint32_t judge_children(const struct judge *j, const struct doc_node *node)
{
	uint32_t count = 0;

	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child))
		count++;
	return count;
}

const char *judge_path(const struct judge *j, const struct doc_node *node)
{
	CHECK(node->file < j->doc->files_count);
	return j->doc->files[node->file].path;
}

bool judge_is(struct judge *j, const struct doc_node *node, enum doc_kind kind, const char *what, const char *like)
{
	static const char *const kinds[] = {"a single value", "a list", "a map of keys"};

	if (node->kind == kind)
		return true;
	if (node->kind == DOC_SCALAR && node->value.length == 0)
		MISTAKE_KEY(j, node, "%s is empty: write %s", what, like);
	else
		MISTAKE(j, node, "%s is %s, not %s: write %s", what, kinds[node->kind], kinds[kind], like);
	return false;
}

int judge_shown(struct text text)
{
	uint32_t length = 0;

	while (length < text.length && length < SHOWN_BYTES_MAX && (uint8_t)text.at[length] >= ' ')
		length++;
	while (length > 0 && length < text.length && ((uint8_t)text.at[length] & 0xc0) == 0x80)
		length--;
	return (int)length;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Edit distance where two exchanged neighbours count once ("optimal string alignment"), over bytes: our names are
 * ASCII. */
static uint32_t distance(struct text a, struct text b)
{
	uint8_t far[GUESS_BYTES_MAX + 1][GUESS_BYTES_MAX + 1];

	for (uint32_t x = 0; x <= b.length; x++)
		far[0][x] = (uint8_t)x;
	for (uint32_t y = 1; y <= a.length; y++) {
		far[y][0] = (uint8_t)y;
		for (uint32_t x = 1; x <= b.length; x++) {
			bool differ = a.at[y - 1] != b.at[x - 1];
			uint32_t best =
				least(far[y - 1][x - 1] + (uint32_t)differ, least(far[y - 1][x], far[y][x - 1]) + 1U);

			if (x > 1 && y > 1 && a.at[y - 1] == b.at[x - 2] && a.at[y - 2] == b.at[x - 1])
				best = least(best, far[y - 2][x - 2] + 1U);
			far[y][x] = (uint8_t)best;
		}
	}
	return far[a.length][b.length];
}

/* A third of the letters may differ; in short words one. */
struct guess guess_for(struct text word)
{
	uint32_t allowed = word.length / 3;

	return (struct guess){.word = word, .distance = (allowed > 1 ? allowed : 1) + 1};
}

void guess_offer(struct guess *guess, struct text candidate)
{
	uint32_t far;

	if (guess->word.length > GUESS_BYTES_MAX || candidate.length > GUESS_BYTES_MAX || candidate.length == 0)
		return;
	far = distance(guess->word, candidate);
	if (far < guess->distance) {
		guess->distance = far;
		guess->best = candidate;
	}
}

const char *guess_say(struct guess *guess, const char *otherwise)
{
	if (guess->best.length == 0)
		return otherwise;
	snprintf(guess->said, sizeof(guess->said), "did you mean \"%.*s\"?", SHOWN(guess->best));
	return guess->said;
}
