package io.quorate.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection over which the same GET is asked again and again, one at a time. It does as little as it can, since it
 * shares the machine with the server that is measured.
 */
final class KeepAliveClient implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;
    private final byte[] scratch = new byte[BUFFER];

    KeepAliveClient(int port, String path) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Asks once and reads the whole answer.
     *
     * @return the length of its body
     * @throws IOException also when the answer is not 200 or does not tell its length
     */
    int ask() throws IOException {
        out.write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status);
        }
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            } else if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding")) {
                throw new IOException("the answer does not tell its length");
            }
        }
        for (int left = length; left > 0; ) {
            int count = in.read(scratch, 0, Math.min(left, BUFFER));
            if (count < 0) {
                throw new IOException("the answer ends early");
            }
            left -= count;
        }
        return length;
    }

    /** A header line; no longer than the buffer. */
    private String line() throws IOException {
        int count = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection was closed");
            }
            scratch[count++] = (byte) b;
        }
        return new String(scratch, 0, Math.max(0, count - 1), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
