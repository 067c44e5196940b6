/* The training twin: new staff and shows play every action to its end, and nothing happens in the world. */
#include "business/action_job.h"
#include "content/say.h"

#include <poll.h>
#include <string.h>

enum { MOMENT_MS = 300 };

enum err action_training_do(const struct action_job *job, int stop_fd, struct action_answer *answer)
{
	struct pollfd stop = {.fd = stop_fd, .events = POLLIN};
	int left = action_left_ms(job);

	(void)poll(&stop, 1, left < MOMENT_MS ? left : MOMENT_MS);
	answer->outcome = OUTCOME_DONE;
	strcpy(answer->reference, "TRAINING");
	return ERR_NONE;
}
