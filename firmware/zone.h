/* The clock on the wall where the machine stands, whatever zone its system was set up in. */
#ifndef FOYER_ZONE_H
#define FOYER_ZONE_H

#include <stdbool.h>

/* `name` as "Europe/Rome": the machine has the zone's rules. */
bool zone_known(const char *name);
/* Local time of this process is the zone's from now on. One that is not known changes nothing: false. */
bool zone_set(const char *name);

#endif
