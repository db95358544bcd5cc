package io.quorate.raft.actor;

import io.quorate.raft.actor.transport.RaftTransport;
import io.quorate.raft.actor.transport.WireMessage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Cuts links between nodes, one direction at a time, in front of the real transport. */
final class Faults {

    private record Link(String from, String to) {}

    private final Set<Link> cut = ConcurrentHashMap.newKeySet();
    private final Set<String> isolated = ConcurrentHashMap.newKeySet();

    void cut(String from, String to) {
        cut.add(new Link(from, to));
    }

    void isolate(String address) {
        isolated.add(address);
    }

    void heal() {
        cut.clear();
        isolated.clear();
    }

    RaftTransport around(String self, RaftTransport real) {
        return new RaftTransport() {
            @Override
            public void send(String address, WireMessage message) {
                if (!cut.contains(new Link(self, address)) && !isolated.contains(self) && !isolated.contains(address)) {
                    real.send(address, message);
                }
            }

            @Override
            public void receive(Consumer<WireMessage> sink) {
                real.receive(sink);
            }
        };
    }
}
