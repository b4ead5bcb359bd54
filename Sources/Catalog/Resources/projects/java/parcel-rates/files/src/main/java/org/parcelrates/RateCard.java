package org.parcelrates;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Validate;

/** Prices parcels by zone and weight. */
public final class RateCard {
    private final Map<String, Rate> rates;

    private RateCard(Map<String, Rate> rates) {
        this.rates = rates;
    }

    /**
     * Reads a card from JSON.
     *
     * @throws JsonParseException if the text is not a rate card
     */
    public static RateCard read(Reader json) {
        Map<String, Rate> read = new Gson().fromJson(json, new TypeToken<TreeMap<String, Rate>>() {}.getType());
        if (read == null || read.isEmpty()) {
            throw new JsonParseException("a rate card needs at least one zone");
        }
        Map<String, Rate> rates = new TreeMap<>();
        read.forEach((zone, rate) -> rates.put(normal(zone), rate));
        return new RateCard(rates);
    }

    /**
     * The price of a parcel in cents.
     *
     * @param zone name of the zone; case and surrounding space do not matter
     * @param grams weight of the parcel, at least one gram
     * @throws IllegalArgumentException if the zone is unknown or the weight is not positive
     */
    public long price(String zone, int grams) {
        Validate.isTrue(grams > 0, "a parcel weighs at least one gram, not %d", grams);
        Rate rate = rates.get(normal(zone));
        Validate.isTrue(rate != null, "unknown zone %s", zone);
        return rate.price(grams);
    }

    private static String normal(String zone) {
        return StringUtils.lowerCase(StringUtils.normalizeSpace(zone), Locale.ROOT);
    }
}
