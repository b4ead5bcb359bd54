#ifndef WITNESSBOX_SEEDED_RSA_H
#define WITNESSBOX_SEEDED_RSA_H

#include <stdint.h>

#define SEEDED_RSA_MODULUS_BYTES 256
#define SEEDED_RSA_PRIME_BYTES 128
#define SEEDED_RSA_PUBLIC_EXPONENT 65537

/* Where the search for a prime starts, big-endian; the two highest bits count as set. */
struct seeded_rsa_start {
    uint8_t bytes[SEEDED_RSA_PRIME_BYTES];
};

/* The numbers of an RSA key of 2048 bits, big-endian. */
struct seeded_rsa_key {
    uint8_t modulus[SEEDED_RSA_MODULUS_BYTES];
    uint8_t private_exponent[SEEDED_RSA_MODULUS_BYTES];
    uint8_t primes[2][SEEDED_RSA_PRIME_BYTES];
};

/*
 * Makes the key whose primes are the first fit ones from two starts on.
 * Equal starts give equal keys on every machine. The time it takes tells of the primes: for keys whose seed is known anyway.
 */
void seeded_rsa_make(const struct seeded_rsa_start starts[2], struct seeded_rsa_key *key);

#endif
