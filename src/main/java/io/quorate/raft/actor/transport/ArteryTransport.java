package io.quorate.raft.actor.transport;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Messages through Akka's remoting. A peer is an address and a path: whatever process runs there gets the message, known
 * to the Akka cluster or not. Host names are resolved at each connect.
 */
public final class ArteryTransport implements RaftTransport {

    /** Of the receiving actor below its parent; the parent must be {@code /user/raft} on every node. */
    private static final String GATE = "gate";

    private static final String PATH = "/user/raft/" + GATE;

    /** Where messages go; nowhere at first. */
    private static final class Sink {
        private volatile Consumer<WireMessage> receiver = message -> {};
    }

    private final ActorRefResolver resolver;
    private final String systemName;
    private final ConcurrentMap<String, ActorRef<WireMessage>> peers = new ConcurrentHashMap<>();
    private final Sink sink;

    private ArteryTransport(ActorSystem<?> system, Sink sink) {
        this.resolver = ActorRefResolver.get(system);
        this.systemName = system.name();
        this.sink = sink;
    }

    /** Starts the receiving actor as a child of this one. */
    public static ArteryTransport start(ActorContext<?> context) {
        Sink sink = new Sink();
        context.spawn(gate(sink), GATE, DispatcherSelector.fromConfig("quorate.raft-replica"));
        return new ArteryTransport(context.getSystem(), sink);
    }

    private static Behavior<WireMessage> gate(Sink sink) {
        return Behaviors.receiveMessage(message -> {
            sink.receiver.accept(message);
            return Behaviors.same();
        });
    }

    @Override
    public void send(String address, WireMessage message) {
        peers.computeIfAbsent(address, this::resolve).tell(message);
    }

    private ActorRef<WireMessage> resolve(String address) {
        return resolver.resolveActorRef("akka://" + systemName + "@" + address + PATH);
    }

    @Override
    public void receive(Consumer<WireMessage> newSink) {
        sink.receiver = newSink;
    }
}
