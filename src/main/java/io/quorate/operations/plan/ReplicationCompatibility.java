package io.quorate.operations.plan;

import io.quorate.model.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one server can replicate from another, as far as versions, logs, ids, filters and delays tell. Whether the
 * source still has the transactions that the replica lacks is another question: {@link GtidReach}.
 *
 * @param verifiesFilters whether a replica without replication filters is kept from one with filters ({@code
 *     VerifyReplicationFilters})
 * @param reasonableDelay a source delayed on purpose by more than this feeds only replicas with at least the same delay
 *     ({@code ReasonableMaintenanceReplicationLagSeconds})
 */
public record ReplicationCompatibility(boolean verifiesFilters, Duration reasonableDelay) {

    public static final ReplicationCompatibility DEFAULT = new ReplicationCompatibility(false, Duration.ofSeconds(20));

    /** Why the first cannot replicate from the second, a sentence for each reason; empty when it can. */
    public List<String> reasonsAgainst(Instance replica, Instance source) {
        List<String> reasons = new ArrayList<>();
        if (replica.key().equals(source.key())) {
            reasons.add(replica.key() + " cannot replicate from itself");
            return reasons;
        }
        addLogReasons(source, reasons);
        if (!replica.isBinlogServer()) {
            addVersionReasons(replica, source, reasons);
            addIdentityReasons(replica, source, reasons);
        }
        addChannelReasons(replica, source, reasons);
        return reasons;
    }

    public boolean canReplicateFrom(Instance replica, Instance source) {
        return reasonsAgainst(replica, source).isEmpty();
    }

    private static void addLogReasons(Instance source, List<String> reasons) {
        if (!source.binaryLog().isEnabled()) {
            reasons.add(source.key() + " has no binary log");
        } else if (source.isReplica() && !source.binaryLog().logsReplicaUpdates()) {
            reasons.add(source.key() + " does not log what it replicates (log_replica_updates is off)");
        }
    }

    private static void addVersionReasons(Instance replica, Instance source, List<String> reasons) {
        if (replica.version().isMariaDb() != source.version().isMariaDb()) {
            reasons.add(replica.key() + " is " + replica.version().flavor().displayName() + ", " + source.key() + " is "
                    + source.version().flavor().displayName() + ": their GTIDs differ");
        } else if (replica.version().isOlderLineThan(source.version())) {
            reasons.add(replica.key() + " (" + replica.version().line() + ") is older than " + source.key() + " ("
                    + source.version().line() + ")");
        }
        if (replica.binaryLog().canFeedReplicas()
                && replica.binaryLog().formatRank() < source.binaryLog().formatRank()) {
            reasons.add(replica.key() + " logs as " + replica.binaryLog().format() + " and cannot take "
                    + source.binaryLog().format() + " events from " + source.key());
        }
    }

    private static void addIdentityReasons(Instance replica, Instance source, List<String> reasons) {
        if (replica.serverId() == source.serverId()) {
            reasons.add(replica.key() + " and " + source.key() + " both have server_id " + replica.serverId());
        }
        if (!replica.serverUuid().isEmpty() && replica.serverUuid().equals(source.serverUuid())) {
            reasons.add(replica.key() + " and " + source.key() + " both have server_uuid " + replica.serverUuid());
        }
    }

    private void addChannelReasons(Instance replica, Instance source, List<String> reasons) {
        if (verifiesFilters && isFiltered(source) && !isFiltered(replica)) {
            reasons.add(source.key() + " has replication filters and " + replica.key() + " has none");
        }
        Duration delay = source.configuredDelay();
        if (replica.configuredDelay().compareTo(delay) < 0 && delay.compareTo(reasonableDelay) > 0) {
            reasons.add(source.key() + " is delayed on purpose by " + delay.toSeconds() + " s");
        }
    }

    private static boolean isFiltered(Instance instance) {
        return instance.channels().stream().anyMatch(c -> c.isFiltered());
    }
}
