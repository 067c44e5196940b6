/* Certificates, by OpenSSL itself: libre believes everybody. */
#include "line/tls_verify.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* Who calls here by TLS may show what they like: they are callers as any other. */
static int judge(int good, X509_STORE_CTX *store)
{
	const SSL *connection = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());

	return good || (connection && SSL_is_server(connection));
}

enum err tls_verify_hosts(struct ssl_ctx_st *context, const char *const *hosts, size_t count)
{
	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(context);
	static const unsigned char name[] = "foyer";
	int good;

	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
	/* Without it a caller who comes a second time is turned away. */
	good = SSL_CTX_set_session_id_context(context, name, sizeof(name) - 1);
	X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	/* Without a name any certificate would do that somebody has signed. */
	if (good && count == 0)
		good = X509_VERIFY_PARAM_add1_host(param, "nobody.invalid", 0);
	for (size_t i = 0; i < count && good; i++)
		if (!X509_VERIFY_PARAM_set1_ip_asc(param, hosts[i]))
			good = X509_VERIFY_PARAM_add1_host(param, hosts[i], 0);
	return good ? ERR_NONE : ERR_NO_SPACE;
}
