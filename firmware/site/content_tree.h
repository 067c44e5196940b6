/* The tree while a YAML adapter builds it: nodes that grow, strings that stay where they are. */
#ifndef FOYER_CONTENT_TREE_H
#define FOYER_CONTENT_TREE_H

#include "content/doc.h"
#include "content/problem.h"

#include <stdbool.h>
#include <stddef.h>

struct content_tree {
	struct doc_node *nodes; /* the first is no node */
	uint32_t count;
	uint32_t room;
	struct content_block *blocks;
};

/* Puts a copy of the node at the tree's end; 0: memory is short. */
uint32_t content_tree_add(struct content_tree *tree, const struct doc_node *node);
/* A copy that lives as long as the tree; false: memory is short. */
bool content_tree_keep(struct content_tree *tree, const void *bytes, size_t length, struct text *out);
void content_tree_close(struct content_tree *tree);

/* The file as one tree; returns its root, 0 if it is empty or was reported. By an adapter: adapter/content_yaml.c. */
uint32_t content_yaml_read(
	struct content_tree *tree, uint16_t file, const char *path, struct text bytes, struct problems *problems);

#endif
