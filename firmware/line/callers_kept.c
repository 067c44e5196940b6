#include "line/callers_kept.h"

#include "base/text.h"
#include "log.h"

#include <string.h>

enum { DAY_S = 24 * 60 * 60 };

static bool recall(void *self, uint64_t who, struct caller *out)
{
	const struct callers_kept *kept = self;
	struct store_caller row;

	if (store_caller_get(kept->store, who, &row))
		return false;
	out->known = row.greeted;
	out->knows_keys = row.knows_keys;
	text_copy(out->language, sizeof(out->language), text_of(row.language));
	return true;
}

static void keep(void *self, const struct caller *caller)
{
	struct callers_kept *kept = self;
	int64_t day = clock_local_s(kept->clock) / DAY_S;
	struct store_caller row = {.who = caller->who, .greeted = caller->known, .knows_keys = caller->knows_keys};

	row.day = day > 0 ? (uint32_t)day : 0;
	text_copy(row.language, sizeof(row.language), text_of(caller->language));
	if (store_caller_put(kept->store, &row) && !kept->told) {
		kept->told = true;
		log_warn("calls: what is known of callers is not kept: is there room on the disk?");
	}
}

struct caller_memory callers_kept(struct callers_kept *kept)
{
	return (struct caller_memory){.recall = recall, .keep = keep, .self = kept};
}
