/* The international phonetic alphabet in ARPAbet, the phones of the US-English acoustic model. Sounds that English does
 * not have become the nearest that it has, so that words of other languages can be heard with that model in a pinch. */
#ifndef FOYER_PHONES_H
#define FOYER_PHONES_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>

/* "həlˈoʊ" -> "HH AH L OW". language: "en" or another. ERR_FORMAT: no phone at all; ERR_NO_SPACE: out is too small. */
MUST_USE enum err phones_from_ipa(const char *language, const char *ipa, char *out, size_t out_bytes);

#endif
