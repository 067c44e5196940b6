/* Whether the other side is still there, asked by OPTIONS over SIP. */
#include "line/sip_parts.h"

#include <re.h>

enum { STATUS_TIMEOUT = 408, STATUS_NO_SUCH_CALL = 481, STATUS_UNAVAILABLE = 503 };

/* Whatever else it answers, it is there: that it does not like the question, or wants a password. */
static void on_answer(int err, const struct sip_msg *msg, void *self)
{
	struct sip_probe *probe = self;

	if (!err && msg && msg->scode < 200)
		return;
	probe->gone = err || !msg || msg->scode == STATUS_TIMEOUT || msg->scode == STATUS_NO_SUCH_CALL ||
		      msg->scode == STATUS_UNAVAILABLE;
}

void sip_probe_ask(struct sip_probe *probe, struct sip *sip, struct sip_dialog *dialog)
{
	if (probe->request || !dialog)
		return;
	probe->at_ms = tmr_jiffies();
	if (sip_drequestf(&probe->request, sip, true, "OPTIONS", dialog, 0, NULL, NULL, on_answer, probe,
		    "Accept: application/sdp\r\nContent-Length: 0\r\n\r\n"))
		probe->gone = true;
}

void sip_probe_end(struct sip_probe *probe)
{
	probe->request = mem_deref(probe->request);
}
