/* How the line stands, told to whoever asks at a socket of this machine (`foyer line`). */
#include "json_write.h"
#include "line/line_status.h"
#include "line/sip_parts.h"
#include "local_socket.h"
#include "log.h"

#include <re.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct sip_status {
	const struct sip_line *line;
	const struct sip_accounts *accounts;
	struct line_status_also also;
	int folder;
	int socket;
};

static void tell(const struct sip_status *status, struct json_out *out)
{
	json_put_map(out, NULL);
	json_put_text(out, "place", status->line->now);
	json_put_whole(out, "tls_port", sip_accounts_tls_port(status->accounts));
	json_put_list(out, "accounts");
	sip_accounts_tell(status->accounts, out);
	json_put_end(out);
	json_put_list(out, "calls");
	sip_calls_tell(status->line, out);
	json_put_end(out);
	json_put_whole(out, "calls_max", status->line->calls_max);
	if (status->also.tell)
		status->also.tell(status->also.self, out);
	json_put_end(out);
}

/* Whole at once: it fits into what the system keeps for a socket, and nobody is waited for. */
static void on_asked(int flags, void *self)
{
	struct sip_status *status = self;
	int fd = accept4(status->socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	char *text = malloc(LINE_STATUS_BYTES_MAX);
	struct json_out out;

	(void)flags;
	if (fd >= 0 && text) {
		json_to_buffer(&out, text, LINE_STATUS_BYTES_MAX);
		tell(status, &out);
		if (!out.full)
			(void)send(fd, text, out.used, MSG_NOSIGNAL);
	}
	free(text);
	if (fd >= 0)
		close(fd);
}

/* The line itself does without. */
struct sip_status *sip_status_open(
	const struct sip_line *line, const struct sip_accounts *accounts, const struct line_status_also *also)
{
	struct sip_status *status = calloc(1, sizeof(*status));
	enum err err = ERR_NO_SPACE;

	if (!status)
		return NULL;
	*status = (struct sip_status){.line = line, .accounts = accounts, .also = *also, .socket = -1};
	status->folder = open(also->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (status->folder >= 0)
		err = local_socket_listen(&status->socket, status->folder, LINE_STATUS_SOCKET);
	if (!err && fd_listen(status->socket, FD_READ, on_asked, status) == 0)
		return status;
	log_warn("line: %s/" LINE_STATUS_SOCKET " cannot be made (%s): foyer line will not show how it stands",
		also->folder, err_name(err));
	if (err && status->socket >= 0) {
		close(status->socket);
		status->socket = -1;
	}
	sip_status_close(status);
	return NULL;
}

void sip_status_close(struct sip_status *status)
{
	if (!status)
		return;
	if (status->socket >= 0) {
		fd_close(status->socket);
		close(status->socket);
		(void)unlinkat(status->folder, LINE_STATUS_SOCKET, 0);
	}
	if (status->folder >= 0)
		close(status->folder);
	free(status);
}
