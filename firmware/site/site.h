/* Which content a command works with: a site's folder, compiled now, or the version that the store has as live. */
#ifndef FOYER_SITE_H
#define FOYER_SITE_H

#include "base/check.h"
#include "base/err.h"
#include "content/content.h"
#include "store/store.h"

/* Compiles a folder. Every problem goes to stderr, a line each; then ERR_FORMAT. *out is malloc'ed. */
MUST_USE enum err site_compile(const char *folder, struct content **out);
/* The store's live version, `ago` versions before. */
MUST_USE enum err site_live(struct store *store, unsigned ago, struct content **out);
/* The named folder if there is one; otherwise the live version; otherwise, also when what was applied is damaged, the
 * demonstration site. A live version that is there and cannot be read just now (disk, memory) is an error: customers
 * must not meet another business. Says on stderr why not. */
MUST_USE enum err site_pick(const char *folder, struct store *store, struct content **out);
/* The folder of the demonstration site. */
bool site_demonstration(char *out, size_t out_bytes);
/* A store that was never begun is not begun by looking: false. `data` NULL: the usual place. */
bool site_has_store(const char *data);
/* The store of `data` (NULL: the usual place) for looking only; NULL: nothing was kept there yet, or it cannot be read,
 * which is then said on stderr. */
struct store *site_store(const char *data);
/* For commands that only look: with the store of `data` (NULL: the usual place) where there is one. */
MUST_USE enum err site_look(const char *folder, const char *data, struct content **out);

#endif
