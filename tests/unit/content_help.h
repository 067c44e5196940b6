/* For the tests of content: a copy of a demonstration site that may be spoilt, and the mistakes found in it. */
#ifndef FOYER_TESTS_CONTENT_HELP_H
#define FOYER_TESTS_CONTENT_HELP_H

#include "site/content_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BANK FOYER_SOURCE_DIR "/assets/content"
#define SHOP FOYER_SOURCE_DIR "/assets/phone-shop"

enum { SITE_PATH_MAX = 300, SITE_FILE_MAX = 1 << 17 };

struct site {
	char folder[SITE_PATH_MAX];
	struct problems problems;
};

static inline void site_run(const char *command, const char *a, const char *b)
{
	char line[3 * SITE_PATH_MAX];

	snprintf(line, sizeof(line), command, a, b);
	assert_int_equal(system(line), 0);
}

/* A copy of the bank in a folder of its own. */
static inline struct site *site_open(void)
{
	struct site *site = calloc(1, sizeof(*site));

	assert_non_null(site);
	snprintf(site->folder, sizeof(site->folder), "%s/site.XXXXXX", FOYER_BUILD_DIR);
	assert_non_null(mkdtemp(site->folder));
	site_run("cp '%s'/*.yaml '%s'/", BANK, site->folder);
	return site;
}

static inline void site_close(struct site *site)
{
	site_run("rm -rf '%s'%s", site->folder, "");
	free(site);
}

static inline void site_path(const struct site *site, const char *file, char path[2 * SITE_PATH_MAX])
{
	snprintf(path, 2 * SITE_PATH_MAX, "%s/%s", site->folder, file);
}

/* The whole file; to be freed. */
static inline char *site_file(const struct site *site, const char *file)
{
	char path[2 * SITE_PATH_MAX];
	char *text = calloc(1, SITE_FILE_MAX);
	FILE *in;

	site_path(site, file, path);
	in = fopen(path, "rb");
	assert_non_null(in);
	assert_true(fread(text, 1, SITE_FILE_MAX - 1, in) > 0);
	fclose(in);
	return text;
}

static inline void site_put(const struct site *site, const char *file, const void *bytes, size_t size)
{
	char path[2 * SITE_PATH_MAX];
	FILE *out;

	site_path(site, file, path);
	out = fopen(path, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	fclose(out);
}

/* The first `find` behind the first `after` becomes `put`. Returns the line where it begins. */
static inline unsigned site_edit(
	const struct site *site, const char *file, const char *after, const char *find, const char *put)
{
	char *old = site_file(site, file);
	char *fresh = calloc(1, 2 * SITE_FILE_MAX);
	char *start = strstr(old, after);
	char *at = start ? strstr(start, find) : NULL;
	unsigned line = 1;

	if (!at)
		fail_msg("%s has no \"%s\" behind \"%s\"", file, find, after);
	for (const char *c = old; c < at; c++)
		line += *c == '\n';
	snprintf(fresh, 2 * SITE_FILE_MAX, "%.*s%s%s", (int)(at - old), old, put, at + strlen(find));
	site_put(site, file, fresh, strlen(fresh));
	free(old);
	free(fresh);
	return line;
}

static inline void site_check(struct site *site)
{
	void *image;
	enum err err = content_load(site->folder, &image, &site->problems);

	assert_int_equal(err == ERR_NONE, site->problems.count == 0);
	free(image);
}

/* Whether a problem begins with "file:line: " and holds the words. */
static inline bool site_says(const struct site *site, const char *file, unsigned line, const char *words)
{
	char start[SITE_PATH_MAX];

	if (line)
		snprintf(start, sizeof(start), "%s:%u: ", file, line);
	else
		snprintf(start, sizeof(start), "%s: ", file);
	for (uint16_t i = 0; i < site->problems.count; i++)
		if (strncmp(site->problems.list[i].text, start, strlen(start)) == 0 &&
			strstr(site->problems.list[i].text, words))
			return true;
	return false;
}

static inline void site_print(const struct site *site)
{
	for (uint16_t i = 0; i < site->problems.count; i++)
		print_message("%s\n", site->problems.list[i].text);
}

#endif
