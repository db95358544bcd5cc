package io.quorate.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.quorate.http.DiscoveryCommands;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.supervision.DiscoverySettings;
import io.quorate.supervision.Supervisors;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What the HTTP surface asks of probing, put to the supervisors. */
record FleetDiscovery(ActorSystem<?> system, ActorRef<Supervisors.Command> supervisors, DiscoverySettings settings)
        implements DiscoveryCommands {

    /** Longer than the supervisors wait themselves, so that it is they who answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public CompletionStage<Observation> probe(InstanceKey key) {
        return AskPattern.ask(
                supervisors,
                (ActorRef<Observation> replyTo) -> new Supervisors.Discover(key, replyTo),
                PATIENCE,
                system.scheduler());
    }

    @Override
    public boolean isIgnored(InstanceKey key) {
        return settings.ignores(key);
    }
}
