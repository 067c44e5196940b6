/* A site's folder of YAML files as a tree with marks. What cannot be read at all is told in `problems`, one line a
 * file, and the other files are still read; what the files say is judged by content_build(). */
#ifndef FOYER_CONTENT_FILES_H
#define FOYER_CONTENT_FILES_H

#include "base/err.h"
#include "content/doc.h"
#include "content/problem.h"

#include <stddef.h>

enum { CONTENT_DEPTH_MAX = 32 };

struct content_files; /* owns the doc, its strings and its paths */

/* Reads every *.yaml of the folder and of the folders in it, in the order of their names; hidden ones are left aside.
 * Never NULL but when memory is short; the doc is empty if nothing could be read. */
struct content_files *content_files_open(const char *folder, struct problems *problems);

/* The same for one file that is in memory already. */
struct content_files *content_files_open_text(
	const char *name, const void *bytes, size_t size, struct problems *problems);

/* Lent until the close. */
const struct doc *content_files_doc(const struct content_files *files);

void content_files_close(struct content_files *files);

#endif
