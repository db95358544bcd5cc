package io.quorate.statemachine;

import io.quorate.model.InstanceKey;
import io.quorate.statemachine.Registrations.AccessToken;
import io.quorate.statemachine.Registrations.HostAttribute;
import io.quorate.statemachine.Registrations.Pool;
import java.time.Instant;
import java.util.SortedSet;
import org.pcollections.TreePSet;

/** Changes of what scripts, agents and people registered. */
public sealed interface RegistrationChange extends Change {

    /**
     * These servers, and no others, make the pool; no servers, no pool.
     *
     * @param expiresAt a pool that is not submitted again lapses ({@code InstancePoolExpiryMinutes})
     */
    record SubmitPool(String pool, SortedSet<InstanceKey> members, Instant at, Instant expiresAt)
            implements RegistrationChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.registrations().withPool(pool, new Pool(members, at, expiresAt))));
        }
    }

    /** Sets or replaces one attribute of a host. */
    record PutHostAttribute(String host, String name, String value, Instant at) implements RegistrationChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(
                    state.with(state.registrations().withHostAttribute(host, name, new HostAttribute(value, at))));
        }
    }

    /** A pseudo-GTID was injected into the cluster's primary. */
    record RecordInjectedMarker(String clusterName, Instant at) implements RegistrationChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.registrations().withInjectedMarker(clusterName, at)));
        }
    }

    /**
     * Somebody with access to the node's machine made a token. Refused when the public half is taken.
     *
     * @param publicToken random, made by the proposer
     */
    record GenerateAccessToken(
            String publicToken, String owner, Instant at, Instant usableUntil, Instant expiresAt, boolean isReentrant)
            implements RegistrationChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Registrations present = state.registrations();
            if (present.accessTokens().containsKey(publicToken)) {
                return Transition.refused(state, "the access token exists already; make another");
            }
            AccessToken token = new AccessToken(owner, at, usableUntil, expiresAt, isReentrant, TreePSet.empty());
            return Transition.done(state.with(present.withAccessToken(publicToken, token)));
        }
    }

    /**
     * The holder of the public half gets a secret. Refused when it is unknown, too late, or was used and is not reentrant.
     *
     * @param secretDigest SHA-256, in hexadecimal, of a secret that the proposer made
     */
    record AcquireAccessToken(String publicToken, String secretDigest, Instant at) implements RegistrationChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Registrations present = state.registrations();
            AccessToken token = present.accessTokens().get(publicToken);
            if (token == null) {
                return Transition.refused(state, "no such access token");
            }
            boolean isUsed = !token.secretDigests().isEmpty();
            if (!token.isReentrant() && (isUsed || !at.isBefore(token.usableUntil()))) {
                return Transition.refused(state, "the access token " + (isUsed ? "was used already" : "came too late"));
            }
            return Transition.done(state.with(present.withAccessToken(publicToken, token.withSecret(secretDigest))));
        }
    }
}
