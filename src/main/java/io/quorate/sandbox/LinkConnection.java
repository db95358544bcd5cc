package io.quorate.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One client's connection through a {@link StallableLink}: two threads that carry bytes, one for each direction. */
final class LinkConnection {

    private static final int PORTION = 16 * 1024;

    private final StallableLink link;
    private final Socket client;
    private final Socket server;
    private volatile Optional<String> account = Optional.empty();
    private volatile boolean isClosed;

    LinkConnection(StallableLink link, Socket client, Socket server) {
        this.link = link;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        carry(client, server, true);
        carry(server, client, false);
    }

    /** Who logged in, an empty name if the connection is encrypted; absent before that. */
    Optional<String> account() {
        return account;
    }

    boolean isClosed() {
        return isClosed;
    }

    private void carry(Socket from, Socket to, boolean fromClient) {
        Thread thread = new Thread(() -> carryAll(from, to, fromClient), "link-" + link.port() + "-carrier");
        thread.setDaemon(true);
        thread.start();
    }

    private void carryAll(Socket from, Socket to, boolean fromClient) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] portion = new byte[PORTION];
            boolean isFirst = fromClient;
            for (int count = in.read(portion); count > 0; count = in.read(portion)) {
                if (isFirst) {
                    account = Optional.of(LoginPacket.account(Arrays.copyOf(portion, count)));
                    isFirst = false;
                }
                if (!link.awaitPassage(this)) {
                    return;
                }
                LockSupport.parkNanos(link.delay().toNanos());
                out.write(portion, 0, count);
            }
        } catch (IOException e) {
            // One side is gone; the other is told so below.
            isClosed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    void close() {
        isClosed = true;
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closing is all that was wanted.
            }
        }
        link.closed(this);
    }
}
