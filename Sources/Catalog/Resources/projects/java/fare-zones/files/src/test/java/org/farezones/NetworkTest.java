package org.farezones;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.StringReader;
import java.util.List;
import org.junit.Test;

public class NetworkTest {
    private static Network network() {
        return Network.read(new StringReader("{\"Harbour\":1,\"Market\":1,\"Airport\":3}"));
    }

    @Test
    public void stopsOfOneZoneCountOnce() {
        assertEquals(1, network().zones(List.of("Harbour", " Market ")));
    }

    @Test
    public void goingBackCountsAgain() {
        assertEquals(3, network().zones(List.of("Harbour", "Airport", "Market")));
    }

    @Test
    public void anUnknownStopIsNamed() {
        Exception error = assertThrows(IllegalArgumentException.class, () -> network().zones(List.of("Castle")));
        assertEquals("there is no stop called Castle", error.getMessage());
    }

    @Test
    public void anEmptyNetworkIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Network.read(new StringReader("{}")));
    }
}
