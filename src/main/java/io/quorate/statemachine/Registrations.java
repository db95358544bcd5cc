package io.quorate.statemachine;

import io.quorate.model.InstanceKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pcollections.TreePMap;

/**
 * What scripts, agents and people registered: pools of servers, attributes of hosts, markers injected into binary logs,
 * access to the page.
 *
 * @param pools by name
 * @param hostAttributes host to attribute to value; host {@code *} holds what belongs to no host
 * @param injectedMarkers cluster name to when a pseudo-GTID was last injected there
 * @param accessTokens by their public half
 */
public record Registrations(
        SortedMap<String, Pool> pools,
        SortedMap<String, SortedMap<String, HostAttribute>> hostAttributes,
        SortedMap<String, Instant> injectedMarkers,
        SortedMap<String, AccessToken> accessTokens) {

    /** More access tokens than that: the oldest go. */
    static final int MOST_ACCESS_TOKENS = 1_000;

    public static final Registrations EMPTY =
            new Registrations(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** Servers that a script named together, until when that holds. */
    public record Pool(SortedSet<InstanceKey> members, Instant registeredAt, Instant expiresAt) {
        public Pool {
            members = Persistent.set(members);
        }
    }

    /** What somebody said of a host. */
    public record HostAttribute(String value, Instant submittedAt) {}

    /**
     * Access to the page for whoever knows the public half early enough, and afterwards for whoever holds a secret.
     *
     * @param usableUntil when the public half stops being good for a secret
     * @param expiresAt when the secrets stop being good, unless reentrant
     * @param isReentrant it gives any number of secrets, and they do not expire
     * @param secretDigests SHA-256 in hexadecimal of each secret that was given; the secrets themselves are nowhere
     */
    public record AccessToken(
            String owner,
            Instant generatedAt,
            Instant usableUntil,
            Instant expiresAt,
            boolean isReentrant,
            SortedSet<String> secretDigests) {

        public AccessToken {
            secretDigests = Persistent.set(secretDigests);
        }

        /** Whether a secret with that digest opens the page now. */
        public boolean admits(String secretDigest, Instant now) {
            return secretDigests.contains(secretDigest) && (isReentrant || now.isBefore(expiresAt));
        }

        AccessToken withSecret(String digest) {
            SortedSet<String> all = Persistent.set(secretDigests).plus(digest);
            return new AccessToken(owner, generatedAt, usableUntil, expiresAt, isReentrant, all);
        }
    }

    public Registrations {
        pools = Persistent.map(pools);
        hostAttributes = Persistent.map(hostAttributes);
        injectedMarkers = Persistent.map(injectedMarkers);
        accessTokens = Persistent.map(accessTokens);
    }

    Registrations withPool(String name, Pool pool) {
        SortedMap<String, Pool> changed =
                pool.members().isEmpty() ? Notes.minus(pools, name) : Notes.plus(pools, name, pool);
        return new Registrations(changed, hostAttributes, injectedMarkers, accessTokens);
    }

    Registrations withHostAttribute(String host, String name, HostAttribute attribute) {
        SortedMap<String, HostAttribute> of = Notes.plus(ofHost(host), name, attribute);
        return new Registrations(pools, Notes.plus(hostAttributes, host, of), injectedMarkers, accessTokens);
    }

    private SortedMap<String, HostAttribute> ofHost(String host) {
        return hostAttributes.getOrDefault(host, TreePMap.empty());
    }

    Registrations withInjectedMarker(String clusterName, Instant at) {
        return new Registrations(pools, hostAttributes, Notes.plus(injectedMarkers, clusterName, at), accessTokens);
    }

    Registrations withAccessToken(String publicToken, AccessToken token) {
        SortedMap<String, AccessToken> all = Notes.plus(accessTokens, publicToken, token);
        return new Registrations(pools, hostAttributes, injectedMarkers, bounded(all));
    }

    private static SortedMap<String, AccessToken> bounded(SortedMap<String, AccessToken> all) {
        if (all.size() <= MOST_ACCESS_TOKENS) {
            return all;
        }
        return all.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, AccessToken> e) ->
                                e.getValue().generatedAt())
                        .thenComparing(Map.Entry::getKey))
                .map(oldest -> Notes.minus(all, oldest.getKey()))
                .orElse(all);
    }

    /** Without what was over at that time. */
    Registrations withoutLapsed(Instant now, Instant markersAfter) {
        return new Registrations(
                kept(pools, pool -> now.isBefore(pool.expiresAt())),
                hostAttributes,
                kept(injectedMarkers, at -> at.isAfter(markersAfter)),
                kept(accessTokens, token -> token.isReentrant() || now.isBefore(token.expiresAt())));
    }

    private static <V> SortedMap<String, V> kept(SortedMap<String, V> map, Predicate<V> keep) {
        if (map.values().stream().allMatch(keep)) {
            return map;
        }
        TreeMap<String, V> left = new TreeMap<>(map);
        left.values().removeIf(keep.negate());
        return left;
    }
}
