#include "site/content_tree.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 1 << 16, NODES_FIRST = 1024 };

struct content_block {
	struct content_block *next;
	size_t room;
	size_t used;
	char bytes[];
};

static bool make_room(struct content_tree *tree)
{
	uint32_t room = tree->room ? tree->room * 2 : NODES_FIRST;
	struct doc_node *nodes;

	if (tree->count < tree->room)
		return true;
	nodes = realloc(tree->nodes, room * sizeof(*nodes));
	if (!nodes)
		return false;
	if (tree->count == 0)
		nodes[tree->count++] = (struct doc_node){0};
	tree->nodes = nodes;
	tree->room = room;
	return true;
}

uint32_t content_tree_add(struct content_tree *tree, const struct doc_node *node)
{
	if (!make_room(tree))
		return 0;
	tree->nodes[tree->count] = *node;
	return tree->count++;
}

static struct content_block *block_for(struct content_tree *tree, size_t length)
{
	size_t room = length > BLOCK_BYTES ? length : BLOCK_BYTES;
	struct content_block *block = tree->blocks;

	if (block && block->room - block->used >= length)
		return block;
	block = malloc(sizeof(*block) + room);
	if (!block)
		return NULL;
	*block = (struct content_block){.next = tree->blocks, .room = room};
	tree->blocks = block;
	return block;
}

bool content_tree_keep(struct content_tree *tree, const void *bytes, size_t length, struct text *out)
{
	struct content_block *block = block_for(tree, length);

	if (!block)
		return false;
	if (length > 0)
		memcpy(block->bytes + block->used, bytes, length);
	*out = (struct text){block->bytes + block->used, (uint32_t)length};
	block->used += length;
	return true;
}

void content_tree_close(struct content_tree *tree)
{
	while (tree->blocks) {
		struct content_block *next = tree->blocks->next;

		free(tree->blocks);
		tree->blocks = next;
	}
	free(tree->nodes);
	*tree = (struct content_tree){0};
}
