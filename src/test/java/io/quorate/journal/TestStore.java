package io.quorate.journal;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database for a test, and a way around the plugin to spoil what is in it.
 *
 * @param settings lines that go into the section {@code store}
 * @param connect opens a plain connection to the database
 */
record TestStore(String settings, Connector connect) {

    interface Connector {
        Connection open() throws SQLException;
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** An actor system whose default journal and snapshot store live in this database. */
    ActorSystem start() {
        return start("");
    }

    ActorSystem start(String more) {
        return ActorSystem.create("journal-test-" + NUMBER.incrementAndGet(), config(more));
    }

    Config config(String more) {
        return ConfigFactory.load(
                ConfigFactory.parseString("""
                akka.loglevel = OFF
                akka.stdout-loglevel = OFF
                akka.persistence.journal.plugin = "quorate.journal"
                akka.persistence.snapshot-store.plugin = "quorate.snapshot-store"
                akka.coordinated-shutdown.exit-jvm = off
                akka.jvm-exit-on-fatal-error = off
                """ + "quorate.journal.store {\n" + settings + "\n}\n" + more));
    }

    /** Returns the number of rows changed. */
    int sql(String statement) {
        try (Connection connection = connect.open();
                var sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    String query(String select) {
        try (Connection connection = connect.open();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(select)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(select, e);
        }
    }

    /** For a condition on {@code journal_event} or {@code journal_snapshot}. */
    static String of(String persistenceId) {
        return "stream_id = (SELECT id FROM journal_stream WHERE persistence_id = '" + persistenceId + "')";
    }
}
