/* The real program run to its end, with what it printed, for the tests of its command line. */
#ifndef FOYER_TEST_RUN_HELP_H
#define FOYER_TEST_RUN_HELP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define FOYER FOYER_BUILD_DIR "/foyer"

enum { RUN_OUTPUT_BYTES_MAX = 65536 };

struct run {
	char folder[256]; /* of this test alone */
	char out[RUN_OUTPUT_BYTES_MAX];
	char err[RUN_OUTPUT_BYTES_MAX];
	int code;
};

static inline void run_read(const struct run *run, const char *name, char *out)
{
	char path[300];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", run->folder, name);
	file = fopen(path, "r");
	assert_non_null(file);
	size = fread(out, 1, RUN_OUTPUT_BYTES_MAX - 1, file);
	out[size] = '\0';
	fclose(file);
}

/* A line for the shell, without its own >. */
static inline void run_line(struct run *run, const char *line)
{
	char command[4096];
	int status;

	assert_true((size_t)snprintf(command, sizeof(command), "%s >'%s/out' 2>'%s/err'", line, run->folder,
			    run->folder) < sizeof(command));
	status = system(command);
	assert_true(WIFEXITED(status));
	run->code = WEXITSTATUS(status);
	run_read(run, "out", run->out);
	run_read(run, "err", run->err);
}

static inline void assert_has(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("it does not say \"%s\":\n%s", words, text);
}

static inline void assert_lacks(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("it says \"%s\":\n%s", words, text);
}

static inline unsigned lines(const char *text)
{
	unsigned count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static inline int set_up(void **state)
{
	struct run *run = calloc(1, sizeof(*run));
	const char *temporary = getenv("TMPDIR");

	assert_non_null(run);
	snprintf(run->folder, sizeof(run->folder), "%s/foyer-run-XXXXXX", temporary ? temporary : "/tmp");
	*state = run;
	return mkdtemp(run->folder) ? 0 : -1;
}

static inline int tear_down(void **state)
{
	struct run *run = *state;
	char command[1200];

	snprintf(command, sizeof(command), "chmod -R u+rwx '%s' && rm -rf '%s'", run->folder, run->folder);
	assert_int_equal(system(command), 0);
	free(run);
	return 0;
}

#endif
