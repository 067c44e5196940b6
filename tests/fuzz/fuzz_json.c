/* JSON that somebody else wrote: refused with a line, or a tree that can be walked. */
#include "fuzz.h"

#include "json.h"

static bool visit(void *self, const char *name, const struct json *value)
{
	unsigned *depth = self;
	int64_t whole;

	CHECK(name && value);
	(void)json_text(value);
	(void)json_whole(value, &whole);
	(void)json_flag(value);
	CHECK(++*depth <= JSON_DEPTH_MAX);
	json_members(value, visit, depth);
	for (size_t i = 0; i < json_count(value); i++)
		if (json_item(value, i))
			json_members(json_item(value, i), visit, depth);
	--*depth;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct json *root = NULL;
	unsigned depth = 0;
	unsigned line = 0;
	enum err err = json_parse((const char *)bytes, size, &root, &line);

	CHECK((err == ERR_NONE) == (root != NULL));
	CHECK(err != ERR_FORMAT || line > 0);
	json_members(root, visit, &depth);
	json_close(root);
	return 0;
}
