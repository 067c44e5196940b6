#include "site/content_load.h"

#include "content/build.h"
#include "hash.h"
#include "site/content_files.h"

#include <stdlib.h>
#include <string.h>

/* What content_build() needs for these files: see its header. */
static size_t scratch_bytes(const struct doc *doc)
{
	size_t bytes = 1 << 20;

	for (uint32_t i = 0; i < doc->nodes_count; i++)
		bytes += 4 * (size_t)doc->nodes[i].value.length + 400;
	return bytes;
}

static enum err build(const struct doc *doc, void **image, struct problems *problems)
{
	struct arena scratch = {.size = scratch_bytes(doc)};
	void *out = malloc(CONTENT_BYTES_MAX);
	enum err err = ERR_NO_SPACE;
	size_t bytes;

	scratch.base = malloc(scratch.size);
	if (!out || !scratch.base)
		goto out;
	err = ERR_FORMAT;
	bytes = content_build(doc, problems, &scratch, out, CONTENT_BYTES_MAX);
	if (bytes == 0)
		goto out;
	hash_image(out, bytes);
	CHECK(content_sound(out, bytes) == ERR_NONE); /* we have just made it */
	err = ERR_NO_SPACE;
	*image = malloc(bytes);
	if (!*image)
		goto out;
	memcpy(*image, out, bytes);
	err = ERR_NONE;

out:
	free(scratch.base);
	free(out);
	return err;
}

static enum err load(struct content_files *files, void **image, struct problems *problems)
{
	enum err err;

	if (!files)
		return ERR_NO_SPACE;
	/* Nothing was read: the reason is told, the rest would only be noise. */
	if (content_files_doc(files)->files_count == 0) {
		problems_sort(problems);
		content_files_close(files);
		return ERR_FORMAT;
	}
	err = build(content_files_doc(files), image, problems);
	content_files_close(files);
	return err;
}

enum err content_load(const char *folder, void **image, struct problems *problems)
{
	*image = NULL;
	problems->count = 0;
	problems->dropped = 0;
	return load(content_files_open(folder, problems), image, problems);
}

enum err content_load_text(const char *name, const void *bytes, size_t size, void **image, struct problems *problems)
{
	*image = NULL;
	problems->count = 0;
	problems->dropped = 0;
	return load(content_files_open_text(name, bytes, size, problems), image, problems);
}
