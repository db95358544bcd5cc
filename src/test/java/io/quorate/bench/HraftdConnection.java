package io.quorate.bench;

import io.quorate.cluster.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A client of {@code /hraftd/key}, linearizable reads included. */
final class HraftdConnection implements KeyValueConnection {

    private final PlainHttp http;

    HraftdConnection(InetSocketAddress node) {
        this.http = new PlainHttp(node, Duration.ofSeconds(10));
    }

    @Override
    public void put(String key, String value) throws IOException {
        putAll("{\"" + key + "\":\"" + value + "\"}");
    }

    /** @param body a JSON object of keys and values */
    void putAll(String body) throws IOException {
        PlainHttp.Answer answer = http.send("POST", "/hraftd/key", "", body);
        if (!answer.isOk()) {
            throw new IOException("a write was answered with " + answer);
        }
    }

    @Override
    public void get(String key) throws IOException {
        PlainHttp.Answer answer = http.get("/hraftd/key/" + key + "?consistency=linearizable");
        if (!answer.isOk()) {
            throw new IOException("a read of " + key + " was answered with " + answer);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
