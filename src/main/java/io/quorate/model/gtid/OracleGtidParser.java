package io.quorate.model.gtid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the text of an Oracle set: entries {@code uuid[:tag]:n[-m]...} between commas, where a tag holds for the
 * numbers up to the next tag or entry. Entries may be empty, repeated, unsorted, overlapping.
 */
final class OracleGtidParser {

    private static final int COMMON_INTERVALS = 8;

    private final GtidScanner scanner;
    private final Map<GtidSource, Pairs> pairs = new HashMap<>();

    private OracleGtidParser(String text) {
        this.scanner = new GtidScanner(text);
    }

    static Map<GtidSource, Intervals> parse(String text) {
        OracleGtidParser parser = new OracleGtidParser(text);
        parser.readEntries();
        Map<GtidSource, Intervals> intervals = new HashMap<>();
        parser.pairs.forEach((source, pairs) -> intervals.put(source, pairs.intervals()));
        return intervals;
    }

    private void readEntries() {
        while (!scanner.isAtEnd()) {
            if (!scanner.skip(',')) {
                readEntry();
                if (!scanner.isAtEnd()) {
                    scanner.require(',');
                }
            }
        }
    }

    private void readEntry() {
        UUID uuid = scanner.uuid();
        GtidSource source = GtidSource.of(uuid);
        scanner.require(':');
        do {
            if (scanner.isAtTag()) {
                source = new GtidSource(uuid, scanner.tag());
                scanner.require(':');
            }
            readInterval(source);
        } while (scanner.skip(':'));
    }

    private void readInterval(GtidSource source) {
        if (!scanner.isAtDigit()) {
            throw scanner.error("a sequence number or a tag");
        }
        long first = scanner.number(1, GtidSet.MAX_SEQUENCE, "a sequence number");
        long last = first;
        if (scanner.skip('-')) {
            last = scanner.number(first, GtidSet.MAX_SEQUENCE, "the last number of an interval,");
        }
        pairs.computeIfAbsent(source, none -> new Pairs()).add(first, last);
    }

    private static final class Pairs {

        private long[] bounds = new long[2 * COMMON_INTERVALS];
        private int length;

        void add(long first, long last) {
            if (length == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * length);
            }
            bounds[length++] = first;
            bounds[length++] = last;
        }

        Intervals intervals() {
            return Intervals.of(Arrays.copyOf(bounds, length));
        }
    }
}
