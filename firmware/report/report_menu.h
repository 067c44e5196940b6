/* All that `foyer report menu` tells, gathered from a device's store: counts, effect, changes, phrases. Whoever shows
 * it (report_page.c on a page, report_json.c for programs) only reads. */
#ifndef FOYER_REPORT_MENU_H
#define FOYER_REPORT_MENU_H

#include "learn/report.h"
#include "menu/menu_look.h"
#include "menu/menu_words.h"
#include "report/report_effect.h"
#include "report/report_wanted.h"

enum {
	REPORT_DAYS_USUAL = 28, /* whole weeks */
	REPORT_TRIALS_MAX = 6,  /* the newest */
	REPORT_GROUPS_MAX = 400,
	REPORT_SHOWN_BYTES = 160,
};

struct report_window { /* days since 1970-01-01, local */
	uint32_t days; /* up to the last one that anything is known of; 0: from `from` to `to` */
	uint32_t from; /* 0: the first */
	uint32_t to;   /* 0: the last */
};

struct report_change {
	struct store_menu_change row;
	int64_t local_s; /* when its version went live; 0: unknown */
};

/* While the learned order was spoken to some, to find out. */
struct report_trial {
	uint32_t from; /* versions: from .. to - 1; to 0: it goes on */
	uint32_t to;
	int64_t from_s;
	int64_t to_s;
	uint8_t ended;   /* CHANGE_TRIAL_WON, CHANGE_TRIAL_LOST or CHANGE_TRIAL: it goes on */
	int32_t gain_ms; /* by the trial's own test (learn/trial.c), once it has ended: seconds, leaving and wrong turns
			    in one */
	int32_t gain_low_ms;
	int32_t gain_high_ms;
	struct effect_counts effect;
};

/* Sentences with the same words. */
struct report_group {
	uint32_t times;
	uint32_t wordings;
	char language[LANGUAGE_BYTES_MAX];
	char said[REPORT_SHOWN_BYTES]; /* the most frequent of them */
	char key[WORDS_BYTES_MAX];
};

struct menu_report {
	struct menu_look *look; /* lent */
	uint32_t day_from;      /* 0: nothing is dated */
	uint32_t day_to;
	uint32_t damaged; /* rows that cannot be read, left out */
	bool frozen;
	struct report counts;
	struct effect_counts effect;
	uint32_t trials_count;
	struct report_trial trials[REPORT_TRIALS_MAX]; /* newest first */
	uint32_t changes_count;
	struct report_change *changes; /* all that are kept, newest first */
	uint32_t groups_count;
	struct report_group *groups;     /* that nobody understood, the most frequent first */
	uint32_t groups_rare;            /* so often something was said by too few to be shown */
	struct word_proposals words;     /* that led somewhere and wait for a decision by a person */
	uint32_t demand[TREE_ITEMS_MAX]; /* shares that learning goes by, 1/1,000,000: of an item and all below it */
	struct wanted wanted;            /* in these days, by leaf */
};

/* False: said on stderr. The look is lent until report_drop(). A store that is not there: an empty report. */
MUST_USE bool report_gather(struct menu_report **out, struct menu_look *look, const struct report_window *window);
void report_drop(struct menu_report *report); /* NULL is fine */

#endif
