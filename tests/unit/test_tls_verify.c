/* Whose certificates are believed, in handshakes within this program. */
#include "line/tls_verify.h"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { STEPS = 20, DAY_S = 86400 };

struct paper { /* a certificate and its key */
	X509 *certificate;
	EVP_PKEY *key;
};

static struct paper signer;
static struct paper stranger;

static void extend(X509 *certificate, int what, const char *value)
{
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, what, value);

	assert_non_null(extension);
	X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
}

static struct paper paper_for(const char *name, const char *also, const struct paper *by)
{
	struct paper paper = {X509_new(), EVP_EC_gen("P-256")};
	X509_NAME *subject = X509_get_subject_name(paper.certificate);

	assert_non_null(paper.key);
	X509_set_version(paper.certificate, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(paper.certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(paper.certificate), -DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(paper.certificate), DAY_S);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(paper.certificate, by ? X509_get_subject_name(by->certificate) : subject);
	X509_set_pubkey(paper.certificate, paper.key);
	if (!by)
		extend(paper.certificate, NID_basic_constraints, "critical,CA:TRUE");
	if (also)
		extend(paper.certificate, NID_subject_alt_name, also);
	assert_true(X509_sign(paper.certificate, by ? by->key : paper.key, EVP_sha256()) > 0);
	return paper;
}

static void paper_free(struct paper *paper)
{
	X509_free(paper->certificate);
	EVP_PKEY_free(paper->key);
}

static int begin(void **state)
{
	(void)state;
	signer = paper_for("signer", NULL, NULL);
	stranger = paper_for("stranger", NULL, NULL);
	return 0;
}

static int end(void **state)
{
	(void)state;
	paper_free(&signer);
	paper_free(&stranger);
	return 0;
}

static SSL_CTX *context_with(const struct paper *paper)
{
	SSL_CTX *context = SSL_CTX_new(TLS_method());

	assert_non_null(context);
	if (paper) {
		assert_int_equal(SSL_CTX_use_certificate(context, paper->certificate), 1);
		assert_int_equal(SSL_CTX_use_PrivateKey(context, paper->key), 1);
	}
	return context;
}

/* As the line's: it believes the signer. */
static SSL_CTX *ours(const struct paper *paper, const char *const *hosts, size_t count)
{
	SSL_CTX *context = context_with(paper);

	X509_STORE_add_cert(SSL_CTX_get_cert_store(context), signer.certificate);
	assert_int_equal(tls_verify_hosts(context, hosts, count), ERR_NONE);
	return context;
}

/* False: one of them would not. */
static bool meet(SSL *caller, SSL *called)
{
	BIO *one;
	BIO *other;

	assert_int_equal(BIO_new_bio_pair(&one, 0, &other, 0), 1);
	SSL_set_bio(caller, one, one);
	SSL_set_bio(called, other, other);
	SSL_set_connect_state(caller);
	SSL_set_accept_state(called);
	for (unsigned i = 0; i < STEPS; i++) {
		int sent = SSL_do_handshake(caller);
		int answered = SSL_do_handshake(called);

		if (sent == 1 && answered == 1)
			return true;
		if ((sent <= 0 && SSL_get_error(caller, sent) == SSL_ERROR_SSL) ||
			(answered <= 0 && SSL_get_error(called, answered) == SSL_ERROR_SSL))
			return false;
	}
	return false;
}

static bool is_believed(const char *also, const struct paper *by, const char *const *hosts, size_t count)
{
	struct paper paper = paper_for("somebody", also, by);
	SSL_CTX *here = ours(NULL, hosts, count);
	SSL_CTX *there = context_with(&paper);
	SSL *caller = SSL_new(here);
	SSL *called = SSL_new(there);
	bool met = meet(caller, called);

	SSL_free(caller);
	SSL_free(called);
	SSL_CTX_free(here);
	SSL_CTX_free(there);
	paper_free(&paper);
	return met;
}

static void each_known_host_is_believed(void **state)
{
	static const char *const hosts[] = {"pbx.example.org", "192.0.2.7", "192.0.2.8", "phones.example.org"};

	(void)state;
	assert_true(is_believed("DNS:pbx.example.org", &signer, hosts, 4));
	assert_true(is_believed("DNS:phones.example.org", &signer, hosts, 4));
	assert_true(is_believed("IP:192.0.2.7", &signer, hosts, 4));
	assert_true(is_believed("IP:192.0.2.8", &signer, hosts, 4));
}

static void nobody_else_is_believed(void **state)
{
	static const char *const hosts[] = {"pbx.example.org", "192.0.2.7"};

	(void)state;
	assert_false(is_believed("DNS:other.example.org", &signer, hosts, 2));
	assert_false(is_believed("IP:192.0.2.9", &signer, hosts, 2));
	assert_false(is_believed("DNS:pbx.example.org", &stranger, hosts, 2));
}

static void where_no_host_is_known_nobody_is_believed(void **state)
{
	(void)state;
	assert_false(is_believed("DNS:pbx.example.org", &signer, NULL, 0));
}

/* Twice: who comes again is not turned away, either. */
static void a_caller_is_not_asked_who_they_are(void **state)
{
	static const char *const hosts[] = {"pbx.example.org"};
	struct paper own = paper_for("foyer", NULL, NULL);
	SSL_CTX *here = ours(&own, hosts, 1);
	SSL_CTX *there = context_with(&stranger);
	SSL_SESSION *before = NULL;

	(void)state;
	SSL_CTX_set_max_proto_version(there, TLS1_2_VERSION);
	for (unsigned i = 0; i < 2; i++) {
		SSL *caller = SSL_new(there);
		SSL *called = SSL_new(here);

		if (before)
			SSL_set_session(caller, before);
		assert_true(meet(caller, called));
		assert_null(SSL_get0_peer_certificate(called));
		SSL_SESSION_free(before);
		before = SSL_get1_session(caller);
		SSL_free(caller);
		SSL_free(called);
	}
	SSL_SESSION_free(before);
	SSL_CTX_free(here);
	SSL_CTX_free(there);
	paper_free(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_known_host_is_believed),
		cmocka_unit_test(nobody_else_is_believed),
		cmocka_unit_test(where_no_host_is_known_nobody_is_believed),
		cmocka_unit_test(a_caller_is_not_asked_who_they_are),
	};

	return cmocka_run_group_tests_name("tls_verify", tests, begin, end);
}
