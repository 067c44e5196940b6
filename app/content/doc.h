/* A site's files as a tree, before anybody judged them: what the YAML reader hands to content_build(). Marks are kept,
 * so that a mistake can be named to the line. Nodes live in an array; index 0 is no node. */
#ifndef FOYER_CONTENT_DOC_H
#define FOYER_CONTENT_DOC_H

#include "base/text.h"

#include <stdint.h>

enum doc_kind { DOC_SCALAR, DOC_LIST, DOC_MAP };

struct doc_node {
	uint8_t kind; /* enum doc_kind */
	bool quoted;  /* a scalar in quotes: text even if it looks like a number */
	uint16_t file;
	uint32_t line; /* from 1, of the value's first token */
	uint32_t column;
	uint32_t key_line; /* of the key in front of it; 0: in a list */
	uint32_t key_column;
	struct text key; /* empty in a list */
	struct text value;
	uint32_t first; /* child */
	uint32_t next;  /* brother */
};

struct doc_file {
	const char *path; /* as given, for messages; relative to the site's folder */
	uint32_t root;    /* node; 0: the file is empty or broken */
};

struct doc {
	struct doc_node *nodes;
	uint32_t nodes_count;
	struct doc_file *files;
	uint16_t files_count;
};

#endif
