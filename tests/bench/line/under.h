/* The programs beside the benchmark: what is measured, its peer, and sipp's telephones. Each works in the folder of the
 * run, on loopback and free ports, and is stopped by its own number. */
#ifndef FOYER_UNDER_H
#define FOYER_UNDER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { UNDER_PATH_BYTES = 512, UNDER_ARGUMENTS_MAX = 48 };

struct under {
	pid_t pid; /* 0: it does not run */
	uint16_t port;
};

/* A folder for this run, made and gone with it. False: it could not be made. */
bool under_folder_open(void);
void under_folder_close(void);
/* A path in it. */
void under_path(const char *name, char out[UNDER_PATH_BYTES]);
uint16_t under_free_port(void);

/* The real program, "run", for so many calls, with the repository's content. False: it did not come up; its log is on
 * stderr. */
bool under_foyer(struct under *under, unsigned calls_max);
/* baresip, which takes every call and plays that file (WAV). False: it is not here. */
bool under_baresip(struct under *under, unsigned calls_max, const char *wav);
/* This program's own line (serve.h); counted: by callgrind. */
bool under_serve(struct under *under, unsigned calls, bool counted);
/* Asks it to end, and waits. Its status; 0: in good order. */
int under_end(struct under *under);

uint64_t under_cpu_us(const struct under *under); /* of all its threads, so far */
/* Waits until it does next to nothing: after its start the voice makes what is said to everybody, for seconds. False:
 * it is still at it. */
bool under_is_still(const struct under *under);
/* What each of its threads used so far, to stderr; what is given is said in front. */
void under_tell_threads(const struct under *under, const char *when);
long under_resident_kb(const struct under *under);
unsigned under_descriptors(const struct under *under);
/* Instructions that callgrind counted, of a process that has ended; 0: it left no count. */
uint64_t under_instructions(pid_t pid);

/* So many calls: NAME.xml of this folder, `hold_ms` each, so many a second, their sound to `sound`. */
struct telephones {
	const char *name;
	unsigned count;
	unsigned per_s;
	unsigned hold_ms;
	uint16_t sound;
	uint16_t to;
};

struct sipp {
	pid_t pid;
};

bool telephones_begin(struct sipp *sipp, const struct telephones *telephones);
/* Waits for all of them. Returns 0 if each call went as the file says. */
int telephones_end(struct sipp *sipp);
/* The 99th percentile of INVITE to 200 of what `sipp` did, in ms; -1: nothing was measured. Also how many were. */
double telephones_set_up_p99_ms(const struct sipp *sipp, const char *name, unsigned *count);

void under_rests(unsigned ms);

#endif
