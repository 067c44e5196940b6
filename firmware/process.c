#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STAT_BYTES = 1024, STARTED_FIELD = 22, AFTER_NAME_FIELD = 2 };

/* proc(5): the 22nd field of stat, in ticks since boot. The second is the name, in brackets, and may hold anything. */
static unsigned long long started_ticks(void)
{
	char text[STAT_BYTES] = "";
	FILE *file = fopen("/proc/self/stat", "re");
	char *at;

	if (!file)
		return 0;
	if (!fgets(text, sizeof(text), file))
		text[0] = '\0';
	fclose(file);
	at = strrchr(text, ')');
	for (int field = AFTER_NAME_FIELD; at && field < STARTED_FIELD; field++)
		at = strchr(at + 1, ' ');
	return at ? strtoull(at, NULL, 10) : 0;
}

uint32_t process_age_ms(void)
{
	unsigned long long ticks = started_ticks();
	long per_s = sysconf(_SC_CLK_TCK);
	unsigned long long now_ms;
	struct timespec now;

	if (ticks == 0 || per_s <= 0 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
		return 0;
	now_ms = (unsigned long long)now.tv_sec * 1000 + (unsigned long long)now.tv_nsec / 1000000;
	return (uint32_t)(now_ms - ticks * 1000 / (unsigned long long)per_s);
}

uint32_t process_resident_kb(void)
{
	char text[STAT_BYTES] = "";
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long pages;
	char *at;

	if (!file)
		return 0;
	if (!fgets(text, sizeof(text), file))
		text[0] = '\0';
	fclose(file);
	at = strchr(text, ' '); /* all of it stands first, what is resident second */
	pages = at ? strtoul(at, NULL, 10) : 0;
	return (uint32_t)(pages * (unsigned long)sysconf(_SC_PAGESIZE) / 1024);
}
