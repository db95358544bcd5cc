package io.quorate.app;

import io.quorate.http.DiscoveryCommands;
import io.quorate.http.HostNames;
import io.quorate.http.RecoveryCommands;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a node that only keeps keys answers to whoever asks it about servers. */
final class NoServers implements DiscoveryCommands, RecoveryCommands, HostNames {

    private static final String WHY = "this node keeps keys only and watches no servers (quorate kv)";

    private static <T> CompletionStage<T> refused() {
        return CompletableFuture.failedFuture(new IllegalStateException(WHY));
    }

    @Override
    public CompletionStage<Observation> probe(InstanceKey key) {
        return refused();
    }

    @Override
    public boolean isIgnored(InstanceKey key) {
        return true;
    }

    @Override
    public CompletionStage<Recovered> recover(InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks) {
        return CompletableFuture.completedFuture(new Recovered(Optional.empty(), WHY));
    }

    @Override
    public CompletionStage<String> resolve(String host) {
        return refused();
    }

    @Override
    public CompletionStage<Void> connect(InstanceKey key) {
        return refused();
    }

    @Override
    public SortedMap<String, String> cache() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }

    @Override
    public void clear() {}
}
