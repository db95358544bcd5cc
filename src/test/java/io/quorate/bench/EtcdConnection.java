package io.quorate.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client of etcd's own protocol, version 3: {@code KV.Put} and {@code KV.Range}, which is linearizable by default. */
final class EtcdConnection implements KeyValueConnection {

    private static final int KEY = 1;
    private static final int VALUE = 2;

    private final Http2Connection connection;
    private final byte[] put;
    private final byte[] range;

    EtcdConnection(String host, int port) throws IOException {
        this.connection = new Http2Connection(host, port);
        this.put = connection.headersOf("/etcdserverpb.KV/Put");
        this.range = connection.headersOf("/etcdserverpb.KV/Range");
    }

    @Override
    public void put(String key, String value) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, KEY, key);
        field(message, VALUE, value);
        connection.call(put, message.toByteArray());
    }

    @Override
    public void get(String key) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, KEY, key);
        byte[] answer = connection.call(range, message.toByteArray());
        if (!new String(answer, StandardCharsets.ISO_8859_1).contains(key)) {
            throw new IOException("key " + key + " is not there");
        }
    }

    private static void field(ByteArrayOutputStream message, int number, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        message.write((number << 3) | 2);
        int length = bytes.length;
        for (; length > 0x7f; length >>>= 7) {
            message.write((length & 0x7f) | 0x80);
        }
        message.write(length);
        message.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
