package io.quorate.probing;

import akka.actor.typed.ActorRef;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What changes in a prober from one message to the next.
 *
 * @param isProbeWanted whether a full probe is to follow the call under way
 * @param failures attempts in a row that failed
 * @param waiting told the observation of the next full probe that ends
 */
record ProberState(
        Observation observation,
        boolean isPulsed,
        boolean isProbeWanted,
        int failures,
        List<ActorRef<Observation>> waiting) {

    static ProberState ofUnprobed(InstanceKey key) {
        return new ProberState(Observation.unprobed(key), false, false, 0, List.of());
    }

    /** A full probe begins, which serves whoever wanted one. */
    ProberState attempting(Instant began) {
        return new ProberState(observation.attempted(began), isPulsed, false, failures, waiting);
    }

    ProberState with(Observation next) {
        return new ProberState(next, isPulsed, isProbeWanted, next.failure().isPresent() ? failures + 1 : 0, waiting);
    }

    ProberState wanting(Optional<ActorRef<Observation>> replyTo) {
        List<ActorRef<Observation>> all = replyTo.map(r -> append(waiting, r)).orElse(waiting);
        return new ProberState(observation, isPulsed, true, failures, all);
    }

    ProberState served() {
        return new ProberState(observation, isPulsed, false, failures, List.of());
    }

    ProberState pulsed(boolean pulsed) {
        return new ProberState(observation, pulsed, isProbeWanted, failures, waiting);
    }

    private static <T> List<T> append(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }
}
