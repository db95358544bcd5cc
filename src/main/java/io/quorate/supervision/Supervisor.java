package io.quorate.supervision;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.Topology;
import io.quorate.readmodel.ViewPublisher;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Notes;
import java.util.Map;
import java.util.TreeMap;

/** Holds the topology of one replication cluster. */
public final class Supervisor extends AbstractBehavior<Supervisor.Command> {

    /** What a supervisor is told. */
    public sealed interface Command {}

    /** A server of the cluster was observed. */
    record Seen(Observation observation) implements Command {}

    /** A server is no longer part of the cluster. */
    record Left(InstanceKey key) implements Command {}

    /** The replicated state has changed. */
    record StateApplied(ClusterState state) implements Command {}

    private final String name;
    private final ViewPublisher views;
    private final Map<InstanceKey, Observation> observations = new TreeMap<>();
    private Notes notes;

    private Supervisor(ActorContext<Command> context, String name, ViewPublisher views, Notes notes) {
        super(context);
        this.name = name;
        this.views = views;
        this.notes = notes;
    }

    public static Behavior<Command> create(String name, ViewPublisher views, Notes notes) {
        return Behaviors.setup(context -> new Supervisor(context, name, views, notes));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Seen.class, this::onSeen)
                .onMessage(Left.class, this::onLeft)
                .onMessage(StateApplied.class, this::onStateApplied)
                .build();
    }

    private Behavior<Command> onSeen(Seen seen) {
        observations.put(seen.observation().key(), seen.observation());
        return review();
    }

    private Behavior<Command> onLeft(Left left) {
        observations.remove(left.key());
        if (observations.isEmpty()) {
            views.withdraw(name);
            return this;
        }
        return review();
    }

    private Behavior<Command> onStateApplied(StateApplied applied) {
        if (applied.state().notes().equals(notes)) {
            return this;
        }
        notes = applied.state().notes();
        return observations.isEmpty() ? this : review();
    }

    private Behavior<Command> review() {
        Topology topology = Topology.of(name, observations.values(), notes::annotationsOf);
        views.publish(topology);
        return this;
    }
}
