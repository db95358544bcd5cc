package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ReplicationChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One replica and its {@link Testimony}. */
public record Witness(Member replica, Testimony testimony) {

    /** How long a replica that received something is believed to be still connected. */
    private static final Duration RECEIVED_LATELY = Duration.ofSeconds(2);

    /**
     * @param isValid whether the replica answers
     * @param failingSince since when its source fails; empty when it does not, then any observation of this process
     *     is young enough
     */
    static Witness of(
            Member replica,
            boolean isValid,
            Optional<Instant> failingSince,
            AnalysisSettings settings,
            AnalysisMemory memory) {
        return new Witness(replica, testimony(replica, isValid, failingSince, settings, memory));
    }

    private static Testimony testimony(
            Member replica,
            boolean isValid,
            Optional<Instant> failingSince,
            AnalysisSettings settings,
            AnalysisMemory memory) {
        Optional<Instant> seen = replica.observation().lastSeen();
        if (!isValid || seen.isEmpty() || replica.instance().isEmpty()) {
            return Testimony.UNREACHABLE;
        }
        Instant youngEnough =
                failingSince.filter(since -> since.isAfter(memory.startedAt())).orElse(memory.startedAt());
        if (seen.get().isBefore(youngEnough)) {
            return Testimony.STALE;
        }
        return switch (IoState.of(replica.instance().get())) {
            case RUNNING ->
                memory.hasReceived(replica.key(), youngEnough, RECEIVED_LATELY)
                        ? Testimony.RECEIVING
                        : Testimony.CONNECTED;
            case LOST_CONNECTION -> Testimony.LOST_CONNECTION;
            case CONNECTING ->
                isStuck(replica.key(), seen.get(), settings, memory) ? Testimony.CANNOT_CONNECT : Testimony.CONNECTING;
            case OTHER_ERROR -> Testimony.OTHER_ERROR;
            case STOPPED, NONE -> Testimony.STOPPED;
        };
    }

    private static boolean isStuck(
            InstanceKey replica, Instant seen, AnalysisSettings settings, AnalysisMemory memory) {
        return memory.stateSince(replica)
                .map(since -> !since.plus(settings.reconnectPatience()).isAfter(seen))
                .orElse(false);
    }

    public InstanceKey key() {
        return replica.key();
    }

    /** Whether restarting its I/O thread, and nothing else, can turn an undecided case into a decided one. */
    boolean canBeAskedToReconnect() {
        return testimony == Testimony.CONNECTED
                && replica.instance()
                        .flatMap(i -> i.channel())
                        .map(this::losesNothing)
                        .orElse(false);
    }

    /** MariaDB may drop relay logs when the thread starts anew with GTID; then all of them must be applied. */
    private boolean losesNothing(ReplicationChannel channel) {
        return channel.gtidMode() != ReplicationChannel.Positioning.MARIADB_GTID
                || (channel.sqlThread().isRunning() && channel.isSqlThreadUpToDate());
    }

    Evidence evidence(InstanceKey source) {
        Instant at = replica.observation().lastSeen().orElse(Instant.EPOCH);
        return new Evidence(key(), at, sentence(source));
    }

    private String sentence(InstanceKey source) {
        return switch (testimony) {
            case LOST_CONNECTION -> "lost its connection to " + source + " (" + ioError() + ")";
            case CANNOT_CONNECT -> "has been trying to connect to " + source + " without an answer";
            case RECEIVING -> "still receives from " + source;
            case CONNECTED -> "its I/O thread runs: it believes to be connected to " + source;
            case CONNECTING -> "is connecting to " + source + " and has not failed yet: no evidence";
            case STALE -> "was not looked at since the failure began: no evidence";
            case STOPPED -> "its I/O thread was stopped by somebody: no evidence";
            case OTHER_ERROR -> "does not fetch because of another error (" + ioError() + "): no evidence";
            case UNREACHABLE -> "does not answer: no evidence";
        };
    }

    private String ioError() {
        return replica.instance()
                .flatMap(i -> i.channel())
                .map(c -> c.ioError().toString())
                .orElse("");
    }
}
