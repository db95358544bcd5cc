package io.quorate.hooks;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.Optional;

/**
 * What a hook is told of a failure and its recovery. Each documented placeholder and variable is read from here; the
 * list is {@link Placeholder}.
 *
 * @param failure what was found, and where
 * @param cluster the replication cluster it was found in
 * @param node name of the node that runs the hook
 * @param recoveryUid names the recovery in the audit, the same in all hooks of one recovery
 * @param command why the recovery runs: '' when by itself, else {@code force-master-failover},
 *     {@code force-master-takeover} or {@code graceful-master-takeover}
 * @param lostReplicas replicas that could not be moved below the successor; empty before that is tried
 * @param successor the server that took over, or in a planned switch is to take over; empty when none is known
 */
public record HookContext(
        Failure failure,
        ReplicationCluster cluster,
        String node,
        String recoveryUid,
        String command,
        List<InstanceKey> lostReplicas,
        Optional<Successor> successor)
        implements HookValues {

    public HookContext {
        lostReplicas = List.copyOf(lostReplicas);
    }

    /** The context of an automatic recovery that has no outcome yet. */
    public static HookContext of(Failure failure, ReplicationCluster cluster, String node, String recoveryUid) {
        return new HookContext(failure, cluster, node, recoveryUid, "", List.of(), Optional.empty());
    }

    public HookContext withCommand(String newCommand) {
        return new HookContext(failure, cluster, node, recoveryUid, newCommand, lostReplicas, successor);
    }

    public HookContext withLostReplicas(List<InstanceKey> lost) {
        return new HookContext(failure, cluster, node, recoveryUid, command, lost, successor);
    }

    public HookContext withSuccessor(Successor promoted) {
        return new HookContext(failure, cluster, node, recoveryUid, command, lostReplicas, Optional.of(promoted));
    }

    @Override
    public Optional<String> value(Placeholder placeholder) {
        return placeholder.read(this);
    }

    /**
     * What was found on the failed server.
     *
     * @param type the diagnosis under its name in the API, such as {@code DeadMaster}
     * @param description the diagnosis in words
     * @param instance the failed server
     * @param role what it was
     * @param isPrimary whether it was the head of the cluster
     * @param isCoPrimary whether it was one of two heads that replicate from each other
     * @param replicaCount replicas that the diagnosis counted
     * @param replicas replicas it was known to have
     * @param isDowntimed whether an operator had announced a downtime of it
     */
    public record Failure(
            String type,
            String description,
            InstanceKey instance,
            Role role,
            boolean isPrimary,
            boolean isCoPrimary,
            int replicaCount,
            List<InstanceKey> replicas,
            boolean isDowntimed) {

        public Failure {
            replicas = List.copyOf(replicas);
        }
    }

    /** Role of the failed server, with the name that hooks know. */
    public enum Role {
        PRIMARY("master"),
        CO_PRIMARY("co-master"),
        INTERMEDIATE_SOURCE("intermediate-master"),
        GROUP_MEMBER("group-member");

        private final String hookName;

        Role(String hookName) {
            this.hookName = hookName;
        }

        public String hookName() {
            return hookName;
        }
    }

    /**
     * The replication cluster of the failed server.
     *
     * @param name its name: the key of its primary
     * @param alias its alias; an empty one is replaced by the name
     * @param domain its domain name; an empty one is replaced by the name
     * @param recoversPrimary whether the configuration lets a primary of this cluster be replaced
     * @param recoversIntermediateSource the same of an intermediate source
     */
    public record ReplicationCluster(
            String name, String alias, String domain, boolean recoversPrimary, boolean recoversIntermediateSource) {

        public ReplicationCluster {
            alias = alias.isEmpty() ? name : alias;
            domain = domain.isEmpty() ? name : domain;
        }
    }

    /**
     * The server that takes over.
     *
     * @param instance which it is
     * @param alias its own alias, '' if it has none
     * @param binlogCoordinates where its binary log stood at promotion, {@code file:position}; empty if not known
     */
    public record Successor(InstanceKey instance, String alias, Optional<String> binlogCoordinates) {}
}
