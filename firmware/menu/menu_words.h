/* `foyer menu --words`: what customers really say for the things of the menu, beside what the site has for them. A
 * person decides: what is accepted is printed as the lines to put into the site's files, what is declined is never
 * proposed again. Nothing changes by itself. */
#ifndef FOYER_MENU_WORDS_H
#define FOYER_MENU_WORDS_H

#include "content/doc.h"
#include "menu/menu_look.h"

struct menu_words_options {
	const char *accept;  /* a proposal's number; NULL: none */
	const char *decline; /* the same */
	const char *data;    /* NULL: the usual place */
	const char *content; /* the site's folder, for --accept; NULL: the demonstration, where nothing was applied */
	bool json;
};

/* To stdout; the exit code. */
int menu_words(const struct menu_words_options *options);

/* A sentence that a person may take over. */
struct word_proposal {
	int64_t id; /* of the store */
	uint32_t times;
	uint32_t number; /* how a person names it: the id's last six digits */
	uint16_t topic;
	uint16_t item;    /* that leads there; TREE_NONE: none does */
	uint8_t language; /* of the site's */
	bool label;       /* as the item's label; otherwise as one more phrasing */
	char words[WORDS_BYTES_MAX];
};

struct word_proposals {
	const struct content *content;
	uint32_t count;
	struct word_proposal *list; /* malloc'ed; the most frequent first */
};

/* Those that nobody has decided about and that the site does not have. False: the store cannot be read, or memory is
 * short. */
MUST_USE bool menu_words_find(struct store *store, const struct content *c, struct word_proposals *out);

/* The lines for the site's files: `file:lines`, then the entry as it is to stand there. False: the files have no such
 * entry. */
bool menu_words_lines(const struct doc *doc, const struct content *c, const struct word_proposal *proposal);

#endif
