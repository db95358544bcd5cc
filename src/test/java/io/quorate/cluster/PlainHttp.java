package io.quorate.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection to a node's HTTP, kept open, one request at a time; after a failure the next request opens a new one. It
 * costs little, since it shares the machine with what is tested, and it tells apart a request that certainly was not
 * sent and one of which nobody knows. For one thread.
 */
public final class PlainHttp implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    /** An answer, whatever its status. */
    public record Answer(int status, String body) {
        public boolean isOk() {
            return status == 200;
        }
    }

    /** No connection came about: the request did not reach the node. */
    public static final class NotSent extends IOException {
        private static final long serialVersionUID = 1;

        NotSent(String address, IOException cause) {
            super("no connection to " + address + ": " + cause.getMessage(), cause);
        }
    }

    private final InetSocketAddress address;
    private final int timeoutMillis;
    private Optional<Socket> open = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    /** @param timeout for the connection, and then for each wait for something of the answer */
    public PlainHttp(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    public Answer get(String path) throws IOException {
        return send("GET", path, "", "");
    }

    /**
     * Asks once.
     *
     * @param headers lines, each ended by CR LF
     * @throws NotSent when it certainly did not arrive
     * @throws IOException when it may have arrived or not
     */
    public Answer send(String method, String path, String headers, String body) throws IOException {
        Socket socket = connected();
        try {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String length = method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n";
            byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: node\r\n" + headers + length + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            byte[] request = new byte[head.length + content.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(content, 0, request, head.length, content.length);
            socket.getOutputStream().write(request);
            return answer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connected() throws NotSent {
        if (open.isPresent()) {
            return open.get();
        }
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new NotSent(address.getAddress().getHostAddress() + ":" + address.getPort(), e);
        }
        open = Optional.of(socket);
        return socket;
    }

    private Answer answer() throws IOException {
        String status = line();
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.contains("close");
            }
        }
        byte[] body = chunked ? chunks() : in.readNBytes(length);
        if (last) {
            close();
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the node closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        open.ifPresent(PlainHttp::closeQuietly);
        open = Optional.empty();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It was given up anyway.
        }
    }
}
