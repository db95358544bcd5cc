package io.quorate.supervision;

import io.quorate.log.ReplicatedLog;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.FleetChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Which servers are to be watched by what others tell of them. Only the leader proposes, and nothing twice at a time.
 *
 * <p>Belongs to one actor, which calls {@link #ended} on its own thread for each outcome that was handed out.
 */
final class Admission {

    /** How long a server that was dismissed is not looked at again on the word of its source. */
    private static final Duration DISMISSED_FOR = Duration.ofHours(1);

    /** Takes what was proposed, to say later that it has ended. */
    interface Proposals {
        void add(CompletionStage<?> outcome, Set<InstanceKey> keys);
    }

    private final ReplicatedLog log;
    private final DiscoverySettings settings;
    private final InstantSource clock;
    private final Proposals proposals;
    private final Set<InstanceKey> proposed = new HashSet<>();

    Admission(ReplicatedLog log, DiscoverySettings settings, InstantSource clock, Proposals proposals) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.proposals = proposals;
    }

    /** Proposes the servers that this one knows of, unless they are watched already or were forgotten lately. */
    void proposeNeighbours(Instance instance, Set<InstanceKey> watched) {
        if (!log.leadership().isLeader()) {
            return;
        }
        Instant now = clock.instant();
        ClusterState state = log.state();
        Set<InstanceKey> found = Neighbours.of(instance, settings);
        found.removeIf(key -> watched.contains(key)
                || state.fleet().known().contains(key)
                || state.fleet().isForgottenAt(key, now)
                || !proposed.add(key));
        if (!found.isEmpty()) {
            propose(new FleetChange.Discover(new TreeSet<>(found)), found);
        }
    }

    /** Those of the known servers that may be looked at: an ignore filter may be younger than what is known. */
    Set<InstanceKey> admitted(Set<InstanceKey> known) {
        return known.stream().filter(key -> !settings.ignores(key)).collect(Collectors.toUnmodifiableSet());
    }

    /** The server goes by another name than the one it was found under: watch it under its own. */
    void rename(InstanceKey alias, InstanceKey own) {
        if (log.leadership().isLeader() && proposed.add(alias)) {
            if (!settings.ignores(own)) {
                log.propose(new FleetChange.Discover(new TreeSet<>(Set.of(own))));
            }
            propose(new FleetChange.Forget(List.of(alias), clock.instant()), Set.of(alias));
        }
    }

    /** Whether a server is not to be watched because of the account it replicates with, which only its probe tells. */
    boolean refuses(Observation seen) {
        return seen.instance()
                .flatMap(Instance::channel)
                .map(channel -> settings.refusesAccount(channel.user()))
                .orElse(false);
    }

    /** Forgets a server that is refused. */
    void dismiss(InstanceKey key) {
        if (log.leadership().isLeader() && proposed.add(key)) {
            propose(new FleetChange.Forget(List.of(key), clock.instant().plus(DISMISSED_FOR)), Set.of(key));
        }
    }

    private void propose(FleetChange change, Set<InstanceKey> keys) {
        proposals.add(log.propose(change), keys);
    }

    /** What was proposed for these has been decided, or has failed. */
    void ended(Set<InstanceKey> keys) {
        proposed.removeAll(keys);
    }
}
