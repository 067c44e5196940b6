#include "ledger.h"

#include "base/text.h"
#include "json_write.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 1024 };

static const char help[] =
	"ledger: the back end of foyer's demonstration businesses\n"
	"\n"
	"  ledger VERB        does it: one request as JSON on stdin, one answer as JSON on stdout\n"
	"  ledger status KEY  what became of that key\n"
	"  ledger list [--json]   what was done, oldest first\n"
	"  ledger serve PORT  the same by POST on http://127.0.0.1:PORT/ (0: any free port)\n"
	"\n"
	"VERB: look-up verify activate deactivate block unblock book cancel move move-back register\n"
	"request: {\"key\": \"desk-17\", \"action\": \"block_card\", \"ask\": false, \"language\": \"en\", \"inputs\": "
	"{...}}\n"
	"answer:  {\"outcome\": \"done|refused|unknown|failed\", \"reference\": \"B-1001\", \"text\": \"...\", "
	"\"name\": \"...\"}\n"
	"A key is done once; a repeat gets the same answer. With \"ask\": true nothing is done.\n"
	"\n"
	"Customers (invented): 100001 to 100050. Customer 1000NN was born in the year 1940 + NN, in the month\n"
	"(NN - 1) mod 12 + 1, on day (NN - 1) mod 28 + 1: 100001 is Anna Rossi, 1941-01-01; 100042 is Marco Galli, "
	"1982-06-14.\n"
	"Repairs (invented): 20001 to 20050; the phone of repair 200NN is 333 555 01NN.\n"
	"\n"
	"LEDGER_FILE    the ledger (otherwise $XDG_STATE_HOME/foyer/ledger.jsonl, ~/.local/state/foyer/ledger.jsonl)\n"
	"LEDGER_FAULTS  what goes wrong on demand, with commas: fail (does not do it), delay=MS (waits before),\n"
	"               late (waits after it is done, before it answers), twice (answers twice), hang (does it, never\n"
	"               answers), unsure (asked about an outcome it says unknown)\n";

/* Makes every folder on the way to the file. */
static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST) {
			fprintf(stderr, "ledger: %s: %s: set LEDGER_FILE to a file that can be written\n", path,
				strerror(errno));
			return false;
		}
		*slash = '/';
	}
	return true;
}

static bool find_path(char *out, size_t out_bytes)
{
	const char *file = getenv("LEDGER_FILE");
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	int bytes;

	if (file && *file)
		bytes = snprintf(out, out_bytes, "%s", file);
	else if (state && *state)
		bytes = snprintf(out, out_bytes, "%s/foyer/ledger.jsonl", state);
	else if (home && *home)
		bytes = snprintf(out, out_bytes, "%s/.local/state/foyer/ledger.jsonl", home);
	else
		bytes = -1;
	if (bytes < 0 || (size_t)bytes >= out_bytes) {
		fprintf(stderr, "ledger: no place for the ledger: set LEDGER_FILE\n");
		return false;
	}
	return make_folders(out);
}

static int command_verb(const char *path, const struct faults *faults, const struct verb *verb)
{
	static char body[BODY_BYTES_MAX + 1];
	size_t bytes = fread(body, 1, sizeof(body), stdin);
	char out[2048];

	if (bytes == sizeof(body)) {
		fprintf(stderr, "ledger: stdin: more than %d bytes is no request\n", BODY_BYTES_MAX);
		return 1;
	}
	desk_answer(path, faults, verb, body, bytes, out, sizeof(out));
	return fputs(out, stdout) < 0 || fflush(stdout) != 0;
}

static int command_list(const char *path, bool as_json)
{
	struct ledger *ledger;
	enum err err = ledger_open(&ledger, path);

	if (err) {
		fprintf(stderr, "ledger: %s: %s\n", path, err_name(err));
		return 1;
	}
	ledger_print(ledger, as_json, stdout);
	ledger_close(ledger);
	return 0;
}

static int command_status(const char *path, const char *key)
{
	struct ledger *ledger;
	enum err err = ledger_open(&ledger, path);
	struct answer answer = {.outcome = "failed"};
	struct json_out out;

	if (err) {
		fprintf(stderr, "ledger: %s: %s\n", path, err_name(err));
		return 1;
	}
	ledger_find(ledger, key, &answer);
	ledger_close(ledger);
	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_text(&out, "outcome", answer.outcome);
	json_put_text(&out, "reference", answer.reference);
	json_put_text(&out, "text", answer.text);
	json_put_text(&out, "name", answer.name);
	json_put_end(&out);
	return putchar('\n') == EOF;
}

static int command_serve(const char *path, const struct faults *faults, const char *port)
{
	char *end;
	unsigned long value = strtoul(port, &end, 10);

	if (end == port || *end || value > 65535) {
		fprintf(stderr, "ledger: serve: a port is a number from 0 to 65535, not \"%s\"\n", port);
		return 2;
	}
	return ledger_serve(path, faults, (unsigned)value);
}

int main(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "";
	const struct verb *verb = verb_by_name(command);
	static char path[PATH_BYTES_MAX];
	static struct faults faults;

	if (strcmp(command, "--help") == 0 || strcmp(command, "-h") == 0)
		return fputs(help, stdout) < 0;
	if (!faults_read(getenv("LEDGER_FAULTS"), &faults)) {
		fprintf(stderr, "ledger: LEDGER_FAULTS: \"%s\" names no fault: see ledger --help\n",
			getenv("LEDGER_FAULTS"));
		return 2;
	}
	if (!find_path(path, sizeof(path)))
		return 1;
	if (verb && argc == 2)
		return command_verb(path, &faults, verb);
	if (strcmp(command, "list") == 0 && (argc == 2 || (argc == 3 && strcmp(argv[2], "--json") == 0)))
		return command_list(path, argc == 3);
	if (strcmp(command, "status") == 0 && argc == 3)
		return command_status(path, argv[2]);
	if (strcmp(command, "serve") == 0 && argc == 3)
		return command_serve(path, &faults, argv[2]);
	fputs(help, stderr);
	return 2;
}
