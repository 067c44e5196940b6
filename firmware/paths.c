#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder that the program's own folder lies in. */
static bool program_home(char *out, size_t out_bytes)
{
	ssize_t size = readlink("/proc/self/exe", out, out_bytes - 1);

	if (size <= 0)
		return false;
	out[size] = '\0';
	for (int up = 0; up < 2; up++) {
		char *slash = strrchr(out, '/');

		if (!slash)
			return false;
		*slash = '\0';
	}
	return true;
}

bool paths_share(const char *source, const char *name, char *out, size_t out_bytes)
{
	char home[PATH_BYTES_MAX];
	struct stat stat_;

	if (!program_home(home, sizeof(home)))
		home[0] = '\0';
	snprintf(out, out_bytes, "%s/%s/%s", home, source, name);
	if (stat(out, &stat_) == 0)
		return true;
	snprintf(out, out_bytes, "%s/../%s/%s", home, source, name); /* a test lies one folder deeper */
	if (stat(out, &stat_) == 0)
		return true;
	snprintf(out, out_bytes, "%s/share/foyer/%s", home, name);
	return stat(out, &stat_) == 0;
}

bool paths_state(char *out, size_t out_bytes)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (state && state[0] == '/') {
		snprintf(out, out_bytes, "%s/foyer", state);
		return true;
	}
	if (!home || home[0] != '/')
		return false;
	snprintf(out, out_bytes, "%s/.local/state/foyer", home);
	return true;
}

bool paths_is_folder(const char *path)
{
	struct stat stat_;

	return stat(path, &stat_) == 0 && S_ISDIR(stat_.st_mode);
}

bool paths_make_folder(const char *path)
{
	char part[PATH_BYTES_MAX];

	if ((size_t)snprintf(part, sizeof(part), "%s", path) >= sizeof(part)) {
		errno = ENAMETOOLONG;
		return false;
	}
	for (char *p = part + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(part, 0700) && errno != EEXIST)
			return false;
		*p = '/';
	}
	if (mkdir(part, 0700) && errno != EEXIST)
		return false;
	if (paths_is_folder(part))
		return true;
	errno = ENOTDIR;
	return false;
}
