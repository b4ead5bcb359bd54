package org.seatplan;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Optional;
import org.junit.Test;

public class HallTest {
    @Test
    public void seatsInARowAreFound() {
        Hall hall = new Hall(6);
        hall.take(2, "Ana");
        assertEquals(Optional.of(1), hall.free(1));
        assertEquals(Optional.of(3), hall.free(4));
        assertEquals(Optional.empty(), hall.free(5));
    }

    @Test
    public void aSeatIsTakenOnce() {
        Hall hall = new Hall(2);
        hall.take(1, "Ana");
        assertThrows(IllegalStateException.class, () -> hall.take(1, "Bo"));
        assertEquals("{\"1\":\"Ana\"}", hall.json());
    }

    @Test
    public void seatsOutsideTheHallAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Hall(2).take(3, "Ana"));
    }
}
