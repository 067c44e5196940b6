#include "store/store.h"

void store_visit_pack(const struct tree *tree, const struct visit *visit, struct store_visit *out)
{
	out->session = visit->session;
	out->layout = visit->layout;
	out->local_s = visit->local_s;
	out->leaf = visit->leaf < tree->items_count ? tree->items[visit->leaf].id : 0;
	out->outcome = visit->outcome;
	out->packed_bytes = (uint16_t)visit_pack(tree, visit, out->packed);
}
