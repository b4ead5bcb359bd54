package org.parcelrates;

/** What one zone costs, in cents. */
record Rate(long base, long perKilogram) {
    long price(int grams) {
        long startedKilograms = (grams + 999L) / 1000L;
        return base + perKilogram * startedKilograms;
    }
}
