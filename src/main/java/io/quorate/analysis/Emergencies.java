package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which {@link EmergencyAction}s a diagnosis asks for. */
final class Emergencies {

    private static final Duration EAGER = Duration.ofMillis(200);
    private static final Duration STEADY = Duration.ofSeconds(1);
    /** A failure older than this is looked at in the steady rhythm. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final Duration RESTART_LEAST = Duration.ofSeconds(30);
    private static final Duration RESTART_MOST = Duration.ofMinutes(10);
    private static final int CONFIRMING_ATTEMPTS = 2;

    private Emergencies() {}

    static List<EmergencyAction> of(DiagnosisCode code, Facts facts, Actionability verdict) {
        return switch (code) {
            case UNREACHABLE_PRIMARY,
                    UNREACHABLE_PRIMARY_WITH_LAGGING_REPLICAS,
                    UNREACHABLE_INTERMEDIATE_SOURCE_WITH_LAGGING_REPLICAS -> lookAndRestart(facts);
            case DEAD_PRIMARY, DEAD_PRIMARY_AND_SOME_REPLICAS ->
                verdict.kind() == Actionability.Kind.ACTIONABLE ? List.of() : lookAndRestart(facts);
            case DEAD_PRIMARY_AND_REPLICAS, UNREACHABLE_CO_PRIMARY, UNREACHABLE_INTERMEDIATE_SOURCE -> look(facts);
            case LOCKED_SEMI_SYNC_PRIMARY_HYPOTHESIS ->
                List.of(reread(facts.key(), STEADY, "whether its binary log moves"));
            case ALL_PRIMARY_REPLICAS_NOT_REPLICATING, ALL_PRIMARY_REPLICAS_NOT_REPLICATING_OR_DEAD ->
                List.of(reread(facts.key(), STEADY, "whether it still answers"));
            case FIRST_TIER_REPLICA_FAILING_TO_CONNECT_TO_PRIMARY ->
                facts.source()
                        .filter(InstanceKey::isValid)
                        .map(source -> List.of(reread(source, STEADY, "a replica cannot connect to it")))
                        .orElse(List.of());
            default ->
                code.handling() == Handling.RECOVER_ON_WITNESS && verdict.kind() != Actionability.Kind.ACTIONABLE
                        ? look(facts)
                        : List.of();
        };
    }

    private static List<EmergencyAction> look(Facts facts) {
        Duration rhythm = facts.failingFor().compareTo(FRESH) < 0 ? EAGER : STEADY;
        List<EmergencyAction> actions = new ArrayList<>(3);
        actions.add(reread(facts.key(), rhythm, "whether it still fails"));
        actions.add(new EmergencyAction(
                EmergencyAction.Kind.RE_READ_REPLICAS,
                facts.replicaKeys(),
                rhythm,
                "what they say of " + facts.key() + ", which does not answer"));
        return actions;
    }

    private static EmergencyAction reread(InstanceKey key, Duration rhythm, String why) {
        return new EmergencyAction(EmergencyAction.Kind.RE_READ_SOURCE, List.of(key), rhythm, why);
    }

    private static List<EmergencyAction> lookAndRestart(Facts facts) {
        List<EmergencyAction> actions = look(facts);
        List<InstanceKey> targets = facts.witnesses().stream()
                .filter(Witness::canBeAskedToReconnect)
                .map(Witness::key)
                .toList();
        if (looksHung(facts) && !targets.isEmpty()) {
            actions.add(new EmergencyAction(
                    EmergencyAction.Kind.RESTART_REPLICA_IO_THREADS,
                    targets,
                    restartRhythm(facts),
                    facts.key() + " gives no answer, though replicas believe to be connected: it may hang"));
        }
        return actions;
    }

    /** No answer at all, more than once, for a while; and nobody has received anything from it meanwhile. */
    private static boolean looksHung(Facts facts) {
        boolean noAnswer =
                facts.failure().map(f -> f.kind() == ProbeFailure.Kind.TIMEOUT).orElse(false);
        return noAnswer
                && facts.failedAttempts() >= CONFIRMING_ATTEMPTS
                && facts.failingFor().compareTo(facts.settings().hungAfter()) >= 0
                && facts.count(Testimony.RECEIVING) == 0;
    }

    /**
     * Half a minute at first. The longer a source has been out of our reach with its replicas connected to it, the less
     * often they are disturbed.
     */
    private static Duration restartRhythm(Facts facts) {
        Duration half = facts.failingFor().dividedBy(2);
        if (half.compareTo(RESTART_LEAST) < 0) {
            return RESTART_LEAST;
        }
        return half.compareTo(RESTART_MOST) > 0 ? RESTART_MOST : half;
    }
}
