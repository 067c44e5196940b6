#include "site/content_files.h"

#include "limits.h"
#include "site/content_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct content_files {
	struct content_tree tree;
	struct doc_file list[CONTENT_FILES_MAX];
	struct doc doc;
};

/* Paths relative to the folder, found first and then sorted, so that every machine reads them in the same order. */
struct found {
	char *paths[CONTENT_FILES_MAX];
	uint16_t count;
	bool too_many;
};

static const char *reason(int code)
{
	switch (code) {
	case ENOENT: return "it is not there: check the path";
	case ENOTDIR: return "it is not a folder: name the folder that holds the files";
	case EACCES: return "no right to read it: run chmod a+rX on it";
	default: return "reading failed: check the disk or the stick";
	}
}

static bool ends_with(const char *name, const char *end)
{
	size_t length = strlen(name);

	return length >= strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void found_close(struct found *found)
{
	while (found->count > 0)
		free(found->paths[--found->count]);
}

static void note_file(struct found *found, const char *path, struct problems *problems)
{
	if (ends_with(path, ".yml")) {
		problem_add(problems, path, 0, "files that end in .yml are not read: rename it to .yaml");
		return;
	}
	if (!ends_with(path, ".yaml"))
		return;
	if (found->count == CONTENT_FILES_MAX) {
		found->too_many = true;
		return;
	}
	found->paths[found->count] = strdup(path);
	if (found->paths[found->count])
		found->count++;
}

static void look_into(int folder, const char *below, struct found *found, struct problems *problems);

static void look_at(int folder, const char *below, const char *name, struct found *found, struct problems *problems)
{
	char path[2 * NAME_MAX + 2];
	struct stat stat;

	snprintf(path, sizeof(path), "%s%s%s", below, *below ? "/" : "", name);
	if (fstatat(folder, path, &stat, 0) != 0 || !S_ISDIR(stat.st_mode))
		note_file(found, path, problems);
	else if (!*below)
		look_into(folder, path, found, problems);
	else
		problem_add(problems, path, 0, "folders inside folders are not read: move its files one folder up");
}

/* `below`: "" or the name of a folder in the site's folder. */
static void look_into(int folder, const char *below, struct found *found, struct problems *problems)
{
	int fd = openat(folder, *below ? below : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	if (!dir) {
		problem_add(problems, *below ? below : NULL, 0, "%s", reason(errno));
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			look_at(folder, below, entry->d_name, found, problems);
	closedir(dir);
}

/* --- one file --- */

/* Text is UTF-8 without NUL; the first byte that is not says where to look. */
static bool is_text(const char *path, struct text bytes, struct problems *problems)
{
	const char *at = bytes.at;
	const char *end = bytes.at + bytes.length;
	uint32_t line = 1;

	while (at < end) {
		const char *before = at;
		uint32_t point = text_next(&at, end);

		if (point == 0) {
			problem_add(problems, path, line,
				"this is no text file (it holds the byte 0): take it away or save it "
				"as text in UTF-8");
			return false;
		}
		if (point == 0xfffd && at - before == 1) {
			problem_add(problems, path, line, "this is not UTF-8: save the file as UTF-8 in your editor");
			return false;
		}
		line += point == '\n';
	}
	return true;
}

static void read_bytes(struct content_files *files, const char *path, struct text bytes, struct problems *problems)
{
	uint16_t file = files->doc.files_count;
	struct text kept;

	if (!content_tree_keep(&files->tree, path, strlen(path) + 1, &kept)) {
		problem_add(problems, path, 0, "memory is short: close other programs and try again");
		return;
	}
	files->list[file] = (struct doc_file){.path = kept.at};
	files->doc.files_count++;
	if (is_text(path, bytes, problems))
		files->list[file].root = content_yaml_read(&files->tree, file, kept.at, bytes, problems);
	files->doc.nodes = files->tree.nodes;
	files->doc.nodes_count = files->tree.count;
}

/* The whole file; NULL was told. */
static char *load(int fd, const char *path, size_t size, struct problems *problems)
{
	char *bytes = malloc(size + 1);
	size_t used = 0;
	ssize_t got = 1;

	while (bytes && used < size && got > 0) {
		got = read(fd, bytes + used, size - used);
		used += got > 0 ? (size_t)got : 0;
	}
	if (bytes && used == size)
		return bytes;
	problem_add(
		problems, path, 0, "%s", bytes ? reason(errno) : "memory is short: close other programs and try again");
	free(bytes);
	return NULL;
}

static void read_open_file(struct content_files *files, int fd, const char *path, struct problems *problems)
{
	struct stat stat;
	char *bytes;

	if (fstat(fd, &stat) != 0 || !S_ISREG(stat.st_mode)) {
		problem_add(problems, path, 0, "this is no plain file: take it away");
		return;
	}
	if (stat.st_size > CONTENT_FILE_BYTES_MAX) {
		problem_add(problems, path, 0,
			"it is %lld MB large: a content file has at most %d MB; split it, or take it away",
			(long long)((stat.st_size + (1 << 20) - 1) >> 20), CONTENT_FILE_BYTES_MAX >> 20);
		return;
	}
	bytes = load(fd, path, (size_t)stat.st_size, problems);
	if (bytes)
		read_bytes(files, path, (struct text){bytes, (uint32_t)stat.st_size}, problems);
	free(bytes);
}

static void read_file(struct content_files *files, int folder, const char *path, struct problems *problems)
{
	/* O_NONBLOCK: a pipe that somebody named .yaml must not keep us waiting. */
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		problem_add(problems, path, 0, "%s", reason(errno));
		return;
	}
	read_open_file(files, fd, path, problems);
	close(fd);
}

static struct content_files *files_new(struct problems *problems)
{
	struct content_files *files = calloc(1, sizeof(*files));

	if (!files) {
		problem_add(problems, NULL, 0, "memory is short: close other programs and try again");
		return NULL;
	}
	files->doc.files = files->list;
	return files;
}

struct content_files *content_files_open(const char *folder, struct problems *problems)
{
	struct content_files *files = files_new(problems);
	struct found found = {.count = 0};
	uint16_t before = problems->count;
	int fd;

	if (!files)
		return NULL;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		problem_add(problems, folder, 0, "%s", reason(errno));
		return files;
	}
	look_into(fd, "", &found, problems);
	qsort(found.paths, found.count, sizeof(found.paths[0]), compare_paths);
	if (found.too_many)
		problem_add(problems, folder, 0, "more than %d files: put some together", CONTENT_FILES_MAX);
	if (found.count == 0 && problems->count == before)
		problem_add(problems, folder, 0, "no file in it ends in .yaml: name the folder that holds the content");
	for (uint16_t i = 0; i < found.count; i++)
		read_file(files, fd, found.paths[i], problems);
	found_close(&found);
	close(fd);
	return files;
}

struct content_files *content_files_open_text(
	const char *name, const void *bytes, size_t size, struct problems *problems)
{
	struct content_files *files = files_new(problems);

	if (!files)
		return NULL;
	if (size > CONTENT_FILE_BYTES_MAX)
		problem_add(problems, name, 0, "it is too large: a content file has at most %d MB",
			CONTENT_FILE_BYTES_MAX >> 20);
	else
		read_bytes(files, name, (struct text){bytes, (uint32_t)size}, problems);
	return files;
}

const struct doc *content_files_doc(const struct content_files *files)
{
	return &files->doc;
}

void content_files_close(struct content_files *files)
{
	if (!files)
		return;
	content_tree_close(&files->tree);
	free(files);
}
