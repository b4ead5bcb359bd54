package org.parcelrates;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.google.gson.JsonParseException;
import java.io.StringReader;
import org.junit.Test;

public class RateCardTest {
    private static final String CARD = "{\"Mainland\":{\"base\":390,\"perKilogram\":45},\"islands\":{\"base\":690,\"perKilogram\":80}}";

    private static RateCard card() {
        return RateCard.read(new StringReader(CARD));
    }

    @Test
    public void startedKilogramsAreCharged() {
        assertEquals(390 + 45, card().price("mainland", 1));
        assertEquals(390 + 45, card().price("mainland", 1000));
        assertEquals(690 + 3 * 80, card().price("islands", 2400));
    }

    @Test
    public void zonesAreFoundInAnyCase() {
        assertEquals(card().price("islands", 500), card().price("  ISLANDS ", 500));
    }

    @Test
    public void unknownZonesAndWeightsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> card().price("moon", 500));
        assertThrows(IllegalArgumentException.class, () -> card().price("islands", 0));
    }

    @Test
    public void anEmptyCardIsRefused() {
        assertThrows(JsonParseException.class, () -> RateCard.read(new StringReader("{}")));
    }
}
