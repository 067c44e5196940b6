/* How well the matcher finds the right topic on public question sets, beside a plain peer (nearest phrasing by BM25
 * over words) in the same run. One JSON line on stdout, progress on stderr; exit 3 if the sets are not there. */
#include "tiny_content.h"

#include "understand/match.h"
#include "understand/model.h"
#include "understand/tokens.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_MAX = 20000, LINE_BYTES_MAX = 4096, MODEL_BYTES = 64 << 20, SCRATCH_BYTES = 128 << 20, EXIT_NO_DATA = 3 };

struct row {
	char *words;
	char *label;
};

struct set {
	struct row *rows;
	uint32_t count;
};

/* What one system says about one question. */
struct answer {
	bool in_scope;
	bool right;
	double score;
	enum match_answer judged;
};

struct figures {
	double accuracy; /* of the questions in scope */
	double auroc;    /* in scope against out of scope, by score; NAN without any */
	double sure;     /* share answered at once, of those in scope */
	double sure_right;
	double none_of_out; /* out of scope and left alone */
};

static char *copy(const char *text)
{
	char *c = malloc(strlen(text) + 1);

	CHECK(c != NULL);
	return strcpy(c, text);
}

/* False: there is no such file. Rows are added to those already there. */
static bool set_read(struct set *set, const char *name)
{
	char path[1024];
	char line[LINE_BYTES_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/../shared/data/intents/%s", FOYER_SOURCE_DIR, name);
	file = fopen(path, "r");
	if (!file) {
		fprintf(stderr, "bench_match: %s: not there\n", path);
		return false;
	}
	if (!set->rows)
		set->rows = calloc(ROWS_MAX, sizeof(*set->rows));
	CHECK(set->rows != NULL);
	while (fgets(line, sizeof(line), file)) {
		char *tab = strchr(line, '\t');

		line[strcspn(line, "\r\n")] = '\0';
		if (!tab || set->count == ROWS_MAX)
			continue;
		*tab = '\0';
		set->rows[set->count++] = (struct row){copy(line), copy(tab + 1)};
	}
	fclose(file);
	return true;
}

static void set_close(struct set *set)
{
	for (uint32_t i = 0; i < set->count; i++) {
		free(set->rows[i].words);
		free(set->rows[i].label);
	}
	free(set->rows);
	*set = (struct set){0};
}

static struct content *content_of(const struct set *train)
{
	struct tiny tiny;
	struct content *c;

	tiny_open(&tiny);
	for (uint32_t i = 0; i < train->count; i++) {
		if (strcmp(train->rows[i].label, "NONE") != 0)
			tiny_topic(&tiny, train->rows[i].label);
	}
	for (uint16_t t = 0; t < tiny.topics_count; t++) {
		const char **asks = calloc(train->count, sizeof(*asks));
		uint32_t count = 0;

		CHECK(asks != NULL);
		for (uint32_t i = 0; i < train->count; i++) {
			if (strcmp(train->rows[i].label, tiny.strings + tiny.topics[t].id) == 0)
				asks[count++] = train->rows[i].words;
		}
		tiny_asks(&tiny, t, asks, count);
		free(asks);
	}
	c = tiny_image(&tiny);
	tiny_close(&tiny);
	return c;
}

/* ---- the peer: BM25 (Robertson & Zaragoza 2009; k1 1.2, b 0.75), the best phrasing's topic -------------------------
 */

struct peer {
	const struct set *train;
	struct tokens *docs;
	double mean_tokens;
};

static bool token_same(const struct token *a, const struct token *b)
{
	return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

static uint32_t token_times(const struct tokens *t, const struct token *token)
{
	uint32_t times = 0;

	for (uint16_t i = 0; i < t->count; i++)
		times += token_same(&t->list[i], token);
	return times;
}

static void peer_open(struct peer *p, const struct set *train)
{
	p->train = train;
	p->docs = calloc(train->count, sizeof(*p->docs));
	CHECK(p->docs != NULL);
	p->mean_tokens = 0;
	for (uint32_t i = 0; i < train->count; i++) {
		tokens_read(&p->docs[i], train->rows[i].words);
		p->mean_tokens += p->docs[i].count / (double)train->count;
	}
}

static uint32_t peer_best(const struct peer *p, const char *words, double *best)
{
	static struct tokens q;
	double *scores = calloc(p->train->count, sizeof(*scores));
	uint32_t winner = 0;

	CHECK(scores != NULL);
	tokens_read(&q, words);
	for (uint16_t i = 0; i < q.count; i++) {
		uint32_t with = 0;

		for (uint32_t d = 0; d < p->train->count; d++)
			with += token_times(&p->docs[d], &q.list[i]) > 0;
		for (uint32_t d = 0; d < p->train->count && with > 0; d++) {
			double tf = token_times(&p->docs[d], &q.list[i]);
			double idf = log(1 + (p->train->count - with + 0.5) / (with + 0.5));

			scores[d] += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * p->docs[d].count / p->mean_tokens));
		}
	}
	for (uint32_t d = 1; d < p->train->count; d++)
		winner = scores[d] > scores[winner] ? d : winner;
	*best = scores[winner];
	free(scores);
	return winner;
}

/* ---- figures ------------------------------------------------------------------------------------------------------
 */

static double auroc(const struct answer *answers, uint32_t count)
{
	double wins = 0;
	double pairs = 0;

	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t j = 0; answers[i].in_scope && j < count; j++) {
			if (answers[j].in_scope)
				continue;
			pairs++;
			wins += answers[i].score > answers[j].score    ? 1
				: answers[i].score == answers[j].score ? 0.5
								       : 0;
		}
	}
	return pairs > 0 ? wins / pairs : (double)NAN;
}

static struct figures figures_of(const struct answer *answers, uint32_t count)
{
	struct figures f = {0};
	double in = 0;
	double sure = 0;

	for (uint32_t i = 0; i < count; i++) {
		if (!answers[i].in_scope) {
			f.none_of_out += answers[i].judged == MATCH_NONE;
			continue;
		}
		in++;
		f.accuracy += answers[i].right;
		sure += answers[i].judged == MATCH_SURE;
		f.sure_right += answers[i].judged == MATCH_SURE && answers[i].right;
	}
	f.none_of_out = count > in ? f.none_of_out / (count - in) : (double)NAN;
	f.accuracy /= in;
	f.sure_right = sure > 0 ? f.sure_right / sure : (double)NAN;
	f.sure = sure / in;
	f.auroc = auroc(answers, count);
	return f;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct run {
	struct figures own;
	struct figures peer;
	double train_ms;
	double query_us;
	size_t model_bytes;
};

static void ask_own(const struct content *c, const void *model, const struct row *row, struct answer *answer)
{
	struct ranked ranked;

	match_rank(c, model, 0, row->words, &ranked);
	answer->in_scope = strcmp(row->label, "NONE") != 0;
	answer->score = ranked.count > 0 ? ranked.list[0].pct : 0;
	answer->judged = match_judge(&ranked, 100);
	answer->right = ranked.count > 0 &&
			strcmp(content_string(c, content_topic(c, ranked.list[0].topic)->id), row->label) == 0;
}

static struct run run(const struct set *train, const struct set *test)
{
	struct content *c = content_of(train);
	struct answer *answers = calloc(test->count, sizeof(*answers));
	struct arena scratch = {.base = malloc(SCRATCH_BYTES), .size = SCRATCH_BYTES};
	void *model = aligned_alloc(64, MODEL_BYTES);
	struct peer peer;
	struct run r;
	double before = seconds();

	CHECK(answers && scratch.base && model);
	r.model_bytes = model_build(c, &scratch, model, MODEL_BYTES);
	CHECK(r.model_bytes > 0 && model_sound(model, r.model_bytes) == ERR_NONE);
	r.train_ms = (seconds() - before) * 1e3;
	before = seconds();
	for (uint32_t i = 0; i < test->count; i++)
		ask_own(c, model, &test->rows[i], &answers[i]);
	r.query_us = (seconds() - before) * 1e6 / test->count;
	r.own = figures_of(answers, test->count);
	peer_open(&peer, train);
	for (uint32_t i = 0; i < test->count; i++) {
		uint32_t winner = peer_best(&peer, test->rows[i].words, &answers[i].score);

		answers[i].right = strcmp(train->rows[winner].label, test->rows[i].label) == 0;
	}
	r.peer = figures_of(answers, test->count);
	free(peer.docs);
	free(model);
	free(scratch.base);
	free(answers);
	free(c);
	return r;
}

static void print_number(const char *name, double value)
{
	if (isnan(value))
		printf("\"%s\":null", name);
	else
		printf("\"%s\":%.4f", name, value);
}

static void print_run(const char *name, const struct run *r)
{
	printf("\"%s\":{", name);
	print_number("accuracy", r->own.accuracy);
	printf(",");
	print_number("auroc", r->own.auroc);
	printf(",");
	print_number("sure", r->own.sure);
	printf(",");
	print_number("sure_right", r->own.sure_right);
	printf(",");
	print_number("none_of_out", r->own.none_of_out);
	printf(",");
	print_number("peer_accuracy", r->peer.accuracy);
	printf(",");
	print_number("peer_auroc", r->peer.auroc);
	printf(",\"train_ms\":%.1f,\"query_us\":%.1f,\"model_bytes\":%zu}", r->train_ms, r->query_us, r->model_bytes);
}

struct job {
	const char *name;
	const char *train;
	const char *test[3]; /* joined */
};

static const struct job jobs[] = {
	{"banking77_10", "banking77/train_10.tsv", {"banking77/valid.tsv"}},
	{"banking77_10_wer30", "banking77/train_10.tsv", {"banking77/valid_wer30.tsv"}},
	{"clinc150_10", "clinc150/train_10.tsv",
		{"clinc150/valid.tsv", "clinc150/oos_valid.tsv", "clinc150/oos_train.tsv"}},
	{"stackfaq_3", "stackfaq/train_3.tsv", {"stackfaq/dev.tsv"}},
	{"sofmattress", "hint3-sofmattress/train.tsv", {"hint3-sofmattress/test.tsv"}},
};

static bool job_read(const struct job *job, struct set *train, struct set *test)
{
	bool there = set_read(train, job->train);

	for (int t = 0; t < 3 && there && job->test[t]; t++)
		there = set_read(test, job->test[t]);
	return there;
}

/* Before anything is printed: half a line of JSON helps nobody. */
static bool data_there(void)
{
	bool there = true;

	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct set train = {0};
		struct set test = {0};

		there = job_read(&jobs[i], &train, &test) && there;
		set_close(&train);
		set_close(&test);
	}
	return there;
}

int main(void)
{
	if (!data_there())
		return EXIT_NO_DATA;
	printf("{\"bench\":\"match\",\"peer\":\"bm25 nearest phrasing\"");
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct set train = {0};
		struct set test = {0};
		struct run r;

		if (!job_read(&jobs[i], &train, &test))
			return EXIT_NO_DATA;
		fprintf(stderr, "bench_match: %s: %" PRIu32 " phrasings, %" PRIu32 " questions\n", jobs[i].name,
			train.count, test.count);
		r = run(&train, &test);
		printf(",");
		print_run(jobs[i].name, &r);
		set_close(&train);
		set_close(&test);
	}
	printf("}\n");
	return 0;
}
