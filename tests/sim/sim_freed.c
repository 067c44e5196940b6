/* What the runner frees is overwritten first: whoever still reads it shows it, at once and in each run. The linker
 * leads here (--wrap). */
#include "sim.h"

#include "content/image.h"
#include "runner/images.h"

#include <string.h>

enum { FREED = 0xa5 };

void __real_placed_free(struct placed *placed);
void __wrap_placed_free(struct placed *placed);

void __wrap_placed_free(struct placed *placed)
{
	if (placed->layout)
		memset(placed->layout, FREED, image_header(placed->layout)->bytes);
	if (placed->users && *placed->users == 1)
		memset(placed->content, FREED, placed->content->header.bytes);
	__real_placed_free(placed);
}
