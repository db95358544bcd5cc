package io.quorate.model.gtid;

/**
 * One Oracle transaction. Prints as {@code SET GTID_NEXT} takes it: {@code uuid:5} or {@code uuid:tag:5}.
 *
 * @param source who numbered it
 * @param sequence its number, 1 to {@link GtidSet#MAX_SEQUENCE}
 */
public record Gtid(GtidSource source, long sequence) {

    public Gtid {
        if (sequence < 1 || sequence > GtidSet.MAX_SEQUENCE) {
            throw new IllegalArgumentException("GTID sequence %d: out of 1 to 2^63-2".formatted(sequence));
        }
    }

    @Override
    public String toString() {
        return source + ":" + sequence;
    }
}
