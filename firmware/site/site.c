#include "site/site.h"

#include "content/problem.h"
#include "device.h"
#include "log.h"
#include "paths.h"
#include "site/content_load.h"
#include "store/image_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum err site_compile(const char *folder, struct content **out)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image = NULL;
	enum err err;

	*out = NULL;
	if (!problems)
		return ERR_NO_SPACE;
	err = content_load(folder, &image, problems);
	for (uint16_t i = 0; i < problems->count; i++)
		fprintf(stderr, "%s\n", problems->list[i].text);
	if (problems->dropped)
		fprintf(stderr, "... and %u more\n", problems->dropped);
	if (err && problems->count == 0)
		log_error("%s: %s: name a site's folder", folder, err_name(err));
	*out = image;
	free(problems);
	return err;
}

enum err site_live(struct store *store, unsigned ago, struct content **out)
{
	uint8_t hash[IMAGE_HASH_BYTES];
	enum err err = store_live_get(store, ago, hash);

	*out = NULL;
	return err ? err : content_kept(store, hash, out);
}

bool site_demonstration(char *out, size_t out_bytes)
{
	if (paths_share("assets", "content", out, out_bytes))
		return true;
	log_error("%s: the demonstration site is not there: name a site's folder with --content", out);
	return false;
}

enum err site_pick(const char *folder, struct store *store, struct content **out)
{
	char demonstration[PATH_BYTES_MAX];
	enum err err = ERR_NOT_FOUND;

	*out = NULL;
	if (folder)
		return site_compile(folder, out);
	if (store)
		err = site_live(store, 0, out);
	if (!err)
		return ERR_NONE;
	if (err == ERR_FORMAT) {
		log_warn("content: the version that was applied cannot be used (%s); the demonstration site is taken: "
			 "apply yours again with foyer content apply",
			err_name(err));
	} else if (err != ERR_NOT_FOUND) { /* it is there: customers must not meet another business */
		log_error("content: the version that was applied cannot be read now (%s): check disk and memory and "
			  "start again",
			err_name(err));
		return err;
	}
	if (!site_demonstration(demonstration, sizeof(demonstration)))
		return ERR_NOT_FOUND;
	return site_compile(demonstration, out);
}

bool site_has_store(const char *data)
{
	char folder[PATH_BYTES_MAX];
	char file[PATH_BYTES_MAX + 16];
	struct stat stat_;

	if (data)
		snprintf(folder, sizeof(folder), "%s", data);
	else if (!paths_state(folder, sizeof(folder)))
		return false;
	snprintf(file, sizeof(file), "%s/foyer.db", folder);
	return stat(file, &stat_) == 0;
}

struct store *site_store(const char *data)
{
	return site_has_store(data) ? device_store(data, true) : NULL;
}

enum err site_look(const char *folder, const char *data, struct content **out)
{
	struct store *store = folder ? NULL : site_store(data);
	enum err err = site_pick(folder, store, out);

	store_close(store);
	return err;
}
