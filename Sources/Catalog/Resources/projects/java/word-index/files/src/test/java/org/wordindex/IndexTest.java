package org.wordindex;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class IndexTest {
    @Test
    public void wordsAreListedWithTheirLines() {
        Index index = new Index(1);
        index.add(List.of("The sea, the sky;", "", "and the shore."));
        assertEquals("and 3\nsea 1\nshore 3\nsky 1\nthe 1, 3\n", index.toString());
    }

    @Test
    public void shortWordsAreLeftOut() {
        Index index = new Index(4);
        index.add(List.of("a calm sea at dawn"));
        assertEquals("calm 1\ndawn 1\n", index.toString());
    }

    @Test
    public void longEntriesAreWrapped() {
        Index index = new Index(1);
        index.add(Collections.nCopies(40, "tide"));
        assertTrue(index.toString().lines().allMatch(line -> line.length() <= 64));
        assertTrue(index.toString().lines().count() > 1);
    }
}
