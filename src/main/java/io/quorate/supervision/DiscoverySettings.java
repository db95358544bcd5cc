package io.quorate.supervision;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is discovered.
 *
 * @param ignored servers never looked at, by {@code host:port} ({@code DiscoveryIgnoreHostnameFilters})
 * @param ignoredSources sources not followed upwards ({@code DiscoveryIgnoreMasterHostnameFilters})
 * @param ignoredReplicas replicas not followed downwards ({@code DiscoveryIgnoreReplicaHostnameFilters})
 * @param ignoredAccounts replicas not watched, by the account they replicate with ({@code
 *     DiscoveryIgnoreReplicationUsernameFilters})
 */
public record DiscoverySettings(
        List<Pattern> ignored,
        List<Pattern> ignoredSources,
        List<Pattern> ignoredReplicas,
        List<Pattern> ignoredAccounts) {

    public DiscoverySettings {
        ignored = List.copyOf(ignored);
        ignoredSources = List.copyOf(ignoredSources);
        ignoredReplicas = List.copyOf(ignoredReplicas);
        ignoredAccounts = List.copyOf(ignoredAccounts);
    }

    /** Whether the server is never to be looked at. */
    public boolean ignores(InstanceKey key) {
        return matches(ignored, key);
    }

    boolean follows(InstanceKey source) {
        return source.isValid() && !matches(ignored, source) && !matches(ignoredSources, source);
    }

    boolean descendsTo(InstanceKey replica) {
        return replica.isValid() && !matches(ignored, replica) && !matches(ignoredReplicas, replica);
    }

    /** Whether a replica with this account is not watched; an account that is not known refuses nobody. */
    boolean refusesAccount(String user) {
        return !user.isEmpty()
                && ignoredAccounts.stream().anyMatch(p -> p.matcher(user).find());
    }

    private static boolean matches(List<Pattern> patterns, InstanceKey key) {
        String text = key.toString();
        return patterns.stream().anyMatch(p -> p.matcher(text).find());
    }
}
