package io.quorate.raft.actor.transport;

import java.util.function.Consumer;

/** Carries messages to other nodes, at most once and perhaps late. Any thread may call; nothing blocks. */
public interface RaftTransport {

    /**
     * Sends, or does not.
     *
     * @param address {@code host:port} as the other node advertises it
     */
    void send(String address, WireMessage message);

    /** From now on what arrives goes there, on threads of the transport. To be called once. */
    void receive(Consumer<WireMessage> sink);
}
