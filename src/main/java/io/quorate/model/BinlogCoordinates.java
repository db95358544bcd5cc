package io.quorate.model;

import java.util.Comparator;

/**
 * A place in a server's binary or relay logs. Ordered by the number at the end of the file name, then by position, so
 * that {@code bin.1000000} comes after {@code bin.999999}; files whose base names differ are ordered by base name.
 *
 * @param file log file name; empty where the server has no log
 * @param position byte offset in the file, 0 or more
 */
public record BinlogCoordinates(String file, long position, Kind kind) implements Comparable<BinlogCoordinates> {

    /** Which of a server's two families of logs. */
    public enum Kind {
        BINARY_LOG,
        RELAY_LOG
    }

    /** No coordinates: the server does not log, or is no replica. */
    public static final BinlogCoordinates NONE = binary("", 0);

    private static final Comparator<BinlogCoordinates> ORDER = Comparator.comparing(BinlogCoordinates::baseName)
            .thenComparingLong(BinlogCoordinates::sequence)
            .thenComparing(BinlogCoordinates::file)
            .thenComparingLong(BinlogCoordinates::position);

    public static BinlogCoordinates binary(String file, long position) {
        return new BinlogCoordinates(file, position, Kind.BINARY_LOG);
    }

    public static BinlogCoordinates relay(String file, long position) {
        return new BinlogCoordinates(file, position, Kind.RELAY_LOG);
    }

    public boolean isEmpty() {
        return file.isEmpty();
    }

    private String baseName() {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private long sequence() {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(digits) : 0;
    }

    @Override
    public int compareTo(BinlogCoordinates other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:position}. */
    @Override
    public String toString() {
        return file + ":" + position;
    }
}
