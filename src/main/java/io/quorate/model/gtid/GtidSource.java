package io.quorate.model.gtid;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What Oracle transactions are numbered under: a UUID (a server's, or a replication group's) and, from MySQL 8.3, a
 * tag. Sorted as the server sorts: UUIDs by their bytes, the untagged before the tagged, tags by their bytes.
 *
 * @param uuid who numbered the transactions
 * @param tag lower case, 1 to 32 of {@code a-z0-9_} not starting with a digit; '' means untagged
 */
public record GtidSource(UUID uuid, String tag) implements Comparable<GtidSource> {

    static final int MAX_TAG_LENGTH = 32;

    private static final Comparator<UUID> BY_BYTES = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };
    private static final Comparator<GtidSource> ORDER =
            Comparator.comparing(GtidSource::uuid, BY_BYTES).thenComparing(GtidSource::tag);

    public GtidSource {
        tag = lowerCase(tag);
        if (!isTagOrNone(tag)) {
            throw new IllegalArgumentException(
                    "GTID tag '%s': use up to 32 of a-z, 0-9, _, no digit first".formatted(tag));
        }
    }

    /** The untagged source. */
    public static GtidSource of(UUID uuid) {
        return new GtidSource(uuid, "");
    }

    /** A server's or group's UUID in the form of 36 characters; empty for anything else ({@code AUTOMATIC}, ''). */
    public static Optional<UUID> parseUuid(String text) {
        try {
            GtidScanner scanner = new GtidScanner(text);
            UUID uuid = scanner.uuid();
            return scanner.isAtEnd() ? Optional.of(uuid) : Optional.empty();
        } catch (GtidSyntaxException e) {
            return Optional.empty();
        }
    }

    public boolean isTagged() {
        return !tag.isEmpty();
    }

    @Override
    public int compareTo(GtidSource other) {
        return ORDER.compare(this, other);
    }

    /** {@code uuid} or {@code uuid:tag}. */
    @Override
    public String toString() {
        return isTagged() ? uuid + ":" + tag : uuid.toString();
    }

    static String lowerCase(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    private static boolean isTagOrNone(String tag) {
        boolean startsWell = tag.isEmpty() || GtidScanner.isTagStart(tag.charAt(0));
        return startsWell
                && tag.length() <= MAX_TAG_LENGTH
                && tag.chars().allMatch(c -> GtidScanner.isTagStart((char) c) || GtidScanner.isDigit((char) c));
    }
}
