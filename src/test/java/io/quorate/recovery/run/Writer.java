package io.quorate.recovery.run;

import io.quorate.sandbox.SandboxServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Inserts rows into {@code work.t}, one transaction each, as fast as the server takes them, until that ends. */
final class Writer implements AutoCloseable {

    private final SandboxServer server;
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final AtomicInteger rows = new AtomicInteger();
    private final Future<?> writing;

    private Writer(SandboxServer server, ExecutorService executor) {
        this.server = server;
        this.writing = executor.submit(this::write);
    }

    static Writer on(SandboxServer server, ExecutorService executor) {
        return new Writer(server, executor);
    }

    private void write() {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (!isStopped.get()) {
                statement.execute("INSERT INTO work.t (who) VALUES ('writer')");
                rows.incrementAndGet();
            }
        } catch (SQLException killed) {
            isStopped.set(true);
        }
    }

    void awaitRows(int wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> rows.get() >= wanted);
    }

    @Override
    public void close() throws Exception {
        isStopped.set(true);
        writing.get();
    }
}
