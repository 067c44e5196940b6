/* What another telephone says of its sound (SDP), made fit for a strict reader: one bad line must not cost the call.
 * Pure.
 */
#ifndef FOYER_SDP_CLEAN_H
#define FOYER_SDP_CLEAN_H

#include <stddef.h>

/* Takes out of `text` (bytes, no NUL needed) every attribute line that breaks RFC 8866: a=rtpmap without a type, a name
 * and a clock rate, control characters. The rest stays as it is. Returns the bytes left. */
size_t sdp_clean(char *text, size_t bytes);

#endif
