/* What a business's program or server answers: an outcome with texts that fit, or ERR_FORMAT. */
#include "fuzz.h"

#include "business/action_job.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct action_job job = {.languages = {"en", "it"}, .id = "block_card", .key = "desk-1"};
	static struct action_answer answer;
	static struct event event;

	job.known = size % 2;
	if (action_answer_read(&job, (const char *)bytes, size, &answer))
		return 0;
	CHECK(memchr(answer.reference, '\0', sizeof(answer.reference)));
	CHECK(memchr(answer.text, '\0', sizeof(answer.text)));
	CHECK(memchr(answer.name, '\0', sizeof(answer.name)));
	CHECK(answer.language <= LANGUAGES_MAX);
	action_event(&job, &answer, &event);
	return 0;
}
