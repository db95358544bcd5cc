package io.quorate.analysis;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What operators set for all clusters.
 *
 * @param pollPeriod between two full probes ({@code InstancePollSeconds})
 * @param reasonableCheck a probe under way for longer counts as hung ({@code ReasonableInstanceCheckSeconds})
 * @param reasonableLag a replica behind by more lags ({@code ReasonableReplicationLagSeconds})
 * @param lockedSemiSyncAfter how long a binary log must stand still for its primary to be called locked ({@code
 *     ReasonableLockedSemiSyncMasterSeconds}; where that is 0, {@code reasonableLag})
 * @param enforcesExactSemiSync {@code EnforceExactSemiSyncReplicas}
 * @param recoversNonWritable {@code RecoverNonWriteableMaster}
 * @param reducesEntries leave out servers without trouble that nothing replicates from ({@code
 *     ReduceReplicationAnalysisCount})
 * @param ignoredHosts servers on hosts in which one of these is found are not acted upon nor shown by the old API
 *     ({@code RecoveryIgnoreHostnameFilters})
 * @param holdDown how long a failure must last before it is acted upon; zero, as in the old systems, unless set
 * @param hungAfter how long a server must have given no answer for its replicas to be asked to connect anew
 * @param reconnectPatience how long a replica may try to connect, with no error told, before that counts as failing
 */
public record AnalysisSettings(
        Duration pollPeriod,
        Duration reasonableCheck,
        Duration reasonableLag,
        Duration lockedSemiSyncAfter,
        boolean enforcesExactSemiSync,
        boolean recoversNonWritable,
        boolean reducesEntries,
        List<Pattern> ignoredHosts,
        Duration holdDown,
        Duration hungAfter,
        Duration reconnectPatience) {

    /** As configured where nothing is said. */
    public static final AnalysisSettings DEFAULT = new AnalysisSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            false,
            false,
            true,
            List.of(),
            Duration.ZERO,
            Duration.ofMillis(800),
            Duration.ofMillis(1500));

    public AnalysisSettings {
        ignoredHosts = List.copyOf(ignoredHosts);
        if (lockedSemiSyncAfter.isZero()) {
            lockedSemiSyncAfter = reasonableLag;
        }
        requirePositive("InstancePollSeconds", pollPeriod);
        requirePositive("ReasonableInstanceCheckSeconds", reasonableCheck);
        requirePositive("the time after which a server counts as hung", hungAfter);
        requirePositive("the time a replica may take to connect", reconnectPatience);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }

    /** Whether the server's host, its port left out, is on the list of those not to act upon. */
    boolean ignores(String host) {
        for (Pattern pattern : ignoredHosts) {
            if (pattern.matcher(host).find()) {
                return true;
            }
        }
        return false;
    }

    /** A primary that only an earlier run of this node saw is acted upon after failing for so long: three periods. */
    Duration unseenPatience() {
        return pollPeriod.multipliedBy(3);
    }
}
