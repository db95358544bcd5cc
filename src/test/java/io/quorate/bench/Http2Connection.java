package io.quorate.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * As much of HTTP/2 (RFC 9113) as unary gRPC calls need, one call at a time over a connection without TLS. It does as
 * little as it can, since it shares the machine with the server that is measured; so a comparison is not decided by a
 * client library. Header blocks of answers are not read: a call that failed has no message in its answer.
 */
final class Http2Connection implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;

    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private static final int HEAD = 9;
    private static final int GRPC_PREFIX = 5;
    private static final int WINDOW = 1 << 30;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String authority;
    private int stream = -1;
    private int unacknowledged;

    Http2Connection(String host, int port) throws IOException {
        this.authority = host + ":" + port;
        this.socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 * 1024));
        this.out = socket.getOutputStream();
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        hello.writeBytes(frame(SETTINGS, 0, 0, windowSetting()));
        hello.writeBytes(frame(WINDOW_UPDATE, 0, 0, number(WINDOW)));
        out.write(hello.toByteArray());
    }

    /** Initial window of each stream. */
    private static byte[] windowSetting() {
        return ByteBuffer.allocate(6).putShort((short) 4).putInt(WINDOW).array();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(HEAD + payload.length)
                .putInt((payload.length << 8) | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The header block of calls of one method: nothing compressed, nothing to be remembered by the server. */
    byte[] headersOf(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        String[] fields = {
            ":method",
            "POST",
            ":scheme",
            "http",
            ":path",
            path,
            ":authority",
            authority,
            "te",
            "trailers",
            "content-type",
            "application/grpc"
        };
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            text(block, fields[i]);
            text(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * One call.
     *
     * @param message in Protocol Buffers' encoding
     * @return the answer's message
     * @throws IOException also when the call failed
     */
    byte[] call(byte[] headers, byte[] message) throws IOException {
        stream += 2;
        byte[] body = ByteBuffer.allocate(GRPC_PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        ByteArrayOutputStream request = new ByteArrayOutputStream(headers.length + body.length + 2 * HEAD);
        request.writeBytes(frame(HEADERS, END_HEADERS, stream, headers));
        request.writeBytes(frame(DATA, END_STREAM, stream, body));
        out.write(request.toByteArray());
        return answer();
    }

    private byte[] answer() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended) {
            int lengthAndType = in.readInt();
            int type = lengthAndType & 0xff;
            int flags = in.readUnsignedByte();
            boolean ours = in.readInt() == stream;
            byte[] payload = in.readNBytes(lengthAndType >>> 8);
            switch (type) {
                case DATA -> {
                    data.writeBytes(payload);
                    acknowledge(payload.length);
                }
                case SETTINGS -> echo(SETTINGS, flags, new byte[0]);
                case PING -> echo(PING, flags, payload);
                case RST_STREAM, GOAWAY -> throw new IOException("the server ended the call, frame type " + type);
                default -> {}
            }
            ended = ours && (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
        byte[] message = data.toByteArray();
        if (message.length <= GRPC_PREFIX) {
            throw new IOException("the call failed");
        }
        return message;
    }

    private void echo(int type, int flags, byte[] payload) throws IOException {
        if ((flags & ACK) == 0) {
            out.write(frame(type, ACK, 0, payload));
        }
    }

    private void acknowledge(int bytes) throws IOException {
        unacknowledged += bytes;
        if (unacknowledged > WINDOW / 2) {
            out.write(frame(WINDOW_UPDATE, 0, 0, number(unacknowledged)));
            unacknowledged = 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
