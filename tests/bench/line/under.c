#include "under.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	UNDER_COUNTER_ARGUMENTS = 4, /* callgrind itself */
	UP_TRIES = 600,
	UP_EVERY_MS = 100,
	STILL_TRIES = 240,
	STILL_EVERY_MS = 500,
	STILL_US = 10000, /* 2 % of a processor: a waiting program's own clocks take less */
	STILL_IN_ROW = 4,
	US_PER_S = 1000000,
	TEXT_BYTES = 65536,
	SAMPLES_MAX = 100000
};

static char folder[] = "/tmp/bench-line-XXXXXX";

bool under_folder_open(void)
{
	return mkdtemp(folder) != NULL;
}

void under_folder_close(void)
{
	char command[UNDER_PATH_BYTES];

	snprintf(command, sizeof(command), "rm -r %s", folder);
	if (system(command))
		fprintf(stderr, "bench-line: %s is left over: remove it\n", folder);
}

void under_path(const char *name, char out[UNDER_PATH_BYTES])
{
	snprintf(out, UNDER_PATH_BYTES, "%s/%s", folder, name);
}

void under_rests(unsigned ms)
{
	const struct timespec rest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};

	nanosleep(&rest, NULL);
}

uint16_t under_free_port(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t bytes = sizeof(at);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool bound = fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0 &&
		     getsockname(fd, (struct sockaddr *)&at, &bytes) == 0;

	if (fd >= 0)
		close(fd);
	return bound ? ntohs(at.sin_port) : 0;
}

/* --- processes --- */

/* In the run's folder; what it prints goes to `log` there. It ends with this program, however that ends. */
static pid_t start(const char *const *arguments, const char *log)
{
	char path[UNDER_PATH_BYTES];
	pid_t child = fork();
	int out;

	if (child)
		return child > 0 ? child : 0;
	under_path(log, path);
	out = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (chdir(folder) || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
		_exit(127);
	execvp(arguments[0], (char *const *)arguments);
	_exit(127);
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void read_text(const char *path, char *out, size_t bytes_max)
{
	FILE *file = fopen(path, "re");
	size_t bytes = file ? fread(out, 1, bytes_max - 1, file) : 0;

	out[bytes] = '\0';
	if (file)
		fclose(file);
}

/* Until the log has these words, or the process is gone. */
static bool is_up(struct under *under, const char *log, const char *words)
{
	static char text[TEXT_BYTES];
	char path[UNDER_PATH_BYTES];

	under_path(log, path);
	for (unsigned i = 0; under->pid && i < UP_TRIES; i++) {
		read_text(path, text, sizeof(text));
		if (strstr(text, words))
			return true;
		if (waitpid(under->pid, NULL, WNOHANG) == under->pid)
			under->pid = 0;
		under_rests(UP_EVERY_MS);
	}
	fprintf(stderr, "bench-line: it did not come up:\n%s\n", text);
	if (under->pid)
		(void)under_end(under);
	return false;
}

int under_end(struct under *under)
{
	int status = 0;

	if (under->pid) {
		kill(under->pid, SIGTERM);
		status = wait_for(under->pid);
	}
	under->pid = 0;
	return status;
}

static bool write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	return file && fputs(text, file) >= 0 && fclose(file) == 0;
}

/* Nobody calls without a number here, and each number calls once. */
bool under_foyer(struct under *under, unsigned calls_max)
{
	char data[UNDER_PATH_BYTES];
	char path[UNDER_PATH_BYTES];
	char board[UNDER_PATH_BYTES];
	char text[UNDER_PATH_BYTES];
	char log[64];
	const char *const arguments[] = {FOYER_BUILD_DIR "/foyer", "run", "--board", board, "--content",
		FOYER_SOURCE_DIR "/assets/content", "--data", data, NULL};

	*under = (struct under){.port = under_free_port()};
	snprintf(log, sizeof(log), "foyer-%u.log", under->port);
	snprintf(data, sizeof(data), "%s/data-%u", folder, under->port);
	snprintf(board, sizeof(board), "%s/%u.board", folder, under->port);
	snprintf(text, sizeof(text),
		"sessions_max = %u\ncalls_max = %u\naudio = no\nmenu_heard = yes\nagents_socket = agents.sock\n",
		calls_max, calls_max);
	snprintf(path, sizeof(path), "%s/data-%u/line.conf", folder, under->port);
	if (mkdir(data, S_IRWXU) || !write_file(board, text))
		return false;
	snprintf(text, sizeof(text), "address = 127.0.0.1\nport = %u\n", under->port);
	if (!write_file(path, text))
		return false;
	under->pid = start(arguments, log);
	return is_up(under, log, "calls are taken at");
}

bool under_baresip(struct under *under, unsigned calls_max, const char *wav)
{
	char path[UNDER_PATH_BYTES];
	char text[2048];
	const char *const arguments[] = {"baresip", "-f", path, NULL};

	*under = (struct under){.port = under_free_port()};
	under_path("baresip", path);
	if (mkdir(path, S_IRWXU))
		return false;
	under_path("baresip/config", path);
	snprintf(text, sizeof(text),
		"sip_listen 127.0.0.1:%u\ncall_max_calls %u\ncall_local_timeout 600\naudio_source aufile,%s\n"
		"audio_player aufile,/dev/null\naudio_srate 8000-8000\naudio_channels 1-1\nrtp_ports 20000-29999\n"
		"module_path /usr/lib/baresip/modules\nmodule g711.so\nmodule aufile.so\nmodule_app account.so\n"
		"module_app menu.so\n",
		under->port, calls_max, wav);
	if (!write_file(path, text))
		return false;
	under_path("baresip/accounts", path);
	if (!write_file(path, "<sip:foyer@127.0.0.1>;regint=0;answermode=auto;audio_codecs=PCMA/8000/1\n"))
		return false;
	under_path("baresip/contacts", path);
	if (!write_file(path, "\n"))
		return false;
	under_path("baresip", path);
	under->pid = start(arguments, "baresip.log");
	return is_up(under, "baresip.log", "baresip is ready");
}

bool under_serve(struct under *under, unsigned calls, bool counted)
{
	char port[16];
	char count[16];
	char out[UNDER_PATH_BYTES];
	char log[64];
	static const char self[] = FOYER_BUILD_DIR "/bench-line";
	const char *const arguments[] = {
		"valgrind", "--quiet", "--tool=callgrind", out, self, "--serve", port, "--calls", count, NULL};

	*under = (struct under){.port = under_free_port()};
	snprintf(port, sizeof(port), "%u", under->port);
	snprintf(count, sizeof(count), "%u", calls);
	snprintf(out, sizeof(out), "--callgrind-out-file=%s/callgrind.%%p", folder);
	snprintf(log, sizeof(log), "serve-%u.log", under->port);
	under->pid = start(arguments + (counted ? 0 : UNDER_COUNTER_ARGUMENTS), log);
	return is_up(under, log, "calls are taken");
}

/* --- what the kernel says --- */

static void proc_path(const struct under *under, const char *name, char out[UNDER_PATH_BYTES])
{
	snprintf(out, UNDER_PATH_BYTES, "/proc/%d/%s", (int)under->pid, name);
}

/* To the nanosecond, unlike /proc/PID/stat's ticks. */
uint64_t under_cpu_us(const struct under *under)
{
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(under->pid, &clock) || clock_gettime(clock, &used))
		return 0;
	return (uint64_t)used.tv_sec * US_PER_S + (uint64_t)used.tv_nsec / 1000;
}

bool under_is_still(const struct under *under)
{
	uint64_t before_us = under_cpu_us(under);
	unsigned still = 0;

	for (unsigned i = 0; i < STILL_TRIES && still < STILL_IN_ROW; i++) {
		uint64_t now_us;

		under_rests(STILL_EVERY_MS);
		now_us = under_cpu_us(under);
		still = now_us - before_us < STILL_US ? still + 1 : 0;
		before_us = now_us;
	}
	fprintf(stderr, "still after %.1f s of processor time\n", (double)before_us / US_PER_S);
	return still == STILL_IN_ROW;
}

void under_tell_threads(const struct under *under, const char *when)
{
	char path[UNDER_PATH_BYTES];
	char text[256];
	const struct dirent *thread;
	DIR *threads;

	proc_path(under, "task", path);
	threads = opendir(path);
	fprintf(stderr, "%s, ms by thread:", when);
	while (threads && (thread = readdir(threads)))
		if (thread->d_name[0] != '.') {
			snprintf(path, sizeof(path), "/proc/%d/task/%.16s/schedstat", (int)under->pid, thread->d_name);
			read_text(path, text, sizeof(text));
			fprintf(stderr, " %.0f", strtod(text, NULL) / 1e6);
		}
	fprintf(stderr, "\n");
	if (threads)
		closedir(threads);
}

long under_resident_kb(const struct under *under)
{
	char path[UNDER_PATH_BYTES];
	char text[4096];
	const char *at;

	proc_path(under, "status", path);
	read_text(path, text, sizeof(text));
	at = strstr(text, "VmRSS:");
	return at ? strtol(at + strlen("VmRSS:"), NULL, 10) : 0;
}

unsigned under_descriptors(const struct under *under)
{
	char path[UNDER_PATH_BYTES];
	unsigned count = 0;
	DIR *fds;

	proc_path(under, "fd", path);
	fds = opendir(path);
	while (fds && readdir(fds))
		count++;
	if (fds)
		closedir(fds);
	return count;
}

uint64_t under_instructions(pid_t pid)
{
	char path[UNDER_PATH_BYTES];
	char line[256];
	uint64_t count = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/callgrind.%d", folder, (int)pid);
	file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, "totals:", 7) == 0)
			count = strtoull(line + 7, NULL, 10);
	if (file)
		fclose(file);
	return count;
}

/* --- sipp's telephones --- */

bool telephones_begin(struct sipp *sipp, const struct telephones *telephones)
{
	char file[UNDER_PATH_BYTES];
	char text[5][16];
	char place[32];
	char at[16];
	const char *const arguments[] = {"sipp", "-sf", file, "-m", text[0], "-r", text[1], "-d", text[2], "-l",
		text[3], "-key", "rtp", text[4], "-i", "127.0.0.1", "-p", at, "-nostdin", "-trace_rtt", "-rtt_freq",
		"1", "-timer_resol", "1", "-timeout", "900", "-trace_err", place, NULL};

	snprintf(file, sizeof(file), "%s/tests/bench/line/%s.xml", FOYER_SOURCE_DIR, telephones->name);
	snprintf(text[0], sizeof(text[0]), "%u", telephones->count);
	snprintf(text[1], sizeof(text[1]), "%u", telephones->per_s);
	snprintf(text[2], sizeof(text[2]), "%u", telephones->hold_ms);
	snprintf(text[3], sizeof(text[3]), "%u", telephones->count);
	snprintf(text[4], sizeof(text[4]), "%u", telephones->sound);
	snprintf(at, sizeof(at), "%u", under_free_port());
	snprintf(place, sizeof(place), "127.0.0.1:%u", telephones->to);
	sipp->pid = start(arguments, "sipp.log");
	return sipp->pid > 0;
}

int telephones_end(struct sipp *sipp)
{
	return wait_for(sipp->pid);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* sipp: "Date_ms;response_time_ms;rtd_no". The scenario was a copy of none: its file lies beside it. */
double telephones_set_up_p99_ms(const struct sipp *sipp, const char *name, unsigned *count)
{
	char path[UNDER_PATH_BYTES];
	char line[256];
	double *took_ms = calloc(SAMPLES_MAX, sizeof(*took_ms));
	double p99 = -1;
	FILE *file;

	*count = 0;
	snprintf(path, sizeof(path), "%s/%s_%d_rtt.csv", folder, name, (int)sipp->pid);
	file = fopen(path, "re");
	while (took_ms && file && *count < SAMPLES_MAX && fgets(line, sizeof(line), file)) {
		const char *at = strchr(line, ';');

		if (at && line[0] >= '0' && line[0] <= '9')
			took_ms[(*count)++] = strtod(at + 1, NULL);
	}
	if (file)
		fclose(file);
	if (*count) {
		qsort(took_ms, *count, sizeof(*took_ms), by_size);
		p99 = took_ms[*count * 99 / 100];
	}
	free(took_ms);
	return p99;
}
