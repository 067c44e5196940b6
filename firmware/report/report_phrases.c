/* What customers said that nobody understood, in groups; and how much waits for a person's decision. */
#include "report/report_gather.h"

#include "base/text.h"
#include "store/phrase_key.h"

#include <stdlib.h>
#include <string.h>

static struct report_group *group_of(struct menu_report *report, const char *language, const char *key)
{
	for (uint32_t i = 0; i < report->groups_count; i++) {
		struct report_group *group = &report->groups[i];

		if (strcmp(group->key, key) == 0 && strcmp(group->language, language) == 0)
			return group;
	}
	return NULL;
}

/* The most frequent sentences come first: a group is called by its first, and what finds no room is rare. */
static void add_unknown(struct menu_report *report, const struct store_phrase_row *row)
{
	const struct content *c = report->look->content;
	char key[WORDS_BYTES_MAX];
	struct report_group *group;

	phrase_key(c, content_language(c, row->phrase.language), row->phrase.words, key);
	group = group_of(report, row->phrase.language, key);
	if (!group && report->groups_count == REPORT_GROUPS_MAX) {
		report->groups_rare += row->times;
		return;
	}
	if (!group) {
		group = &report->groups[report->groups_count++];
		memset(group, 0, sizeof(*group));
		text_copy(group->language, sizeof(group->language), text_of(row->phrase.language));
		text_copy(group->said, sizeof(group->said), text_of(row->phrase.words));
		text_copy(group->key, sizeof(group->key), text_of(key));
	}
	group->times += row->times;
	group->wordings++;
}

static bool add_phrase(void *self, const struct store_phrase_row *row)
{
	struct menu_report *report = self;

	if (row->phrase.topic[0] != '\0')
		return true;
	if (row->phrase.words[0] == '\0')
		report->groups_rare += row->times;
	else
		add_unknown(report, row);
	return true;
}

static int more_times(const void *a, const void *b)
{
	const struct report_group *left = a;
	const struct report_group *right = b;

	if (left->times != right->times)
		return left->times < right->times ? 1 : -1;
	return strcmp(left->said, right->said);
}

bool report_gather_phrases(struct menu_report *report)
{
	report->groups = calloc(REPORT_GROUPS_MAX, sizeof(*report->groups));
	if (!report->groups || store_phrases(report->look->store, add_phrase, report))
		return false;
	qsort(report->groups, report->groups_count, sizeof(*report->groups), more_times);
	return menu_words_find(report->look->store, report->look->content, &report->words);
}
