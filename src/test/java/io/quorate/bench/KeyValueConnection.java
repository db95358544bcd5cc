package io.quorate.bench;

import java.io.IOException;

/** One client's connection to a key-value store: one request at a time, answered when it is durable and agreed on. */
interface KeyValueConnection extends AutoCloseable {

    void put(String key, String value) throws IOException;

    /** A linearizable read. */
    void get(String key) throws IOException;

    @Override
    void close() throws IOException;
}
