#include "site/watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { NEWS_BYTES = 4096, CHANGES = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE };

static void watch_subfolders(int watch, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[PATH_MAX];

	while (dir && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || entry->d_type != DT_DIR)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		(void)inotify_add_watch(watch, path, CHANGES);
	}
	if (dir)
		closedir(dir);
}

enum err watch_open(int *out, const char *folder)
{
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	*out = -1;
	if (watch < 0)
		return ERR_IO;
	if (inotify_add_watch(watch, folder, CHANGES) < 0) {
		int code = errno;

		close(watch);
		return code == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	}
	watch_subfolders(watch, folder);
	*out = watch;
	return ERR_NONE;
}

static bool is_content(const struct inotify_event *event)
{
	size_t length = event->len ? strlen(event->name) : 0;

	return length > 5 && event->name[0] != '.' && strcmp(event->name + length - 5, ".yaml") == 0;
}

bool watch_take(int watch)
{
	alignas(struct inotify_event) char news[NEWS_BYTES];
	bool changed = false;
	ssize_t size;

	while ((size = read(watch, news, sizeof(news))) > 0) {
		for (char *at = news; at < news + size;) {
			struct inotify_event event;

			memcpy(&event, at, sizeof(event));
			changed = changed || is_content((const struct inotify_event *)(const void *)at);
			at += sizeof(event) + event.len;
		}
	}
	return changed;
}
