/* Judges a site's files against the schema and compiles them into a content image. Every mistake is reported in one
 * run. */
#ifndef FOYER_CONTENT_BUILD_H
#define FOYER_CONTENT_BUILD_H

#include "base/arena.h"
#include "content/content.h"
#include "content/doc.h"
#include "content/problem.h"

/* Returns the image's bytes, written to `out` (8-byte aligned, at least CONTENT_BYTES_MAX), with its hash still zero; 0
 * if problems were found, now sorted. `scratch` is used and left dirty;
 * about twelve bytes for each byte of the files are enough. A problem that is in the list already means that a file
 * could not be read: then nothing is called missing or unused that may stand there. */
size_t content_build(
	const struct doc *doc, struct problems *problems, struct arena *scratch, void *out, size_t out_bytes);

/* The schema as JSON Schema (draft 2020-12) for editors, written piece by piece. */
void content_schema_json(void (*put)(void *self, const char *text, size_t length), void *self);

#endif
