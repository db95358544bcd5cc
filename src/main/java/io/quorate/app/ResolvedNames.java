package io.quorate.app;

import io.quorate.http.HostNames;
import io.quorate.model.InstanceKey;
import io.quorate.mysql.HostnameResolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Host names as the gateways know them, for the HTTP surface. */
record ResolvedNames(HostnameResolver resolver, Executor blocking) implements HostNames {

    private static final int CONNECT_MILLIS = 2_000;

    @Override
    public CompletionStage<String> resolve(String host) {
        return CompletableFuture.supplyAsync(() -> resolver.resolve(host), blocking);
    }

    @Override
    public CompletionStage<Void> connect(InstanceKey key) {
        return CompletableFuture.runAsync(
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(key.host(), key.port()), CONNECT_MILLIS);
                    } catch (IOException e) {
                        throw new IllegalStateException(
                                "cannot connect to " + key.toUriAuthority() + ": " + e.getMessage(), e);
                    }
                },
                blocking);
    }

    @Override
    public SortedMap<String, String> cache() {
        return resolver.known();
    }

    @Override
    public void clear() {
        resolver.reset();
    }
}
