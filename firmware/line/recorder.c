/* Calls as files. */
#include "line/recorder.h"

#include "log.h"
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	SIDES = 2,
	HEADER_BYTES = 58,
	FRAME_BYTES = SIDES * CODEC_FRAME_BYTES,
	HELD_BYTES_MAX = RECORDER_HOLDS_MS / CODEC_FRAME_MS * FRAME_BYTES,
	WRITE_EVERY_MS = 500,
	CLEAN_EVERY_S = 3600,
	DAY_S = 86400,
	NAME_MAX_BYTES = 48
};

struct recording {
	struct recording *next;
	struct recorder *recorder;
	int file;
	bool ended;
	bool failed; /* said once */
	uint32_t written;
	size_t held;
	uint8_t bytes[HELD_BYTES_MAX];
};

struct recorder {
	pthread_t thread;
	pthread_mutex_t lock; /* guards all below */
	pthread_cond_t wanted;
	bool stopping;
	struct recording *list;
	unsigned keep_days;
	char folder[PATH_BYTES_MAX];
	uint8_t writing[HELD_BYTES_MAX]; /* the thread's alone */
};

/* --- the file --- */

static void put32(uint8_t *at, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

/* RIFF, with the "fact" that formats other than PCM have: A-law, two sides, 8 kHz. */
static void make_header(uint8_t out[HEADER_BYTES], uint32_t sound_bytes)
{
	static const uint8_t empty[HEADER_BYTES + 1] = "RIFF____WAVEfmt \x12\0\0\0\x06\0\x02\0\x40\x1f\0\0\x80\x3e\0\0"
						       "\x02\0\x08\0\0\0"
						       "fact\x04\0\0\0____data____";

	memcpy(out, empty, HEADER_BYTES);
	put32(out + 4, HEADER_BYTES - 8 + sound_bytes);
	put32(out + 46, sound_bytes / SIDES);
	put32(out + 54, sound_bytes);
}

static bool write_at(int file, const uint8_t *bytes, size_t count, off_t at)
{
	while (count > 0) {
		ssize_t done = pwrite(file, bytes, count, at);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			count -= (size_t)done;
			at += done;
		}
	}
	return true;
}

static void write_header(const struct recording *recording)
{
	uint8_t header[HEADER_BYTES];

	make_header(header, recording->written);
	(void)write_at(
		recording->file, header, sizeof(header), 0); /* what is heard stands; a player guesses its length */
}

/* --- the thread; the lock is held but for the disk --- */

static void flush(struct recorder *recorder, struct recording *recording)
{
	size_t bytes = recording->held;
	bool good;

	memcpy(recorder->writing, recording->bytes, bytes);
	explicit_bzero(recording->bytes, bytes);
	recording->held = 0;
	pthread_mutex_unlock(&recorder->lock);
	good = write_at(recording->file, recorder->writing, bytes, (off_t)HEADER_BYTES + recording->written);
	recording->written += good ? (uint32_t)bytes : 0;
	if (bytes > 0)
		write_header(recording);
	explicit_bzero(recorder->writing, bytes);
	pthread_mutex_lock(&recorder->lock);
	if (!good && !recording->failed)
		log_error("recordings: %s: %s: a call is not whole: make room on that disk", recorder->folder,
			strerror(errno));
	recording->failed = recording->failed || !good;
}

static void flush_all(struct recorder *recorder)
{
	struct recording **at = &recorder->list;

	while (*at) {
		struct recording *recording = *at;
		bool ended = recording->ended; /* nothing is put behind that */

		flush(recorder, recording);
		if (!ended) {
			at = &recording->next;
			continue;
		}
		/* Whoever began one meanwhile put it at the front. */
		for (at = &recorder->list; *at != recording; at = &(*at)->next)
			;
		*at = recording->next;
		close(recording->file);
		explicit_bzero(recording, sizeof(*recording));
		free(recording);
	}
}

static bool is_recording(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".wav") == 0;
}

static void clean(const char *folder, unsigned keep_days)
{
	time_t oldest = time(NULL) - (time_t)keep_days * DAY_S;
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	struct stat about;

	while (dir && (entry = readdir(dir)) != NULL)
		if (is_recording(entry->d_name) && fstatat(dirfd(dir), entry->d_name, &about, 0) == 0 &&
			about.st_mtime < oldest)
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
}

static void wait_some(struct recorder *recorder)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += WRITE_EVERY_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	(void)pthread_cond_timedwait(&recorder->wanted, &recorder->lock, &until);
}

static void *work(void *self)
{
	struct recorder *recorder = self;
	time_t cleaned = time(NULL); /* at the start */

	pthread_mutex_lock(&recorder->lock);
	while (!recorder->stopping) {
		if (time(NULL) - cleaned >= CLEAN_EVERY_S) {
			pthread_mutex_unlock(&recorder->lock);
			clean(recorder->folder, recorder->keep_days);
			cleaned = time(NULL);
			pthread_mutex_lock(&recorder->lock);
		}
		wait_some(recorder);
		flush_all(recorder);
	}
	for (struct recording *recording = recorder->list; recording; recording = recording->next)
		recording->ended = true;
	flush_all(recorder);
	pthread_mutex_unlock(&recorder->lock);
	return NULL;
}

/* --- from any thread --- */

static int make_file(const struct recorder *recorder, uint32_t call)
{
	char path[PATH_BYTES_MAX + NAME_MAX_BYTES];
	char when[32];
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local) || strftime(when, sizeof(when), "%Y-%m-%d-%H%M%S", &local) == 0)
		return -1;
	snprintf(path, sizeof(path), "%s/%s-%u.wav", recorder->folder, when, call);
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

struct recording *recording_begin(struct recorder *recorder, uint32_t call)
{
	struct recording *recording = calloc(1, sizeof(*recording));

	if (!recording)
		return NULL;
	recording->recorder = recorder;
	recording->file = make_file(recorder, call);
	if (recording->file < 0) {
		log_error("recordings: %s: %s: a call is not recorded: let this account write there", recorder->folder,
			strerror(errno));
		free(recording);
		return NULL;
	}
	pthread_mutex_lock(&recorder->lock);
	recording->next = recorder->list;
	recorder->list = recording;
	pthread_mutex_unlock(&recorder->lock);
	return recording;
}

void recording_put(
	struct recording *recording, const uint8_t caller[CODEC_FRAME_BYTES], const uint8_t heard[CODEC_FRAME_BYTES])
{
	struct recorder *recorder = recording->recorder;
	bool fits;

	pthread_mutex_lock(&recorder->lock);
	fits = recording->held + FRAME_BYTES <= HELD_BYTES_MAX;
	for (size_t i = 0; fits && i < CODEC_FRAME_BYTES; i++) {
		recording->bytes[recording->held++] = caller[i];
		recording->bytes[recording->held++] = heard[i];
	}
	pthread_mutex_unlock(&recorder->lock);
}

void recording_end(struct recording *recording)
{
	if (!recording)
		return;
	pthread_mutex_lock(&recording->recorder->lock);
	recording->ended = true;
	pthread_mutex_unlock(&recording->recorder->lock);
}

enum err recorder_open(struct recorder **out, const char *folder, unsigned keep_days)
{
	struct recorder *recorder = calloc(1, sizeof(*recorder));

	*out = NULL;
	if (!recorder)
		return ERR_NO_SPACE;
	recorder->keep_days = keep_days;
	if ((size_t)snprintf(recorder->folder, sizeof(recorder->folder), "%s", folder) >= sizeof(recorder->folder) ||
		(mkdir(folder, S_IRWXU) != 0 && errno != EEXIST) || chmod(folder, S_IRWXU) != 0) {
		free(recorder);
		return ERR_IO;
	}
	clean(recorder->folder, keep_days);
	pthread_mutex_init(&recorder->lock, NULL);
	pthread_cond_init(&recorder->wanted, NULL);
	if (pthread_create(&recorder->thread, NULL, work, recorder)) {
		free(recorder);
		return ERR_NO_SPACE;
	}
	*out = recorder;
	return ERR_NONE;
}

void recorder_close(struct recorder *recorder)
{
	if (!recorder)
		return;
	pthread_mutex_lock(&recorder->lock);
	recorder->stopping = true;
	pthread_cond_signal(&recorder->wanted);
	pthread_mutex_unlock(&recorder->lock);
	pthread_join(recorder->thread, NULL);
	pthread_cond_destroy(&recorder->wanted);
	pthread_mutex_destroy(&recorder->lock);
	free(recorder);
}
