/* What `foyer menu` does, one part a file: menu_print.c, menu_line.c, menu_feedback.c, menu_by_hand.c. Each returns the
 * exit code. */
#ifndef FOYER_MENU_COMMAND_H
#define FOYER_MENU_COMMAND_H

#include "content/content.h"

#include <stdbool.h>

/* What is looked at. */
struct menu_options {
	const char *folder;   /* a site's; NULL: what is live */
	const char *data;     /* NULL: the usual place */
	const char *language; /* "en"; NULL: the site's first */
	bool counts;
	bool json;
};

/* The menu that is met now, or would be if the content were placed now. */
struct menu_shown {
	struct content *content;
	void *layout;
	uint32_t version; /* 0: none is kept yet */
	bool frozen;
	uint8_t language;
};

/* EXIT_GOOD, or said on stderr. */
int menu_shown_open(struct menu_shown *shown, const struct menu_options *options);
void menu_shown_close(struct menu_shown *shown);

int menu_print(const struct menu_options *options);
int menu_line(const struct menu_options *options);
int menu_feedback(const struct menu_options *options);

int menu_history(const struct menu_options *options);
int menu_undo(const struct menu_options *options, const char *to); /* "3"; NULL: the one before */
int menu_freeze(const struct menu_options *options, bool frozen);
int menu_night(const struct menu_options *options, const char *day); /* "2026-11-22"; NULL: today */

#endif
