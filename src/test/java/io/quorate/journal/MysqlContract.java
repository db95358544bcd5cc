package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.ServerSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All contracts on one real server, and what only a server can do: lose connections, stall, be set up carelessly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MysqlContract {

    private static final String PASSWORD = "s3cret'\"pass";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final ServerDistribution distribution;
    private Sandbox sandbox;
    private SandboxServer server;

    MysqlContract(ServerDistribution distribution) {
        this.distribution = distribution;
    }

    @BeforeAll
    void startServer() {
        sandbox = Sandbox.open(message -> {});
        sandbox.whyUnavailable(distribution).ifPresent(Assumptions::abort);
        server = sandbox.start(ServerSpec.of(distribution)
                .behindLink()
                .with("innodb-flush-log-at-trx-commit=1", "sync-binlog=1", "max-allowed-packet=64M"));
        server.execute("CREATE USER journal@'%' IDENTIFIED BY '" + PASSWORD.replace("'", "''") + "'");
    }

    @AfterAll
    void stopServer() {
        sandbox.close();
    }

    /** A schema whose default character set would lose half of all texts, did the tables not name their own. */
    private TestStore newSchema() {
        String schema = "journal_" + SCHEMAS.incrementAndGet();
        server.execute(
                "CREATE DATABASE " + schema + " CHARACTER SET latin1", "GRANT ALL ON " + schema + ".* TO journal@'%'");
        return new TestStore(settings(schema, PASSWORD), () -> {
            Connection connection = server.connect();
            connection.setCatalog(schema);
            return connection;
        });
    }

    private String settings(String schema, String password) {
        return """
                kind = mysql
                mysql {
                  url = "jdbc:mysql://%s/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                  user = journal
                  password = \"""%s\"""
                  connect-timeout = 2s
                  socket-timeout = 2s
                  lock-wait-timeout = 1s
                }
                """.formatted(server.key(), schema, password);
    }

    @Nested
    class AsJournal extends JournalContract {
        @Override
        TestStore newStore() {
            return newSchema();
        }
    }

    @Nested
    class WithDamagedRows extends DamagedRowsContract {
        @Override
        TestStore newStore() {
            return newSchema();
        }
    }

    @Nested
    class AsSnapshotStore extends SnapshotStoreContract {
        @Override
        TestStore newStore() {
            return newSchema();
        }
    }

    @Nested
    class WithActors extends ActorRecoveryContract {
        @Override
        TestStore newStore() {
            return newSchema();
        }
    }

    /** Ends connections as an administrator would; the client sees it when it uses them next. */
    private void killConnections() {
        for (String id : connections()) {
            server.execute("KILL " + id);
        }
    }

    private List<String> connections() {
        List<String> ids = new ArrayList<>();
        try (Connection connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW PROCESSLIST")) {
            while (rows.next()) {
                if (rows.getString("User").equals("journal")) {
                    ids.add(rows.getString("Id"));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    @Test
    void aFormerWriterThatLostItsLockIsFencedOff() {
        TestStore store = newSchema();
        ActorSystem former = store.start("quorate.journal.store.mysql.renew-interval = 1h");
        JournalClient formerJournal = new JournalClient(former);
        assertThat(formerJournal.write("p", 1, "a")).containsExactly("ok 1");
        killConnections();
        ActorSystem next = store.start();
        JournalClient nextJournal = new JournalClient(next);
        assertThat(nextJournal.write("p", 2, "of the next")).containsExactly("ok 2");
        // The first failure may be the dead connection; from then on it is the epoch.
        formerJournal.write("p", 2, "too late");
        assertThat(formerJournal.write("p", 2, "too late").get(0))
                .startsWith("failed 2: ")
                .contains("taken over by");
        assertThat(formerJournal.replay("p").failure()).contains("taken over by");
        assertThat(nextJournal.replay("p").payloads()).containsExactly("a", "of the next");
        TestKit.shutdownActorSystem(former);
        TestKit.shutdownActorSystem(next);
    }

    @Test
    void aLostConnectionFailsTheWriteAndTheNextOneGoesThrough() {
        ActorSystem system = newSchema().start("quorate.journal.store.mysql.renew-interval = 1h");
        JournalClient journal = new JournalClient(system);
        assertThat(journal.write("p", 1, "a")).containsExactly("ok 1");
        killConnections();
        assertThat(journal.write("p", 2, "b").get(0)).startsWith("failed 2: ").contains("MySQL schema");
        assertThat(journal.replay("p").highest()).isEqualTo(1);
        assertThat(journal.write("p", 2, "b again")).containsExactly("ok 2");
        assertThat(journal.replay("p").payloads()).containsExactly("a", "b again");
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void connectionsLostWhileIdleAreMendedBeforeTheNextWrite() {
        TestStore store = newSchema();
        ActorSystem system = store.start("quorate.journal.store.mysql.renew-interval = 100ms");
        JournalClient journal = new JournalClient(system);
        assertThat(journal.write("p", 1, "a")).containsExactly("ok 1");
        List<String> before = connections();
        killConnections();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> connections().size() == 1
                        && !before.contains(connections().get(0)));
        assertThat(journal.write("p", 2, "b")).containsExactly("ok 2");
        ActorSystem second = store.start();
        assertThat(new JournalClient(second).replay("p").failure()).contains("in use by");
        TestKit.shutdownActorSystem(second);
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void aServerThatHangsFailsTheWriteInTimeAndNothingIsTwice() {
        ActorSystem system = newSchema().start();
        JournalClient journal = new JournalClient(system);
        assertThat(journal.write("p", 1, "a")).containsExactly("ok 1");
        server.link().orElseThrow().stall();
        long start = System.nanoTime();
        assertThat(journal.write("p", 2, "b").get(0)).startsWith("failed 2: ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        server.link().orElseThrow().resume();
        long highest = await().atMost(Duration.ofSeconds(60))
                .until(() -> journal.replay("p"), replay -> replay.failure().isEmpty())
                .highest();
        assertThat(highest).isBetween(1L, 2L);
        assertThat(journal.write("p", highest + 1, "c")).containsExactly("ok " + (highest + 1));
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void aCommitThatIsStillRunningIsWaitedForBeforeTheHighestNumberIsTold() throws Exception {
        TestStore store = newSchema();
        ActorSystem system = store.start();
        JournalClient journal = new JournalClient(system);
        journal.write("p", 1, "a");
        try (Connection old = store.connect().open();
                var statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.executeUpdate("UPDATE journal_stream SET highest_nr = highest_nr");
            assertThat(journal.replay("p").failure()).contains("MySQL schema");
            old.rollback();
        }
        assertThat(journal.replay("p").payloads()).containsExactly("a");
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void aServerThatMayLoseCommitsIsRefusedUnlessThatIsAccepted() {
        TestStore store = newSchema();
        server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        try {
            ActorSystem refused = store.start();
            assertThat(new JournalClient(refused).replay("p").failure())
                    .contains("innodb_flush_log_at_trx_commit is 2", "allow-unsafe-durability");
            TestKit.shutdownActorSystem(refused);
            ActorSystem accepted = store.start("quorate.journal.store.mysql.allow-unsafe-durability = on");
            assertThat(new JournalClient(accepted).write("p", 1, "a")).containsExactly("ok 1");
            TestKit.shutdownActorSystem(accepted);
        } finally {
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Test
    void anEventLargerThanAPacketIsRejectedAndTheRestStored() {
        server.execute("SET GLOBAL max_allowed_packet = 4194304");
        try {
            ActorSystem system = newSchema().start();
            JournalClient journal = new JournalClient(system);
            List<String> answers = journal.write("p", 1, "a", new byte[5 << 20], new byte[3 << 20], "d");
            assertThat(answers.get(1)).startsWith("rejected 2: ").contains("5242880 bytes", "takes at most");
            assertThat(List.of(answers.get(0), answers.get(2), answers.get(3))).containsExactly("ok 1", "ok 3", "ok 4");
            assertThat(journal.replay("p").events()).hasSize(3);
            new SnapshotClient(system).save(akka.persistence.SnapshotMetadata.apply("p", 1), new byte[20 << 20]);
            TestKit.shutdownActorSystem(system);
        } finally {
            server.execute("SET GLOBAL max_allowed_packet = 67108864");
        }
    }

    @Test
    void aWrongPasswordIsReportedWithoutPrintingIt() {
        newSchema();
        String schema = "journal_" + SCHEMAS.get();
        ActorSystem system = new TestStore(settings(schema, "wrong-one"), server::connect).start();
        assertThat(new JournalClient(system).replay("p").failure())
                .contains("MySQL schema " + schema, "Access denied")
                .doesNotContain("wrong-one");
        TestKit.shutdownActorSystem(system);
    }

    @Test
    void aMissingSchemaIsReportedByName() {
        ActorSystem system = new TestStore(settings("nowhere", PASSWORD), server::connect).start();
        assertThat(new JournalClient(system).replay("p").failure()).contains("MySQL schema nowhere");
        TestKit.shutdownActorSystem(system);
    }
}
