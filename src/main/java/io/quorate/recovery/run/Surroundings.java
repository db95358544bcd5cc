package io.quorate.recovery.run;

import io.quorate.hooks.HookContext;
import io.quorate.hooks.HookEvent;
import io.quorate.hooks.HookPoint;
import io.quorate.hooks.HookResult;
import io.quorate.log.ReplicatedLog;
import io.quorate.mysql.ServerGateways;
import io.quorate.recovery.plan.RecoveryPolicy;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What every recovery of this node works with.
 *
 * @param node this node's name
 * @param keyValuePrefix {@code KVClusterMasterPrefix}: where the cluster's new head is published
 * @param operationIo runs blocking calls to servers
 * @param hookIo runs hooks
 * @param work told of each recovery
 */
public record Surroundings(
        String node,
        ReplicatedLog log,
        ServerGateways gateways,
        Hooks hooks,
        RecoveryPolicy policy,
        String keyValuePrefix,
        Executor operationIo,
        Executor hookIo,
        WorkInProgress work,
        InstantSource clock) {

    /** Runs the hooks of a point; blocks; {@link io.quorate.hooks.HookRunner} is one. */
    @FunctionalInterface
    public interface Hooks {
        HookResult run(HookPoint point, HookContext context, Consumer<HookEvent> listener);
    }
}
