/* Certificates, by OpenSSL. */
#include "sync/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

/* RFC 5280, 4.1.2.5: no end that is known. */
static const char since[] = "20200101000000Z";
static const char until[] = "99991231235959Z";

static bool subject_set(X509 *certificate, const char *name)
{
	X509_NAME *subject = X509_get_subject_name(certificate);

	return X509_NAME_add_entry_by_txt(
		       subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, (int)strlen(name), -1, 0) == 1 &&
	       X509_set_issuer_name(certificate, subject) == 1;
}

static X509 *signed_by_itself(EVP_PKEY *key, const char *name)
{
	X509 *certificate = X509_new();

	if (certificate && X509_set_version(certificate, X509_VERSION_3) == 1 &&
		ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1 &&
		ASN1_TIME_set_string(X509_getm_notBefore(certificate), since) == 1 &&
		ASN1_TIME_set_string(X509_getm_notAfter(certificate), until) == 1 && subject_set(certificate, name) &&
		X509_set_pubkey(certificate, key) == 1 && X509_sign(certificate, key, EVP_sha256()) > 0)
		return certificate;
	X509_free(certificate);
	return NULL;
}

static bool text_of_bio(BIO *bio, char *out, size_t out_bytes)
{
	int bytes = BIO_read(bio, out, (int)out_bytes - 1);

	out[bytes > 0 ? bytes : 0] = '\0';
	return bytes > 0 && BIO_pending(bio) == 0;
}

static bool as_text(EVP_PKEY *key, X509 *certificate, struct certificate *out)
{
	BIO *secret = BIO_new(BIO_s_mem());
	BIO *shown = BIO_new(BIO_s_mem());
	bool good = secret && shown && PEM_write_bio_PrivateKey(secret, key, NULL, NULL, 0, NULL, NULL) == 1 &&
		    PEM_write_bio_X509(shown, certificate) == 1 && text_of_bio(secret, out->key, sizeof(out->key)) &&
		    text_of_bio(shown, out->certificate, sizeof(out->certificate));

	BIO_free(secret);
	BIO_free(shown);
	return good;
}

enum err certificate_make(const char *name, struct certificate *out)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *certificate = key ? signed_by_itself(key, name) : NULL;
	bool good = certificate && as_text(key, certificate, out);

	X509_free(certificate);
	EVP_PKEY_free(key);
	return good ? ERR_NONE : ERR_NO_SPACE;
}

enum err certificate_fingerprint(const char *pem, uint8_t out[HASH_BYTES])
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	unsigned char *der = NULL;
	int bytes = certificate ? i2d_X509(certificate, &der) : 0;

	if (bytes > 0)
		hash_of(der, (size_t)bytes, out);
	OPENSSL_free(der);
	X509_free(certificate);
	BIO_free(bio);
	return bytes > 0 ? ERR_NONE : ERR_FORMAT;
}
