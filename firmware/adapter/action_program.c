/* An action done by a program: the request on its stdin, the answer the first line of its stdout. What it says on
 * stderr is not kept, for it might repeat what a customer said; its exit code is. */
#include "base/check.h"
#include "base/text.h"
#include "business/action_job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FOLDER_BYTES_MAX = 1024, LOOK_MS = 20, END_ROUND_MS = 2 };

struct run {
	const struct action_job *job;
	int stop_fd;
	pid_t pid;
	int in;  /* its stdin, -1 once all is said */
	int out; /* its stdout, -1 once it has ended */
	size_t said;
	size_t heard;
	int status;
	char answer[ACTION_ANSWER_BYTES_MAX];
};

/* --- finding and starting it --- */

static bool beside(char *out, size_t out_bytes, const char *folder, const char *name)
{
	char self[FOLDER_BYTES_MAX];
	ssize_t bytes = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (bytes <= 0)
		return false;
	self[bytes] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	bytes = snprintf(out, out_bytes, "%s/%s%s", self, folder, name);
	return bytes > 0 && (size_t)bytes < out_bytes && access(out, X_OK) == 0;
}

static bool on_path(char *out, size_t out_bytes, const char *name)
{
	const char *path = getenv("PATH");

	while (path && *path) {
		size_t bytes = strcspn(path, ":");
		int used = snprintf(out, out_bytes, "%.*s/%s", (int)bytes, path, name);

		/* An empty or relative entry would run what lies wherever the device was started. */
		if (path[0] == '/' && used > 0 && (size_t)used < out_bytes && access(out, X_OK) == 0)
			return true;
		path += bytes + (path[bytes] == ':');
	}
	return false;
}

static bool find(char *out, size_t out_bytes, const char *name)
{
	if (name[0] == '/') {
		text_copy(out, out_bytes, text_of(name));
		return access(out, X_OK) == 0;
	}
	if (strchr(name, '/'))
		return false;
	return beside(out, out_bytes, "", name) || beside(out, out_bytes, "../libexec/foyer/", name) ||
	       on_path(out, out_bytes, name);
}

static void words_of(const struct action_job *job, char *words[ACTION_WORDS_MAX + 1])
{
	char *at = (char *)(uintptr_t)job->target;

	for (uint8_t i = 0; i < job->words_count; i++) {
		words[i] = at;
		at += strlen(at) + 1;
	}
	words[job->words_count] = NULL;
}

/* No signal blocked or ignored, and a group of its own: ended with all that it began, untouched by a Ctrl-C. */
static int spawn(pid_t *pid, const char *path, char **words, const int pipes[4])
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t all;
	int code;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, pipes[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, pipes[3], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	code = posix_spawn(pid, path, &files, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return code;
}

static enum err begin(struct run *run)
{
	char path[FOLDER_BYTES_MAX];
	char *words[ACTION_WORDS_MAX + 1];
	int pipes[4] = {-1, -1, -1, -1}; /* its stdin: read, write; its stdout: read, write */
	enum err err = ERR_NONE;

	CHECK(run->job->words_count > 0);
	words_of(run->job, words);
	if (!find(path, sizeof(path), words[0]))
		return ERR_NOT_FOUND;
	if (pipe2(&pipes[0], O_CLOEXEC) != 0 || pipe2(&pipes[2], O_CLOEXEC) != 0)
		err = ERR_IO;
	else if (spawn(&run->pid, path, words, pipes) != 0)
		err = ERR_DENIED;
	for (int i = 0; i < 4; i++)
		if (pipes[i] >= 0 && (err || i == 0 || i == 3))
			close(pipes[i]);
	if (err)
		return err;
	run->in = pipes[1];
	run->out = pipes[2];
	fcntl(run->in, F_SETFL, O_NONBLOCK);
	fcntl(run->out, F_SETFL, O_NONBLOCK);
	return ERR_NONE;
}

/* --- talking with it --- */

static void hang_up(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void say(struct run *run)
{
	const struct action_job *job = run->job;
	ssize_t bytes = write(run->in, job->body + run->said, job->body_bytes - run->said);

	if (bytes > 0)
		run->said += (size_t)bytes;
	/* A program that does not listen may still answer. */
	if ((bytes < 0 && errno != EAGAIN && errno != EINTR) || run->said == job->body_bytes)
		hang_up(&run->in);
}

static void hear(struct run *run)
{
	char more[512];
	bool full = run->heard == sizeof(run->answer);
	ssize_t bytes = full ? read(run->out, more, sizeof(more))
			     : read(run->out, run->answer + run->heard, sizeof(run->answer) - run->heard);

	if (bytes == 0 || (bytes < 0 && errno != EAGAIN && errno != EINTR))
		hang_up(&run->out);
	else if (bytes > 0 && !full)
		run->heard += (size_t)bytes;
}

/* True once it has ended; *status is then its exit status. A SIGCHLD that is ignored loses the status: 0. */
static bool has_ended(struct run *run)
{
	pid_t pid = waitpid(run->pid, &run->status, WNOHANG);

	if (pid < 0)
		run->status = 0;
	return pid != 0;
}

/* False: it was told to stop. */
static bool talk(struct run *run)
{
	struct pollfd fds[3] = {
		{.fd = run->in, .events = POLLOUT},
		{.fd = run->out, .events = POLLIN},
		{.fd = run->stop_fd, .events = POLLIN},
	};
	int left = action_left_ms(run->job);
	int round = run->out < 0 ? END_ROUND_MS : LOOK_MS;

	if (poll(fds, 3, left < round ? left : round) <= 0)
		return true;
	if (fds[0].revents)
		say(run);
	if (fds[1].revents)
		hear(run);
	return !fds[2].revents;
}

/* What it had said before it ended; a child that it left behind is not waited for. */
static void hear_rest(struct run *run)
{
	size_t before;

	do {
		before = run->heard;
		if (run->out >= 0)
			hear(run);
	} while (run->heard > before);
}

/* True if it ended by itself before the deadline. */
static bool follow(struct run *run)
{
	bool ended = has_ended(run);

	while (!ended && action_left_ms(run->job) > 0 && talk(run))
		ended = has_ended(run);
	if (!ended) {
		/* It is ended for good before anybody asks what became of it, or the answer might change after. */
		kill(-run->pid, SIGKILL);
		while (waitpid(run->pid, &run->status, 0) < 0 && errno == EINTR)
			;
	}
	hear_rest(run);
	hang_up(&run->in);
	hang_up(&run->out);
	return ended;
}

enum err action_program_do(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	struct run run = {.job = job, .stop_fd = stop_fd, .in = -1, .out = -1};
	enum err err = begin(&run);
	bool ended;

	if (err) {
		answer->outcome = OUTCOME_FAILED; /* it never ran */
		return err;
	}
	ended = follow(&run);
	if (ended && (!WIFEXITED(run.status) || WEXITSTATUS(run.status) != 0))
		err = ERR_IO; /* whatever it said before, it did not end well */
	else if (!ended && !memchr(run.answer, '\n', run.heard))
		err = ERR_TIMEOUT;
	else
		err = action_answer_read(job, run.answer, run.heard, answer);
	explicit_bzero(run.answer, sizeof(run.answer));
	return err;
}
