package org.wordindex;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.WordUtils;

/** The words of a text and the lines on which they stand. */
public final class Index {
    private static final int WIDTH = 60;

    private final int shortest;
    private final SortedMap<String, SortedSet<Integer>> lines = new TreeMap<>();

    /**
     * An empty index.
     *
     * @param shortest length of the shortest word that is listed
     */
    public Index(int shortest) {
        this.shortest = shortest;
    }

    /** Adds the words of a text, whose first line has the number one. */
    public void add(List<String> text) {
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1);
            BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
            words.setText(line);
            int start = words.first();
            for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
                String word = line.substring(start, end).toLowerCase(Locale.ROOT);
                if (StringUtils.isAlpha(word) && word.length() >= shortest) {
                    lines.computeIfAbsent(word, key -> new TreeSet<>()).add(number);
                }
            }
        }
    }

    /** One entry for each word, wrapped where it is long. */
    @Override
    public String toString() {
        return lines.entrySet().stream()
            .map(entry -> entry.getKey() + " " + StringUtils.join(entry.getValue(), ", "))
            .map(entry -> WordUtils.wrap(entry, WIDTH, "\n    ", false) + "\n")
            .collect(Collectors.joining());
    }
}
