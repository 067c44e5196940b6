/* What became of something stays on the screen until the customer goes on: whatever is asked next waits behind it. */
#include "kiosk/kiosk_parts.h"

#include "base/text.h"

#include <string.h>

void kiosk_result_forget(struct kiosk *kiosk)
{
	kiosk->stale = kiosk->stale || kiosk->result_count > 0;
	explicit_bzero(kiosk->result, sizeof(kiosk->result));
	kiosk->result_count = 0;
	kiosk->result_is_new = false;
}

void kiosk_result_said(struct kiosk *kiosk, const struct saying *say)
{
	if (!(say->flags & SAYING_RESULT))
		return;
	if (!kiosk->result_is_new)
		kiosk_result_forget(kiosk);
	kiosk->result_is_new = true;
	if (kiosk->result_count < RESULTS_MAX)
		kiosk->result[kiosk->result_count++] = *say;
}

void kiosk_result_shown(struct kiosk *kiosk, const struct effect *show)
{
	if (kiosk->result_count == 0 || show->show.screen == SCREEN_STILL_THERE)
		return;
	if (kiosk->result_is_new)
		kiosk->result_was = *show;
	else if (!kiosk_asks_the_same(&kiosk->result_was, show))
		kiosk_result_forget(kiosk); /* not where only the language is another, or a silence asked again */
	kiosk->result_is_new = false;
	for (uint8_t i = 0; i < kiosk->result_count; i++) {
		struct saying *say = &kiosk->result[i];

		say->language = show->show.language;
		say->wording = (uint8_t)(say->wording % content_wordings(kiosk->content, say->text, say->language));
	}
}

void kiosk_result_words(const struct kiosk *kiosk, char *out, size_t out_bytes)
{
	size_t length = 0;

	out[0] = '\0';
	if (kiosk->result_is_new || !kiosk->has_show || kiosk->show.show.screen == SCREEN_STILL_THERE)
		return;
	for (uint8_t i = 0; i < kiosk->result_count; i++) {
		if (length > 0)
			length += text_copy(out + length, out_bytes - length, TEXT(" "));
		length += content_say(kiosk->content, &kiosk->result[i], out + length, out_bytes - length);
	}
}
