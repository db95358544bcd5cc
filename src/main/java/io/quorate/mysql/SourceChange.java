package io.quorate.mysql;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import java.util.Optional;

/**
 * Where to point a channel.
 *
 * @param source may be detached ({@code //host})
 * @param positioning how the channel shall find its place
 * @param coordinates needed for {@link Positioning#FILE_AND_POSITION}, else empty
 */
public record SourceChange(InstanceKey source, Positioning positioning, Optional<BinlogCoordinates> coordinates) {

    /** How the channel shall find its place in the new source's log. */
    public enum Positioning {
        /** As it is now: host and port change, all else stays. */
        UNCHANGED,
        FILE_AND_POSITION,
        /** Oracle: auto-position. */
        ORACLE_GTID,
        /** MariaDB: {@code slave_pos}. */
        MARIADB_GTID
    }

    /** The coordinates of a change that cannot do without. */
    BinlogCoordinates neededCoordinates() {
        return coordinates.orElseThrow(() -> new IllegalArgumentException("No coordinates given: " + this));
    }
}
