/* Certificates, by OpenSSL itself: libre believes everybody. */
#include "line/tls_verify.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

enum err tls_verify_hosts(struct ssl_ctx_st *context, const char *const *hosts, size_t count)
{
	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(context);
	int good = 1;

	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
	X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	for (size_t i = 0; i < count && good; i++)
		if (!X509_VERIFY_PARAM_set1_ip_asc(param, hosts[i]))
			good = X509_VERIFY_PARAM_add1_host(param, hosts[i], 0);
	return good ? ERR_NONE : ERR_NO_SPACE;
}
