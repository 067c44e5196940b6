/* Versions of the menu: which one is live, the next one, and back to one before. What the running device and the
 * command line do alike. */
#ifndef FOYER_MENU_VERSIONS_H
#define FOYER_MENU_VERSIONS_H

#include "menu/names_kept.h"
#include "store/store.h"

/* The newest version whose bytes are sound, with its layout (malloc'ed). Mostly the live one: bytes that were damaged
 * on the disk are passed over. ERR_NOT_FOUND: there is none. */
MUST_USE enum err menu_live(struct store *store, struct store_menu_version *version, void **layout);

/* The content that the live version was made for; malloc'ed. */
MUST_USE enum err menu_content(struct store *store, struct content **out);

/* How most customers meet the menu: what counts when it is learned is the eye's time, or the ear's. */
enum menu_way { MENU_AS_BEFORE, MENU_SEEN, MENU_HEARD };

/* The layout for this content, and the version it is: the live one, or made from it and kept as a new one. Only where
 * the store fails it is not kept, and says so on stderr. NULL: no memory. */
struct menu_met {
	int64_t local_s; /* now; 0: unknown */
	uint8_t way;     /* enum menu_way */
};
void *menu_for(struct store *store, const struct content *c, const struct menu_met *met);

/* A proposal to be kept as the next version. */
struct menu_next {
	void *layout; /* struct layout; its standing gets the version's number, its header the hash */
	const struct names_kept *names;
	const struct change *changes;
	uint16_t changes_count;
	uint8_t actor;   /* enum menu_actor */
	uint32_t night;  /* 0: not a night's work */
	uint32_t before; /* the version it was made from */
	int64_t local_s;
};

/* On the disk when it returns ERR_NONE. ERR_BUSY: `before` is not live any more. ERR_FORMAT: it would not be a sound
 * menu; then nothing is kept. */
MUST_USE enum err menu_keep(struct store *store, const struct menu_next *next);

/* Makes the bytes of an earlier version live again, as a new version by hand. version 0: the one before the live one.
 * *now: the new row. ERR_NOT_FOUND: there is no such version. ERR_FORMAT: its bytes are damaged, or it was made for
 * another content. */
MUST_USE enum err menu_return(struct store *store, uint32_t version, int64_t local_s, struct store_menu_version *now);

#endif
