/* Certificates, by OpenSSL itself: libre believes everybody. */
#include "line/tls_verify.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <stdlib.h>
#include <string.h>

/* Kept with its context. OpenSSL itself has one address for each, and wants it beside a name. */
struct believed {
	size_t count;
	char *hosts[];
};

/* As many parameters as OpenSSL gives: NOLINTNEXTLINE(readability-function-size) */
static void forget(void *parent, void *hosts, CRYPTO_EX_DATA *data, int index, long number, void *argument)
{
	struct believed *believed = hosts;

	(void)parent;
	(void)data;
	(void)index;
	(void)number;
	(void)argument;
	for (size_t i = 0; believed && i < believed->count; i++)
		free(believed->hosts[i]);
	free(believed);
}

/* Of which place in a context; on the line's thread alone. */
static int place(void)
{
	static int index = -1;

	if (index < 0)
		index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, forget);
	return index;
}

static bool is_for(X509 *certificate, const struct believed *believed)
{
	for (size_t i = 0; believed && i < believed->count; i++)
		if (X509_check_ip_asc(certificate, believed->hosts[i], 0) == 1 ||
			X509_check_host(
				certificate, believed->hosts[i], 0, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL) == 1)
			return true;
	return false;
}

/* Only the last one in a chain has a host's name. */
static int judge(int good, X509_STORE_CTX *store)
{
	const SSL *connection = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());

	if (!good || !connection || X509_STORE_CTX_get_error_depth(store) > 0)
		return good && connection;
	if (is_for(X509_STORE_CTX_get_current_cert(store), SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), place())))
		return 1;
	X509_STORE_CTX_set_error(store, X509_V_ERR_HOSTNAME_MISMATCH);
	return 0;
}

/* Who calls here by TLS is a caller as any other. */
static int greet(SSL *connection, int *alert, void *self)
{
	(void)alert;
	(void)self;
	SSL_set_verify(connection, SSL_VERIFY_NONE, NULL);
	return SSL_CLIENT_HELLO_SUCCESS;
}

enum err tls_verify_hosts(struct ssl_ctx_st *context, const char *const *hosts, size_t count)
{
	struct believed *believed = calloc(1, sizeof(*believed) + count * sizeof(believed->hosts[0]));

	if (!believed)
		return ERR_NO_SPACE;
	for (size_t i = 0; i < count; i++) {
		believed->hosts[i] = strdup(hosts[i]);
		if (!believed->hosts[i])
			break;
		believed->count++;
	}
	if (believed->count < count || !SSL_CTX_set_ex_data(context, place(), believed)) {
		forget(NULL, believed, NULL, 0, 0, NULL);
		return ERR_NO_SPACE;
	}
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
	SSL_CTX_set_client_hello_cb(context, greet, NULL);
	return ERR_NONE;
}
