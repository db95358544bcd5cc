package io.quorate.http;

import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import java.util.concurrent.CompletionStage;

/** What the surface asks of probing. Called on any thread; must not block. */
public interface DiscoveryCommands {

    /**
     * Probes the server now, whether it is watched or not, and makes what was seen part of the read model. A server
     * that cannot be probed is an answer: {@link Observation#failure()} says why. The observation's key is the one the
     * server is known under, which may differ from the one asked for.
     */
    CompletionStage<Observation> probe(InstanceKey key);

    /** Whether an ignore filter keeps this server out. */
    boolean isIgnored(InstanceKey key);
}
