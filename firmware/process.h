/* This process, as the kernel sees it. */
#ifndef FOYER_PROCESS_H
#define FOYER_PROCESS_H

#include <stdint.h>

/* Milliseconds since the program was started, to within a tick of the kernel (10 ms): loading its libraries counts. 0:
 * the kernel does not say. */
uint32_t process_age_ms(void);
/* Memory that is really in use now. 0: the kernel does not say. */
uint32_t process_resident_kb(void);

#endif
