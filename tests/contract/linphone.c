#include "linphone.h"

#include "line_peer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	ANSWER_BYTES_MAX = 4096,
	TRIES_PER_S = 10,
	MS_PER_S = 1000,
	PATIENCE_S = 10,
	HEARS_S = 60,
	QUITS_S = 5,
	WAV_HEADER_BYTES = 44,
	BYTES_PER_MS = 16
};

/* Without a pipe it never looks at its network. */
static const char program[] = "/usr/bin/linphonec";
static const char hand[] = "/usr/bin/linphonecsh";
static const char config[] = "[sip]\n"
			     "sip_port=%u\n"
			     "sip_tcp_port=-1\n"
			     "sip_tls_port=-1\n"
			     "use_ipv6=0\n"
			     "bind_address=127.0.0.1\n"
			     "contact=sip:linphone@127.0.0.1\n"
			     "guess_hostname=0\n"
			     "[net]\n"
			     "dns_srv_enabled=0\n"
			     "[rtp]\n"
			     "audio_rtp_port=%u\n"
			     "audio_adaptive_jitt_comp_enabled=0\n" /* it would stretch what it keeps */
			     "audio_jitt_comp=120\n"
			     "[audio_codec_0]\n"
			     "mime=PCMA\n"
			     "rate=8000\n"
			     "channels=1\n"
			     "enabled=1\n";

bool linphone_is_installed(void)
{
	return access(program, X_OK) == 0 && access(hand, X_OK) == 0;
}

static void path_of(const struct linphone *phone, const char *name, char *out)
{
	snprintf(out, LINPHONE_PATH_BYTES_MAX, "%s/%s", phone->folder, name);
}

/* What it answers; false: nobody listens there. */
static bool ask(const char *order, char answer[ANSWER_BYTES_MAX])
{
	char command[2 * LINPHONE_PATH_BYTES_MAX];
	FILE *pipe;
	size_t bytes;

	snprintf(command, sizeof(command), "%s generic '%s' 2>&1", hand, order);
	pipe = popen(command, "re");
	assert_non_null(pipe);
	bytes = fread(answer, 1, ANSWER_BYTES_MAX - 1, pipe);
	answer[bytes] = '\0';
	return pclose(pipe) == 0;
}

static void order(const char *words)
{
	char answer[ANSWER_BYTES_MAX];

	if (!ask(words, answer))
		fail_msg("linphone does not \"%s\": %s", words, answer);
}

static void comes_to_answer(const char *words, const char *wanted, unsigned seconds)
{
	char answer[ANSWER_BYTES_MAX] = "";

	for (unsigned i = 0; i < seconds * TRIES_PER_S; i++) {
		if (ask(words, answer) && strstr(answer, wanted))
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	fail_msg("linphone answers to \"%s\": %s", words, answer);
}

static void run(const struct linphone *phone)
{
	char path[LINPHONE_PATH_BYTES_MAX];

	setenv("HOME", phone->folder, 1);
	path_of(phone, "out", path);
	dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
	dup2(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	path_of(phone, "config", path);
	execl(program, "linphonec", "--pipe", "-c", path, NULL);
	_exit(127);
}

static void write_config(const struct linphone *phone)
{
	char path[LINPHONE_PATH_BYTES_MAX];
	FILE *file;

	path_of(phone, "config", path);
	file = fopen(path, "we");
	assert_non_null(file);
	fprintf(file, config, phone->port, peer_free_port());
	fclose(file);
}

/* It does not make it, and without it it takes no calls. */
static void make_database_folder(const struct linphone *phone)
{
	static const char *const folders[] = {".local", ".local/share", ".local/share/linphone"};
	char path[LINPHONE_PATH_BYTES_MAX];

	for (unsigned i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		path_of(phone, folders[i], path);
		assert_int_equal(mkdir(path, 0700), 0);
	}
}

static int wait_for_turn(void)
{
	int fd = open("/tmp/foyer-linphone.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	return fd;
}

void linphone_open(struct linphone *phone)
{
	char words[LINPHONE_PATH_BYTES_MAX + 16];
	char heard[LINPHONE_PATH_BYTES_MAX];
	char port[32];

	phone->turn = wait_for_turn();
	strcpy(phone->folder, "/tmp/foyer-linphone.XXXXXX");
	assert_non_null(mkdtemp(phone->folder));
	make_database_folder(phone);
	phone->port = peer_free_port();
	write_config(phone);
	phone->linphonec = fork();
	assert_true(phone->linphonec >= 0);
	if (phone->linphonec == 0)
		run(phone);
	snprintf(port, sizeof(port), "sip port = %u", phone->port);
	comes_to_answer("ports", port, PATIENCE_S);
	order("soundcard use files");
	linphone_heard(phone, heard);
	snprintf(words, sizeof(words), "record %s", heard);
	order(words);
}

void linphone_takes(const struct linphone *phone, unsigned seconds)
{
	(void)phone;
	comes_to_answer("calls", "IncomingReceived", seconds);
	order("answer");
	comes_to_answer("calls", "StreamsRunning", PATIENCE_S);
}

void linphone_press(const struct linphone *phone, char key)
{
	(void)phone;
	order((char[]){key, '\0'});
}

void linphone_speaks(const struct linphone *phone, const char *wav)
{
	char words[LINPHONE_PATH_BYTES_MAX + 16];

	(void)phone;
	snprintf(words, sizeof(words), "play %s", wav);
	order(words);
}

void linphone_heard(const struct linphone *phone, char out[LINPHONE_PATH_BYTES_MAX])
{
	path_of(phone, "heard.wav", out);
}

static uint32_t heard_ms(const struct linphone *phone)
{
	char path[LINPHONE_PATH_BYTES_MAX];
	struct stat file;

	linphone_heard(phone, path);
	if (stat(path, &file) || file.st_size < WAV_HEADER_BYTES)
		return 0;
	return (uint32_t)((file.st_size - WAV_HEADER_BYTES) / BYTES_PER_MS);
}

void linphone_hears_on(const struct linphone *phone, uint32_t for_ms)
{
	const uint32_t until_ms = heard_ms(phone) + for_ms;

	for (unsigned i = 0; i < HEARS_S * TRIES_PER_S; i++) {
		if (heard_ms(phone) >= until_ms)
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	fail_msg("linphone hears nothing any more");
}

void linphone_is_let_go(const struct linphone *phone)
{
	(void)phone;
	comes_to_answer("calls", "No active call", PATIENCE_S);
}

/* Sometimes it waits for itself for ever. */
static void wait_for_end(const struct linphone *phone)
{
	for (unsigned i = 0; i < QUITS_S * TRIES_PER_S; i++) {
		if (waitpid(phone->linphonec, NULL, WNOHANG) == phone->linphonec)
			return;
		peer_rests(MS_PER_S / TRIES_PER_S);
	}
	kill(phone->linphonec, SIGKILL);
	assert_int_equal(waitpid(phone->linphonec, NULL, 0), phone->linphonec);
}

void linphone_close(struct linphone *phone)
{
	char command[LINPHONE_PATH_BYTES_MAX + 16];
	char answer[ANSWER_BYTES_MAX];

	(void)ask("quit", answer);
	wait_for_end(phone);
	close(phone->turn);
	snprintf(command, sizeof(command), "rm -r %s", phone->folder);
	assert_int_equal(system(command), 0);
}
