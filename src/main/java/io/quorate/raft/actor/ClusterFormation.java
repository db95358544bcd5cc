package io.quorate.raft.actor;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forms the Akka cluster after Raft has elected. Which node may begin it is an entry of the log, so that two nodes can
 * never do so at once. That node first asks the others whether the cluster is there already (it may have been restarted),
 * and only then begins it; the others join whoever is in. What the cluster knows is for people to look at; nothing decides
 * by it.
 */
final class ClusterFormation {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFormation.class);

    private final ActorSystem<?> system;
    private final RaftNodeSettings settings;
    private boolean joined;

    ClusterFormation(ActorSystem<?> system, RaftNodeSettings settings) {
        this.system = system;
        this.settings = settings;
    }

    /**
     * To be called now and then.
     *
     * @return what the leader should propose: which node begins the cluster
     */
    Optional<ShellCommand> onTick(ShellState shell, RaftState state, boolean leads) {
        if (!settings.formCluster() || state.configurationIndex() == 0) {
            return Optional.empty();
        }
        Configuration configuration = state.configuration().orElseThrow();
        Optional<String> founder = shell.founding()
                .map(ShellState.Founding::address)
                .filter(address -> addresses(configuration).anyMatch(address::equals));
        if (founder.isEmpty()) {
            int epoch = shell.founding().map(ShellState.Founding::epoch).orElse(0) + 1;
            return leads ? Optional.of(new ShellCommand.ClusterFounded(settings.address(), epoch)) : Optional.empty();
        }
        if (!joined) {
            joined = true;
            join(founder.get(), configuration);
        }
        return Optional.empty();
    }

    /** Akka lets only the first of these begin a cluster, and only when none of the others is in one. */
    private void join(String founder, Configuration configuration) {
        List<Address> nodes = Stream.concat(Stream.of(founder), addresses(configuration))
                .distinct()
                .map(address -> AddressFromURIString.parse("akka://" + system.name() + "@" + address))
                .toList();
        LOG.info("Joining the Akka cluster that {} begins", founder);
        Cluster.get(system).manager().tell(new JoinSeedNodes(nodes));
    }

    private static Stream<String> addresses(Configuration configuration) {
        return configuration.members().stream()
                .map(Member::labels)
                .map(labels -> labels.get(RaftNodeSettings.ADDRESS))
                .filter(Objects::nonNull);
    }
}
