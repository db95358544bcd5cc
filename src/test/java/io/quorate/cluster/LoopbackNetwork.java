package io.quorate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Places on this machine: each an address of its own out of 127.0.0.0/8, which Linux has without being told. */
public final class LoopbackNetwork implements Network {

    private static final int MOST_NETWORKS = 8;
    private static final int PER_NETWORK = 16;
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final int first;
    private final List<Place> places;
    private final int httpPort = freePort();
    private final int raftPort = freePort();

    public LoopbackNetwork(int size) {
        this.first = NETWORKS.getAndIncrement() % MOST_NETWORKS * PER_NETWORK + 1;
        this.places = IntStream.range(first, first + size)
                .mapToObj(LoopbackNetwork::address)
                .map(address -> new Place(address, address, List.of()))
                .toList();
    }

    private static String address(int number) {
        long pid = ProcessHandle.current().pid();
        return "127." + (64 + pid / 250 % 128) + "." + (1 + pid % 250) + "." + number;
    }

    /** Another address for a place, at which nothing listens yet. */
    String secondAddress(int place) {
        return address(first + PER_NETWORK / 2 + place);
    }

    /** Free on all addresses. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public int httpPort() {
        return httpPort;
    }

    @Override
    public int raftPort() {
        return raftPort;
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}
