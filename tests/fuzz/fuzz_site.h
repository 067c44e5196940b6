/* The second demonstration site as a core gets it, made once; and a core that stands in the middle of a form. */
#ifndef FOYER_TEST_FUZZ_SITE_H
#define FOYER_TEST_FUZZ_SITE_H

#include "core.h"
#include "runner/images.h"

const struct placed *fuzz_site(void);
/* A new core with one conversation, number 1, which has just been greeted; the former one is gone. */
struct core *fuzz_core(const struct images *images);
/* Monday 2026-11-23 10:00. */
enum { FUZZ_LOCAL_S = 1795428000 };

#endif
