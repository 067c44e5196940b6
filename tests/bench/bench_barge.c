/* How well somebody who speaks over a prompt is told from the prompt's own echo: a made-up line (its echo
 * and noise drawn from a seed), real people's voices. One JSON line on stdout; exit 3 if the recordings or the voice
 * are not there. */
#include "barge_score.h"

#include "adapter/voice_espeak.h"
#include "json_write.h"

#include <stdlib.h>

enum { EXIT_NO_DATA = 3, MINUTES = 30, PEOPLE_EVERY = 2, DIGITS_EVERY = 4 };

static void put_people(struct json_out *out, const char *name, const struct barge_tally *tally)
{
	json_put_map(out, name);
	json_put_whole(out, "tried", tally->tried);
	json_put_whole(out, "in_time", tally->in_time);
	json_put_whole(out, "in_time_permille", tally->tried ? tally->in_time * 1000 / tally->tried : 0);
	json_put_whole(out, "early", tally->early);
	json_put_whole(out, "late", tally->late);
	json_put_whole(out, "never", tally->never);
	json_put_whole(out, "median_ms", tally->median_ms);
	json_put_end(out);
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	struct barge_tally tally[3] = {0};
	struct voice voice;
	struct json_out out;
	bool there;

	if (voice_espeak_open(&voice))
		return EXIT_NO_DATA;
	there = barge_score_prompts(&voice, seed, MINUTES, &tally[0]) &&
		barge_score_people(&voice, seed, "orders", PEOPLE_EVERY, &tally[0]) &&
		barge_score_people(&voice, seed, "spelling", PEOPLE_EVERY, &tally[1]) &&
		barge_score_people(&voice, seed, "digits", DIGITS_EVERY, &tally[2]);
	voice.ops->close(voice.self);
	if (!there)
		return EXIT_NO_DATA;
	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_text(&out, "bench", "barge");
	json_put_whole(&out, "seed", (int64_t)seed);
	json_put_whole(&out, "prompts_s", tally[0].prompts_s);
	json_put_whole(&out, "false_starts", tally[0].false_starts);
	put_people(&out, "orders", &tally[0]);
	put_people(&out, "spelling", &tally[1]);
	put_people(&out, "digits", &tally[2]);
	json_put_end(&out);
	putchar('\n');
	return 0;
}
