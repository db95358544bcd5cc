package io.quorate.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The socket below one connection: where to, and with which trust. It exists apart from the driver's connection so that
 * any thread can cut it at any time, also while the driver is still shaking hands and hands out no connection yet.
 */
final class Wire {

    private final String host;
    private final int port;
    private final List<InetAddress> addresses;
    private final int connectTimeoutMillis;
    private final Optional<Trust> trust;

    private @Nullable Socket socket;
    private boolean isCut;

    /** @param addresses what the host resolved to, tried in this order */
    Wire(String host, int port, List<InetAddress> addresses, int connectTimeoutMillis, Optional<Trust> trust) {
        this.host = host;
        this.port = port;
        this.addresses = List.copyOf(addresses);
        this.connectTimeoutMillis = connectTimeoutMillis;
        this.trust = trust;
    }

    /** How to encrypt. */
    record Trust(SSLContext context, boolean checksName) {}

    /** Opens the TCP connection to the first address that accepts one. */
    Socket connect() throws IOException {
        IOException failure = new SocketException("No address");
        for (InetAddress address : addresses) {
            try {
                return connect(address);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Socket connect(InetAddress address) throws IOException {
        Socket opened = new Socket();
        keep(opened);
        opened.setTcpNoDelay(true);
        opened.setKeepAlive(true);
        opened.connect(new InetSocketAddress(address, port), connectTimeoutMillis);
        return opened;
    }

    private synchronized void keep(Socket opened) throws IOException {
        socket = opened;
        if (isCut) {
            opened.close();
            throw new SocketException("Broken off");
        }
    }

    /** Wraps the open connection when the server has agreed to encrypt. */
    Socket encrypt() throws IOException {
        Trust agreed = trust.orElseThrow(() -> new SocketException("Encryption was not asked for"));
        SSLSocket encrypted = (SSLSocket) agreed.context().getSocketFactory().createSocket(raw(), host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        if (agreed.checksName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private synchronized Socket raw() throws SocketException {
        if (socket == null) {
            throw new SocketException("Not connected");
        }
        return socket;
    }

    /** Closes the TCP connection at once, whatever waits on it. */
    synchronized void cut() {
        isCut = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // The descriptor is given up either way.
                return;
            }
        }
    }
}
