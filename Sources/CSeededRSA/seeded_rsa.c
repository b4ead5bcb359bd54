#include "seeded_rsa.h"

#include <gmp.h>
#include <stddef.h>
#include <string.h>

/* Both primes have their two highest bits set, so that their product has every bit it is to have. */
static void find_prime(const struct seeded_rsa_start *start, mpz_t prime) {
    mpz_import(prime, SEEDED_RSA_PRIME_BYTES, 1, 1, 1, 0, start->bytes);
    mpz_setbit(prime, SEEDED_RSA_PRIME_BYTES * 8 - 1);
    mpz_setbit(prime, SEEDED_RSA_PRIME_BYTES * 8 - 2);
    /* The public exponent, a prime, must have an inverse modulo every prime less one. */
    do mpz_nextprime(prime, prime);
    while (mpz_fdiv_ui(prime, SEEDED_RSA_PUBLIC_EXPONENT) == 1);
}

static void write_number(const mpz_t number, uint8_t *bytes, size_t size) {
    memset(bytes, 0, size);
    size_t length = (mpz_sizeinbase(number, 2) + 7) / 8;
    mpz_export(bytes + size - length, NULL, 1, 1, 1, 0, number);
}

void seeded_rsa_make(const struct seeded_rsa_start starts[2], struct seeded_rsa_key *key) {
    mpz_t primes[2], modulus, period, exponent;
    mpz_inits(primes[0], primes[1], modulus, period, exponent, NULL);
    for (size_t i = 0; i < 2; i++) {
        find_prime(&starts[i], primes[i]);
        write_number(primes[i], key->primes[i], SEEDED_RSA_PRIME_BYTES);
    }
    mpz_mul(modulus, primes[0], primes[1]);
    write_number(modulus, key->modulus, SEEDED_RSA_MODULUS_BYTES);
    mpz_sub_ui(primes[0], primes[0], 1);
    mpz_sub_ui(primes[1], primes[1], 1);
    mpz_lcm(period, primes[0], primes[1]);
    mpz_set_ui(exponent, SEEDED_RSA_PUBLIC_EXPONENT);
    mpz_invert(exponent, exponent, period);
    write_number(exponent, key->private_exponent, SEEDED_RSA_MODULUS_BYTES);
    mpz_clears(primes[0], primes[1], modulus, period, exponent, NULL);
}
