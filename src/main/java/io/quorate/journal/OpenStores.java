package io.quorate.journal;

import akka.actor.AbstractExtensionId;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases that the plugins of one actor system have open. A journal and a snapshot store with equal settings share
 * one, since only one writer per database is allowed. All are closed when the system has ended.
 */
final class OpenStores implements Extension {

    /** How long the end of the actor system waits for the last writes. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OpenStores.class);
    private static final Id ID = new Id();

    private static final class Id extends AbstractExtensionId<OpenStores> {
        @Override
        public OpenStores createExtension(ExtendedActorSystem system) {
            return new OpenStores(system);
        }
    }

    private final ExtendedActorSystem system;

    /** Guarded by this. */
    private final Map<StoreSettings, AsyncStore> stores = new HashMap<>();

    private OpenStores(ExtendedActorSystem system) {
        this.system = system;
        system.registerOnTermination(this::closeAll);
    }

    static OpenStores of(akka.actor.ActorSystem system) {
        return ID.get(system);
    }

    synchronized AsyncStore get(StoreSettings settings) {
        return stores.computeIfAbsent(settings, this::create);
    }

    private AsyncStore create(StoreSettings settings) {
        Executor executor = system.dispatchers().lookup(settings.dispatcher());
        JournalStore store = switch (settings.kind()) {
            case SQLITE -> new SqliteStore(settings);
            case MYSQL -> new MysqlStore(settings);
        };
        AsyncStore created = new AsyncStore(store, settings, executor);
        store.renewInterval()
                .ifPresent(interval -> system.scheduler()
                        .scheduleWithFixedDelay(interval, interval, created::keepAlive, system.dispatcher()));
        return created;
    }

    private void closeAll() {
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        synchronized (this) {
            stores.values().forEach(store -> closing.add(store.close().toCompletableFuture()));
        }
        CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
                .orTimeout(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    LOG.warn("A journal was not closed in order; it will be checked at the next start", e);
                    return null;
                })
                .join();
    }
}
