package io.quorate.mysql;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;

/**
 * Gives each host one name, so that a server that others report under several names is one server here. Names are
 * resolved as {@code HostnameResolveMethod} says; besides, whatever name a server was reached by is known to mean the
 * name it calls itself. Answers come from a cache for {@code ExpiryHostnameResolvesMinutes}.
 *
 * <p>Blocks for the name service's answer, within its limit, when the cache has none. Safe for use by several threads.
 */
public final class HostnameResolver {

    private static final String DETACHED_PREFIX = "//";
    /** How long a name service that kept silent is left alone. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Settings.Names settings;
    private final NameService names;
    private final InstantSource clock;
    private final ResolveCache cache;
    private volatile Instant silentUntil = Instant.MIN;

    HostnameResolver(Settings.Names settings, NameService names, InstantSource clock) {
        this.settings = settings;
        this.names = names;
        this.clock = clock;
        this.cache = new ResolveCache(settings.expiry());
    }

    /** The name to use; the given one if there is nothing better. Detached names ({@code //host}) stay as they are. */
    public String resolve(String host) {
        String name = host.trim();
        if (name.isEmpty() || name.indexOf(',') >= 0 || name.equals("_") || name.startsWith(DETACHED_PREFIX)) {
            return name;
        }
        Instant now = clock.instant();
        return cache.get(name, now).orElseGet(() -> ask(name, now));
    }

    private String ask(String name, Instant now) {
        if (now.isBefore(silentUntil)) {
            return name;
        }
        try {
            String resolved = switch (settings.resolve()) {
                case NONE, DEFAULT -> name;
                case CNAME -> names.canonicalName(name, settings.dnsLimit());
                case IP -> names.preferredAddress(name, settings.dnsLimit());
            };
            if (isRejected(resolved)) {
                return name;
            }
            cache.put(name, resolved, now);
            return resolved;
        } catch (SocketTimeoutException e) {
            // One call may have to do with many names; it shall wait for one of them only.
            silentUntil = clock.instant().plus(SILENCE);
            return name;
        } catch (IOException e) {
            cache.putUnresolved(name, now);
            return name;
        }
    }

    /** Notes that a server which was reached by one name calls itself by another. */
    public void learn(String reachedBy, String ownName) {
        if (!reachedBy.equals(ownName) && !reachedBy.isEmpty() && !ownName.isEmpty()) {
            cache.put(reachedBy, ownName, clock.instant());
        }
    }

    /** Forgets all answers. */
    public void reset() {
        cache.clear();
    }

    /** What names stand for now. */
    public SortedMap<String, String> known() {
        return cache.content(clock.instant());
    }

    private boolean isRejected(String resolved) {
        return settings.reject()
                .map(pattern -> pattern.matcher(resolved).find())
                .orElse(false);
    }
}
