package io.quorate.supervision;

import io.quorate.analysis.Diagnosis;
import io.quorate.analysis.EmergencyAction;
import io.quorate.analysis.EmergencyThrottle;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.Topology;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.probing.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what diagnoses ask for to get the evidence they lack, as often as the throttle allows. Readings are ordered from
 * the fleet; replicas are made to reconnect by the leader alone, and only where it might recover the cluster.
 *
 * <p>Used by one supervisor, on its thread; the calls to servers run on the executor for operations.
 */
final class EmergencyCrew {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyCrew.class);

    /** How long a source may take to answer a replica that reconnects. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private final Environment environment;
    private EmergencyThrottle throttle = EmergencyThrottle.NONE;

    EmergencyCrew(Environment environment) {
        this.environment = environment;
    }

    void act(List<Diagnosis> diagnoses, Topology topology, Instant now) {
        Set<InstanceKey> readings = new HashSet<>();
        for (Diagnosis diagnosis : diagnoses) {
            for (EmergencyAction action : diagnosis.emergencies()) {
                if (action.kind() != EmergencyAction.Kind.RESTART_REPLICA_IO_THREADS) {
                    readings.addAll(select(action, now));
                } else if (mayTouchServers(topology)) {
                    select(action, now).forEach(key -> reconnect(key, topology, action.why()));
                }
            }
        }
        if (!readings.isEmpty()) {
            environment.fleet().tell(new Fleet.ProbeNow(readings));
        }
    }

    private List<InstanceKey> select(EmergencyAction action, Instant now) {
        EmergencyThrottle.Selection selection = throttle.allow(action, now);
        throttle = selection.next();
        return selection.targets();
    }

    private boolean mayTouchServers(Topology topology) {
        ReplicatedLog log = environment.recovery().log();
        return log.leadership().isLeader()
                && !log.state().recoveries().areDisabled()
                && environment.recovery().policy().scope().primaries().covers(topology.name(), alias(topology));
    }

    private String alias(Topology topology) {
        return environment
                .readModel()
                .view()
                .cluster(topology.name())
                .map(c -> c.alias())
                .orElse("");
    }

    private void reconnect(InstanceKey key, Topology topology, String why) {
        Optional<ReplicationChannel> channel =
                topology.member(key).flatMap(m -> m.instance()).flatMap(Instance::channel);
        if (channel.isPresent()) {
            LOG.info("Making {} reconnect to its source: {}", key, why);
            environment
                    .recovery()
                    .operationIo()
                    .execute(() -> reconnect(key, channel.get().name()));
        }
    }

    private void reconnect(InstanceKey key, String channel) {
        try (ServerGateway line = environment.recovery().gateways().forOperations(key)) {
            boolean isConnected = line.reconnectReplication(channel, CONNECT_LIMIT);
            LOG.info("{} {} its source", key, isConnected ? "is connected again to" : "could not connect to");
        } catch (ServerException e) {
            LOG.warn("{} could not be made to reconnect to its source: {}", key, e.getMessage());
        }
        environment.fleet().tell(new Fleet.ProbeNow(Set.of(key)));
    }
}
