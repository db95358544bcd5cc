package io.quorate.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A TCP link on loopback in front of a server, that can misbehave as networks do: hold bytes without closing anything,
 * be cut, or be slow. Since it reads in passing which account logs in, it can stall Quorate and let replicas through, or
 * the reverse. An encrypted connection has no readable account and counts as somebody else's.
 *
 * <p>When the server behind it is down, a client is accepted and closed at once, where it would otherwise be refused.
 * Safe for use by several threads.
 */
public final class StallableLink implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final int port;
    private final int targetPort;
    private final List<LinkConnection> connections = new CopyOnWriteArrayList<>();
    private ServerSocket listener;
    private Predicate<Optional<String>> isHeld = user -> false;
    private Duration delay = Duration.ZERO;

    private StallableLink(int port, int targetPort) {
        this.port = port;
        this.targetPort = targetPort;
        this.listener = listen();
    }

    /** A link to a port of 127.0.0.1, at which nobody need listen yet. */
    public static StallableLink to(int targetPort) {
        return new StallableLink(Ports.free(), targetPort);
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Holds all bytes of all connections, in both directions, also of new ones; nothing is closed. */
    public void stall() {
        hold(user -> true);
    }

    /** Holds the connections of one account. A new one still sees the server's greeting. */
    public void stallOnly(String account) {
        hold(user -> user.isPresent() && user.get().equals(account));
    }

    /** Holds all connections but those of one account. A new one still sees the server's greeting. */
    public void stallAllBut(String account) {
        hold(user -> user.isPresent() && !user.get().equals(account));
    }

    /** Lets held bytes flow again. */
    public void resume() {
        hold(user -> false);
    }

    private synchronized void hold(Predicate<Optional<String>> which) {
        isHeld = which;
        notifyAll();
    }

    /** Each portion of bytes arrives this much later; zero ends it. */
    public synchronized void slowBy(Duration perPortion) {
        delay = perPortion;
    }

    /** Closes all connections and refuses new ones. */
    public void cut() {
        closeListener();
        connections.forEach(LinkConnection::close);
    }

    /** Listens again after {@link #cut}, and ends any stall. */
    public synchronized void mend() {
        if (listener.isClosed()) {
            listener = listen();
        }
        resume();
        slowBy(Duration.ZERO);
    }

    /** How many connections are open. */
    public int connectionCount() {
        return connections.size();
    }

    /** Called before each portion is passed on; returns when it may. False if the connection was closed meanwhile. */
    synchronized boolean awaitPassage(LinkConnection connection) throws InterruptedException {
        while (isHeld.test(connection.account()) && !connection.isClosed()) {
            wait();
        }
        return !connection.isClosed();
    }

    synchronized Duration delay() {
        return delay;
    }

    void closed(LinkConnection connection) {
        connections.remove(connection);
        synchronized (this) {
            notifyAll();
        }
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            Thread acceptor = new Thread(() -> acceptAll(socket), "link-" + port);
            acceptor.setDaemon(true);
            acceptor.start();
            return socket;
        } catch (IOException e) {
            throw new SandboxException("Cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    private void acceptAll(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                connect(socket, socket.accept());
            } catch (IOException closedOrTargetDown) {
                // The loop's condition tells the two apart.
            }
        }
    }

    private void connect(ServerSocket acceptedBy, Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
        } catch (IOException e) {
            client.close();
            throw e;
        }
        LinkConnection connection = new LinkConnection(this, client, server);
        connections.add(connection);
        connection.start();
        if (acceptedBy.isClosed()) {
            // The link was cut while this one was on its way, and may not have been among those that were closed.
            connection.close();
        }
    }

    private synchronized void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new SandboxException("Cannot close port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
