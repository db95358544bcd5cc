package io.quorate.model.gtid;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random sets over few UUIDs, tags and numbers, so that overlaps, gaps and touching intervals are common. */
final class RandomGtids {

    private static final List<UUID> UUIDS = List.of(
            UUID.fromString("230ea8ea-81e3-11e4-972a-e25ec4bd140a"),
            UUID.fromString("230ea8ea-81e3-11e4-972a-e25ec4bd140b"),
            // Sorts last as unsigned bytes, first as signed numbers.
            UUID.fromString("f16d193c-70e5-11e5-adb2-ecf4bb2262ff"));
    private static final int MAX_SEQUENCE = 24;

    private final RandomGenerator random;
    private final List<String> tags;

    RandomGtids(RandomGenerator random, boolean tagged) {
        this.random = random;
        this.tags = tagged ? List.of("", "a", "a_1", "zz") : List.of("");
    }

    /** A text in no good order, with overlaps and blanks; possibly empty. */
    String text() {
        int entries = random.nextInt(5);
        return IntStream.range(0, entries)
                .mapToObj(i -> entry())
                .collect(Collectors.joining(pick(List.of(",", ",\n", " , "))));
    }

    private String entry() {
        StringBuilder entry = new StringBuilder(pick(UUIDS).toString());
        String tag = pick(tags);
        if (!tag.isEmpty()) {
            entry.append(':').append(tag);
        }
        int intervals = 1 + random.nextInt(4);
        for (int i = 0; i < intervals; i++) {
            int first = 1 + random.nextInt(MAX_SEQUENCE);
            int length = random.nextInt(6);
            entry.append(':').append(first).append(length == 0 ? "" : "-" + (first + length));
        }
        return entry.toString();
    }

    /** The elements of a text as the slowest and plainest reading gives them. */
    static SortedSet<String> elements(String text) {
        SortedSet<String> elements = new TreeSet<>();
        for (String entry : text.split(",")) {
            String[] parts = entry.trim().split(":");
            String source = parts[0];
            for (int i = 1; i < parts.length; i++) {
                if (Character.isDigit(parts[i].charAt(0))) {
                    addRange(elements, source, parts[i].split("-"));
                } else {
                    source = parts[0] + ":" + parts[i];
                }
            }
        }
        return elements;
    }

    private static void addRange(SortedSet<String> elements, String source, String[] range) {
        for (int n = Integer.parseInt(range[0]); n <= Integer.parseInt(range[range.length - 1]); n++) {
            elements.add(source + ":" + n);
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
