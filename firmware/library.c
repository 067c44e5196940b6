#include "library.h"

#include "log.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

/* The first name that is missing; NULL: all are there. */
static const char *fill(const struct library *library, void *handle)
{
	for (size_t i = 0; i < library->names_count; i++) {
		void *function = dlsym(handle, library->names[i].name);

		if (!function)
			return library->names[i].name;
		/* ISO C has no cast for it */
		memcpy((char *)library->table + library->names[i].offset, &function, sizeof(function));
	}
	return NULL;
}

static enum err absent(struct library *library, const char *missing)
{
	if (!library->told)
		log_error("%s cannot be loaded%s%s: install the package %s", library->file,
			missing ? ", it has no " : "", missing ? missing : "", library->package);
	library->told = true;
	return ERR_ABSENT;
}

static enum err load(struct library *library)
{
	void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
	const char *missing = handle ? fill(library, handle) : NULL;

	if (!handle || missing)
		return absent(library, missing);
	if (library->begin && !library->begin())
		return ERR_NO_SPACE;
	library->loaded = true;
	return ERR_NONE;
}

enum err library_load(struct library *library)
{
	enum err err;

	pthread_mutex_lock(&loading);
	err = library->loaded ? ERR_NONE : load(library);
	pthread_mutex_unlock(&loading);
	return err;
}
