package io.quorate.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP link to a server that counts round trips on the wire: how often the client speaks after the server has spoken.
 * For one connection at a time.
 */
final class CountingLink implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicBoolean serverSpokeLast = new AtomicBoolean(true);

    CountingLink(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    int roundTrips() {
        return roundTrips.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> copy(client, server, true));
                daemon(() -> copy(server, client, false));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void copy(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromClient) {
                    if (serverSpokeLast.getAndSet(false)) {
                        roundTrips.incrementAndGet();
                    }
                } else {
                    serverSpokeLast.set(true);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One end closed; try-with-resources closes the other.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "counting-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
