package io.quorate.analysis;

import io.quorate.model.ProbeFailure;
import io.quorate.model.RecoveryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how far one may go on a diagnosis. Stricter than the codes:
 *
 * <ul>
 *   <li>The server's own failure must be real: it refused the connection, or two attempts in a row had no answer. A
 *       server that answers with an error is not dead, nor is one whose name does not resolve.
 *   <li>A replica must testify to it: by an observation younger than the failure, its I/O thread tried to reach the
 *       server and could not ({@link Testimony}). A replica that somebody stopped is no witness.
 *   <li>No replica may contradict: none that was looked at since may have its I/O thread running.
 *   <li>Nobody may be undecided: a replica not looked at since, or in the middle of connecting, is waited for. That
 *       ends by itself: one that does not answer soon counts as unreachable, one that does not get through as witness.
 * </ul>
 */
final class Judge {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final int CONFIRMING_ATTEMPTS = 2;

    private Judge() {}

    static Actionability judge(DiagnosisCode code, Facts facts) {
        return switch (code.handling()) {
            case SHOW -> Actionability.none("Nothing is done about this code");
            case DETECT ->
                facts.isValid() ? detectedInReplicas(code, facts) : detectedWhenLasting(code.meaning(), facts);
            case RECOVER_ON_SIGHT -> onSight(code, code.recovery().orElseThrow(), facts);
            case RECOVER_ON_WITNESS -> onWitness(code.recovery().orElseThrow(), facts);
        };
    }

    // ---- codes about a server that does not answer

    private static Actionability onWitness(RecoveryKind recovery, Facts facts) {
        Optional<String> refusal = refusal(facts);
        if (refusal.isPresent()) {
            return detectedWhenLasting(refusal.get(), facts);
        }
        if (isAnyoneUndecided(facts)) {
            return Actionability.notYet("Some replicas cannot say yet: " + tally(facts), soon(facts));
        }
        if (facts.witnessCount() == 0) {
            return detectedWhenLasting("No replica testifies to the failure: " + tally(facts), facts);
        }
        return waiting(facts)
                .orElseGet(() -> Actionability.actionable(
                        recovery,
                        "It has failed " + facts.failedAttempts() + " times in a row, and replicas testify to it: "
                                + tally(facts)));
    }

    /** Why nobody's word would be enough. */
    private static Optional<String> refusal(Facts facts) {
        if (!facts.wasEverSeen()) {
            return Optional.of("It was never seen alive, so which part it plays is not known");
        }
        Optional<ProbeFailure> failure = facts.failure();
        if (failure.isEmpty()) {
            return Optional.of("Its probe has not ended, but has not failed either");
        }
        if (!failure.get().isUnreachable()) {
            return Optional.of("It is not known to be dead: " + failure.get().message());
        }
        int contrary = facts.count(Testimony.CONNECTED) + facts.count(Testimony.RECEIVING);
        return contrary == 0 ? Optional.empty() : Optional.of("Replicas are connected to it: " + tally(facts));
    }

    private static boolean isAnyoneUndecided(Facts facts) {
        return facts.count(Testimony.STALE) + facts.count(Testimony.CONNECTING) > 0;
    }

    /** What only time is missing for. */
    private static Optional<Actionability> waiting(Facts facts) {
        boolean isRefused =
                facts.failure().map(f -> f.kind() == ProbeFailure.Kind.REFUSED).orElse(false);
        if (!isRefused && facts.failedAttempts() < CONFIRMING_ATTEMPTS) {
            return Optional.of(Actionability.notYet("One attempt without an answer is no verdict", soon(facts)));
        }
        Duration patience = facts.wasSeenByThisProcess()
                ? facts.settings().holdDown()
                : max(facts.settings().holdDown(), facts.settings().unseenPatience());
        if (facts.failingFor().compareTo(patience) < 0) {
            return Optional.of(Actionability.notYet(
                    "It has failed for " + seconds(facts.failingFor()) + "; " + seconds(patience) + " are asked for",
                    since(facts).plus(patience)));
        }
        return Optional.empty();
    }

    /** Hooks are not run for what may be over in a moment: it must last as long as the time between two full probes. */
    private static Actionability detectedWhenLasting(String reason, Facts facts) {
        Duration lasting = facts.settings().pollPeriod();
        boolean isConfirmed = facts.failingFor().compareTo(lasting) >= 0
                && (facts.failedAttempts() >= CONFIRMING_ATTEMPTS
                        || facts.failure().isEmpty());
        return isConfirmed
                ? Actionability.detectionOnly(reason)
                : Actionability.notYet(reason, later(since(facts).plus(lasting), soon(facts)));
    }

    // ---- codes about a server that answers

    private static Actionability detectedInReplicas(DiagnosisCode code, Facts facts) {
        return facts.count(Testimony.CONNECTING) > 0
                ? Actionability.notYet("Some replicas are connecting: " + tally(facts), soon(facts))
                : Actionability.detectionOnly("No recovery exists for a server that is " + code.meaning());
    }

    private static Actionability onSight(DiagnosisCode code, RecoveryKind recovery, Facts facts) {
        if (!facts.isValid()) {
            return Actionability.none("It does not answer, so what it said last may be over");
        }
        if (!facts.wasSeenByThisProcess()) {
            return Actionability.none("It was last seen before this node started");
        }
        return code == DiagnosisCode.ALL_INTERMEDIATE_SOURCE_REPLICAS_FAILING_TO_CONNECT_OR_DEAD
                ? onLastingLoss(recovery, facts)
                : Actionability.actionable(recovery, "It says so itself");
    }

    /** A source that was restarted answers us before its replicas try again. */
    private static Actionability onLastingLoss(RecoveryKind recovery, Facts facts) {
        Duration lasting = facts.settings().pollPeriod();
        for (Witness witness : facts.witnesses()) {
            Optional<Instant> since = facts.memory().stateSince(witness.key());
            boolean isLasting = since.isPresent() && !since.get().plus(lasting).isAfter(facts.now());
            if (witness.testimony() == Testimony.LOST_CONNECTION && !isLasting) {
                Instant from = since.orElse(facts.now());
                return Actionability.notYet(
                        witness.key() + " may connect again by itself", later(from.plus(lasting), soon(facts)));
            }
        }
        return facts.witnessCount() == 0
                ? Actionability.detectionOnly("No replica has lost its connection: " + tally(facts))
                : Actionability.actionable(recovery, "Its replicas cannot reach it: " + tally(facts));
    }

    // ---- words and times

    /** {@code 2 lost their connection, 1 was stopped by somebody}. */
    private static String tally(Facts facts) {
        List<String> parts = new ArrayList<>();
        for (Testimony testimony : Testimony.values()) {
            int count = facts.count(testimony);
            if (count > 0) {
                parts.add(count + " " + testimony.words());
            }
        }
        return parts.isEmpty() ? "it has none" : String.join(", ", parts);
    }

    private static Instant since(Facts facts) {
        return facts.failingSince().orElse(facts.now());
    }

    private static Instant soon(Facts facts) {
        return facts.now().plus(SOON);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String seconds(Duration span) {
        return span.toMillis() / 1000.0 + " s";
    }
}
