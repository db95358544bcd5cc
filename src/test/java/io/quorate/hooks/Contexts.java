package io.quorate.hooks;

import io.quorate.hooks.HookContext.Failure;
import io.quorate.hooks.HookContext.ReplicationCluster;
import io.quorate.hooks.HookContext.Role;
import io.quorate.hooks.HookContext.Successor;
import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.Optional;

/** A recovery of a dead primary, as hooks are told of it. */
final class Contexts {

    static final InstanceKey PRIMARY = new InstanceKey("db1", 3306);
    static final InstanceKey SUCCESSOR = new InstanceKey("db2", 3307);

    private Contexts() {}

    static HookContext deadPrimary() {
        return deadPrimary("shop");
    }

    static HookContext deadPrimary(String alias) {
        Failure failure = new Failure(
                "DeadMaster",
                "It does not answer",
                PRIMARY,
                Role.PRIMARY,
                true,
                false,
                2,
                List.of(SUCCESSOR, new InstanceKey("db3", 3306)),
                false);
        ReplicationCluster cluster = new ReplicationCluster("db1:3306", alias, "", true, false);
        return HookContext.of(failure, cluster, "node1", "1:abc");
    }

    static HookContext recovered() {
        return deadPrimary()
                .withCommand("force-master-failover")
                .withLostReplicas(List.of(new InstanceKey("db3", 3306)))
                .withSuccessor(new Successor(SUCCESSOR, "second", Optional.of("bin.000007:4")));
    }
}
