#include "understand/match.h"

#include "understand/model_image.h"

#include <string.h>

enum {
	/* Candidates kept for topics that today's content may have no more. */
	CANDIDATES_MAX = 2 * RANKED_MAX,
	SHARE_BEST = 1,
	SHARE_CENTROID = 2,

	/* match_judge. From leaving one phrasing out of the demonstration sites: at 45 with a lead of 10 nine of ten
	 * answers are right; below 24 are nine of ten questions that no topic answers, and one of six that one does. */
	PCT_SURE = 45,
	PCT_SURE_LEAD = 10,
	PCT_MAYBE = 24,
};

struct candidate {
	uint16_t topic; /* of the model */
	uint32_t score;
};

struct candidates {
	uint8_t count;
	struct candidate list[CANDIDATES_MAX];
};

static const void *table_at(const struct model *m, struct image_table table)
{
	return (const uint8_t *)m + table.offset;
}

static const struct model_slot *slot_of(const struct model *m, const struct model_language *l, uint64_t key)
{
	const struct model_slot *slots = table_at(m, l->slots);
	uint32_t mask = l->slots.count - 1;
	uint32_t at = (uint32_t)key & mask;

	while (slots[at].count != 0 && slots[at].tag != (uint32_t)(key >> 32))
		at = (at + 1) & mask;
	return &slots[at];
}

/* Cosine with every phrasing, in 1/WEIGHT_ONE^2. Features that no phrasing has stay in the sentence's length: so words
 * that the site has never seen lower the score. */
static void score_docs(const struct model *m, const struct model_language *l, const char *words, uint32_t *scores)
{
	const struct model_posting *postings = table_at(m, l->postings);
	uint64_t squares[BLOCK_COUNT] = {0};
	uint32_t lengths[BLOCK_COUNT];
	struct features f;

	features_read(&f, words);
	for (uint32_t i = 0; i < f.count; i++) {
		uint32_t idf = feature_idf_q8(l->doc_topic.count, slot_of(m, l, f.list[i].key)->count);
		uint64_t weight = feature_weight_q8(f.list[i].times, idf);

		squares[f.list[i].block] += weight * weight;
	}
	for (int b = 0; b < BLOCK_COUNT; b++)
		lengths[b] = isqrt64(squares[b]);
	for (uint32_t i = 0; i < f.count; i++) {
		const struct model_slot *slot = slot_of(m, l, f.list[i].key);
		uint32_t weight = feature_weight_q8(f.list[i].times, feature_idf_q8(l->doc_topic.count, slot->count));
		uint32_t share = weight_scaled(weight, (enum feature_block)f.list[i].block, lengths);

		for (uint32_t p = slot->first; p < slot->first + slot->count; p++)
			scores[postings[p].doc] += share * postings[p].weight;
	}
}

/* Strictly greater: on a tie the earlier topic stays ahead. */
static void candidates_put(struct candidates *c, uint16_t topic, uint32_t score)
{
	uint8_t at = c->count;

	while (at > 0 && score > c->list[at - 1].score)
		at--;
	if (at == CANDIDATES_MAX)
		return;
	if (c->count < CANDIDATES_MAX)
		c->count++;
	memmove(&c->list[at + 1], &c->list[at], (size_t)(c->count - at - 1) * sizeof(c->list[0]));
	c->list[at] = (struct candidate){topic, score};
}

/* A topic's score: its best phrasing and its centroid together, in 1/WEIGHT_ONE. */
static uint32_t topic_score(uint32_t best, uint64_t sum, uint32_t count, uint32_t spread)
{
	uint64_t centroid = spread == 0 ? 0 : sum / count / spread;

	best /= WEIGHT_ONE;
	if (centroid > WEIGHT_ONE)
		centroid = WEIGHT_ONE; /* rounding, or a damaged image */
	if (best > WEIGHT_ONE)
		best = WEIGHT_ONE;
	return (best * SHARE_BEST + (uint32_t)centroid * SHARE_CENTROID) / (SHARE_BEST + SHARE_CENTROID);
}

static void score_topics(
	const struct model *m, const struct model_language *l, const uint32_t *scores, struct candidates *out)
{
	const uint16_t *doc_topic = table_at(m, l->doc_topic);
	const uint16_t *spread = table_at(m, l->spread);
	uint32_t docs_count = l->doc_topic.count;

	for (uint32_t from = 0; from < docs_count;) {
		uint32_t to = from;
		uint32_t best = 0;
		uint64_t sum = 0;
		uint32_t score;

		for (; to < docs_count && doc_topic[to] == doc_topic[from]; to++) {
			best = scores[to] > best ? scores[to] : best;
			sum += scores[to];
		}
		score = topic_score(best, sum, to - from, spread[doc_topic[from]]);
		if (score > 0)
			candidates_put(out, doc_topic[from], score);
		from = to;
	}
}

static const struct model_language *language_of(const struct model *m, const char *code)
{
	for (uint32_t i = 0; i < m->languages_count; i++) {
		if (strcmp(m->language[i].code, code) == 0)
			return &m->language[i];
	}
	return NULL;
}

static uint8_t pct_of(uint32_t score)
{
	return (uint8_t)(score * 100 / WEIGHT_ONE);
}

void match_rank(const struct content *c, const void *model, uint8_t language, const char *words, struct ranked *out)
{
	const struct model *m = model;
	const struct model_language *l = language_of(m, content_string(c, c->site.language[language]));
	const uint32_t *ids = table_at(m, m->topic_ids);
	const char *strings = table_at(m, m->strings);
	uint32_t scores[MODEL_DOCS_MAX];
	struct candidates candidates = {0};

	out->count = 0;
	if (!l)
		return;
	memset(scores, 0, l->doc_topic.count * sizeof(scores[0]));
	score_docs(m, l, words, scores);
	score_topics(m, l, scores, &candidates);
	for (uint8_t i = 0; i < candidates.count && out->count < RANKED_MAX; i++) {
		uint16_t topic = content_find_topic(c, strings + ids[candidates.list[i].topic]);

		if (topic != NONE16)
			out->list[out->count++] = (struct ranked_topic){topic, pct_of(candidates.list[i].score)};
	}
}

enum match_answer match_judge(const struct ranked *ranked, uint8_t recognised_pct)
{
	uint32_t best;
	uint32_t lead;

	if (ranked->count == 0)
		return MATCH_NONE;
	best = ranked->list[0].pct;
	lead = ranked->count > 1 ? best - ranked->list[1].pct : best;
	/* Words that were heard badly must fit better to be acted on; asking is cheap, so half of the doubt counts. */
	if (best * (100U + recognised_pct) / 200 < PCT_MAYBE)
		return MATCH_NONE;
	return best * recognised_pct / 100 >= PCT_SURE && lead >= PCT_SURE_LEAD ? MATCH_SURE : MATCH_ASK;
}
