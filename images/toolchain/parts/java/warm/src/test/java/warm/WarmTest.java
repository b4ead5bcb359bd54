package warm;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class WarmTest {
    @Test
    public void doubles() {
        assertEquals(4, Warm.twice(2));
    }
}
