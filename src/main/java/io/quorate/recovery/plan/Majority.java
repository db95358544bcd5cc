package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.ServerVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What most of the replicas are: a server of a later version, or one that logs in a larger format, would leave behind
 * all who cannot read it. On a tie the lower version and the smaller format count as the majority.
 *
 * @param version a version of the most frequent release line
 * @param formatRank the most frequent {@link io.quorate.model.BinaryLog#formatRank()}
 */
record Majority(ServerVersion version, int formatRank) {

    /** @param replicas not empty */
    static Majority of(List<Instance> replicas) {
        Comparator<ServerVersion> byLine =
                Comparator.comparingInt(ServerVersion::major).thenComparingInt(ServerVersion::minor);
        Map<ServerVersion, Integer> versions = new TreeMap<>(byLine);
        Map<Integer, Integer> formats = new TreeMap<>();
        for (Instance replica : replicas) {
            versions.merge(replica.version(), 1, Integer::sum);
            formats.merge(replica.binaryLog().formatRank(), 1, Integer::sum);
        }
        return new Majority(mostFrequent(versions), mostFrequent(formats));
    }

    /** The first, and thus the lowest, of the most frequent. */
    private static <T> T mostFrequent(Map<T, Integer> counts) {
        return counts.entrySet().stream()
                .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
                .orElseThrow()
                .getKey();
    }
}
