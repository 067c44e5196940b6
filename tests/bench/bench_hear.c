/* How well real people are heard with Debian's model: single digits over the telephone, coffee orders in
 * a room and by telephone. One JSON line on
 * stdout, progress on stderr; exit 3 if the recordings or the model are not there. */
#include "hear_score.h"

#include "adapter/recogniser_pocketsphinx.h"
#include "adapter/voice_espeak.h"
#include "json_write.h"

enum { EXIT_NO_DATA = 3 };

static void put_speakers(struct json_out *out, const struct hear_tally *tally)
{
	json_put_map(out, "by_speaker");
	for (unsigned i = 0; i < tally->speakers_count; i++) {
		json_put_map(out, tally->speakers[i].name);
		json_put_whole(out, "files", tally->speakers[i].files);
		json_put_whole(out, "right", tally->speakers[i].right);
		json_put_end(out);
	}
	json_put_end(out);
}

static void put_tally(struct json_out *out, const char *name, const struct hear_tally *tally)
{
	json_put_map(out, name);
	json_put_whole(out, "files", tally->files);
	json_put_whole(out, "right", tally->right);
	json_put_whole(out, "right_permille", tally->right * 1000 / tally->files);
	json_put_whole(out, "work_permille_of_audio", (int64_t)(tally->work_ms * 1000 / tally->audio_ms));
	if (tally->speakers_count)
		put_speakers(out, tally);
	json_put_end(out);
}

int main(void)
{
	struct voice voice;
	struct recogniser recogniser;
	struct recogniser_settings settings = {.voice = &voice};
	struct hear_tally digits;
	struct hear_tally orders;
	struct hear_tally called;
	struct json_out out;
	bool there = false;

	if (voice_espeak_open(&voice) || recogniser_pocketsphinx_open(&recogniser, &settings))
		return EXIT_NO_DATA;
	if (hear_digits(&recogniser, 1, &digits) && hear_orders(&recogniser, 1, &orders)) {
		hear_over_telephone(true);
		there = hear_orders(&recogniser, 2, &called);
	}
	if (there) {
		json_to_file(&out, stdout);
		json_put_map(&out, NULL);
		json_put_text(&out, "bench", "hear");
		put_tally(&out, "digits", &digits);
		put_tally(&out, "orders", &orders);
		put_tally(&out, "orders_by_telephone", &called);
		json_put_end(&out);
		putchar('\n');
	}
	recogniser.ops->close(recogniser.self);
	voice.ops->close(voice.self);
	return there ? 0 : EXIT_NO_DATA;
}
