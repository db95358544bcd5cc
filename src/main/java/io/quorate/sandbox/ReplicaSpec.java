package io.quorate.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A replica to be started in a topology.
 *
 * @param name by which the topology finds it again
 * @param source name of the server it replicates from
 * @param server changes what the topology's servers have in common
 * @param link how it replicates
 */
public record ReplicaSpec(String name, String source, UnaryOperator<ServerSpec> server, ReplicationLink link) {

    /** Below the primary, read-only, like the topology's other servers. */
    public static ReplicaSpec named(String name) {
        return new ReplicaSpec(name, SandboxTopology.PRIMARY, spec -> spec, ReplicationLink.standard());
    }

    /** Below the server of this name, which must be described first. */
    public ReplicaSpec below(String otherSource) {
        return new ReplicaSpec(name, otherSource, server, link);
    }

    /** Of another version than the rest. */
    public ReplicaSpec of(ServerDistribution distribution) {
        return with(spec -> new ServerSpec(distribution, spec.options(), spec.isBehindLink()));
    }

    /** With further options of the server. */
    public ReplicaSpec with(String... options) {
        return with(spec -> spec.with(options));
    }

    /** Reached through a {@link StallableLink}. */
    public ReplicaSpec behindLink() {
        return with(ServerSpec::behindLink);
    }

    private ReplicaSpec with(UnaryOperator<ServerSpec> change) {
        return new ReplicaSpec(name, source, spec -> change.apply(server.apply(spec)), link);
    }

    /** Applies what it receives this much later. */
    public ReplicaSpec delayedBy(Duration delay) {
        return linked(new ReplicationLink(link.account(), Optional.of(delay), link.heartbeat()));
    }

    /** Wants a sign of life from its source this often. */
    public ReplicaSpec withHeartbeat(Duration period) {
        return linked(new ReplicationLink(link.account(), link.delay(), Optional.of(period)));
    }

    /** Replicates with an account of its own, which the topology creates, so that a link can tell it from others. */
    public ReplicaSpec withAccount(String account) {
        return linked(new ReplicationLink(account, link.delay(), link.heartbeat()));
    }

    private ReplicaSpec linked(ReplicationLink other) {
        return new ReplicaSpec(name, source, server, other);
    }
}
