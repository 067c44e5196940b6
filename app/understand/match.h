/* From a customer's words to the topics they may mean, best first, and whether that is sure enough. */
#ifndef FOYER_UNDERSTAND_MATCH_H
#define FOYER_UNDERSTAND_MATCH_H

#include "content/content.h"

enum { RANKED_MAX = 8 };

struct ranked_topic {
	uint16_t topic;
	uint8_t pct;
};

struct ranked {
	uint8_t count;
	struct ranked_topic list[RANKED_MAX]; /* best first; on a tie the earlier topic */
};

enum match_answer { MATCH_NONE, MATCH_ASK, MATCH_SURE };

/* `model`: of understand/model.h, made for this content (or an older one: topics are found by id; unknown ones are left
 * out). */
void match_rank(const struct content *c, const void *model, uint8_t language, const char *words, struct ranked *out);

/* All the deciding, nothing else. recognised_pct: how surely the words themselves were heard; 100 if typed. */
enum match_answer match_judge(const struct ranked *ranked, uint8_t recognised_pct);

#endif
