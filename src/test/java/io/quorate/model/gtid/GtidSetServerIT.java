package io.quorate.model.gtid;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compares the algebra with the functions of real servers, for random sets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GtidSetServerIT {

    private static final int ROUNDS = 10;
    private static final int CASES_PER_ROUND = 200;
    private static final String ANY_UUID = "230ea8ea-81e3-11e4-972a-e25ec4bd140a";

    private final long seed = Long.getLong("quorate.test.seed", new Random().nextLong());

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Sandbox sandbox;

    private record Pair(String left, String right) {}

    @BeforeAll
    void openSandbox() {
        sandbox = Sandbox.open(message -> {});
    }

    @AfterAll
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void agreesWithMySql80() throws SQLException {
        try (SandboxServer server = start(ServerDistribution.MYSQL_8_0);
                Connection connection = server.connect()) {
            agreesOnRandomSets(connection, false);
            agreesOnTheLargestNumbers(connection);
            agreesOnWhatIsNoSet(connection);
        }
    }

    @Test
    void agreesWithMySql9OnTaggedSets() throws SQLException {
        try (SandboxServer server = start(ServerDistribution.MYSQL_9);
                Connection connection = server.connect()) {
            agreesOnRandomSets(connection, true);
            agreesOnTheLargestNumbers(connection);
            agreesOnWhatIsNoSet(connection);
            printsTaggedTransactionsAsTheServer(connection);
        }
    }

    @Test
    void agreesWithMariaDbOnWhichPositionHasBeenReached() throws SQLException {
        ServerDistribution version =
                sandbox.whyUnavailable(ServerDistribution.MARIADB_11_4).isEmpty()
                        ? ServerDistribution.MARIADB_11_4
                        : ServerDistribution.MARIADB_10_11;
        try (SandboxServer server = start(version);
                Connection connection = server.connect()) {
            Random random = new Random(seed);
            for (int i = 0; i < CASES_PER_ROUND; i++) {
                agreesOnPositions(connection, position(random), position(random));
            }
        }
    }

    private SandboxServer start(ServerDistribution distribution) {
        sandbox.whyUnavailable(distribution).ifPresent(Assumptions::abort);
        return sandbox.start(distribution);
    }

    private void agreesOnRandomSets(Connection connection, boolean tagged) throws SQLException {
        RandomGtids random = new RandomGtids(new Random(seed), tagged);
        for (int round = 0; round < ROUNDS; round++) {
            List<Pair> pairs = IntStream.range(0, CASES_PER_ROUND)
                    .mapToObj(i -> new Pair(random.text(), random.text()))
                    .toList();
            compare(connection, pairs);
        }
    }

    private void agreesOnTheLargestNumbers(Connection connection) throws SQLException {
        String all = ANY_UUID + ":1-9223372036854775806";
        compare(
                connection,
                List.of(
                        new Pair(all, ANY_UUID + ":5:9223372036854775806"),
                        new Pair(ANY_UUID + ":9223372036854775806", all),
                        new Pair(all.toUpperCase(Locale.ROOT), " , " + all + " ,")));
    }

    /** One statement answers for all pairs: the canonical left, subset, difference, intersection, union. */
    private void compare(Connection connection, List<Pair> pairs) throws SQLException {
        String rows = String.join(" UNION ALL ", Collections.nCopies(pairs.size(), "SELECT ? AS n, ? AS a, ? AS b"));
        String sql = "SELECT a, b, GTID_SUBTRACT(a, ''), GTID_SUBSET(b, a), GTID_SUBTRACT(a, b),"
                + " GTID_SUBTRACT(a, GTID_SUBTRACT(a, b)), GTID_SUBTRACT(CONCAT(a, ',', b), '') FROM ("
                + rows + ") AS pairs ORDER BY n";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Pair pair : pairs) {
                statement.setInt(parameter, parameter);
                statement.setString(parameter + 1, pair.left());
                statement.setString(parameter + 2, pair.right());
                parameter += 3;
            }
            int answered = 0;
            try (ResultSet answers = statement.executeQuery()) {
                while (answers.next()) {
                    compare(answers);
                    answered++;
                }
            }
            assertThat(answered).isEqualTo(pairs.size());
        }
    }

    private void compare(ResultSet answer) throws SQLException {
        String label = "seed %d: [%s] and [%s]".formatted(seed, answer.getString(1), answer.getString(2));
        OracleGtidSet left = OracleGtidSet.parse(answer.getString(1));
        OracleGtidSet right = OracleGtidSet.parse(answer.getString(2));

        assertThat(left).as(label).hasToString(answer.getString(3));
        assertThat(left.contains(right)).as(label).isEqualTo(answer.getBoolean(4));
        assertThat(left.subtract(right)).as(label).hasToString(answer.getString(5));
        assertThat(left.intersect(right)).as(label).hasToString(answer.getString(6));
        assertThat(left.union(right)).as(label).hasToString(answer.getString(7));
    }

    /** MySQL 8.0 takes "1-" for nothing as well; no server prints it, and here it is refused. */
    private void agreesOnWhatIsNoSet(Connection connection) throws SQLException {
        for (String text : List.of(
                "x",
                ANY_UUID + ":0",
                ANY_UUID + ":-1",
                ANY_UUID + ":1,x",
                ANY_UUID + ":1 2",
                ANY_UUID + ":9223372036854775807",
                ANY_UUID.replace('-', '_') + ":1",
                ANY_UUID + ":t-g:1")) {
            assertThat(OracleGtidSet.tryParse(text)).as(text).isEmpty();
            assertThat(isAccepted(connection, text)).as(text).isFalse();
        }
    }

    private static boolean isAccepted(Connection connection, String text) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT GTID_SUBTRACT(?, '')")) {
            statement.setString(1, text);
            statement.executeQuery().close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void printsTaggedTransactionsAsTheServer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE tagged");
            for (String tag : List.of("zz", "Batch_1", "batch_1", "_a")) {
                statement.execute("SET GTID_NEXT = 'AUTOMATIC:" + tag + "'");
                statement.execute("CREATE TABLE tagged.t" + System.nanoTime() + " (id INT)");
            }
            statement.execute("SET GTID_NEXT = 'AUTOMATIC'");
        }
        String executed = one(connection, "SELECT @@global.gtid_executed");
        OracleGtidSet set = OracleGtidSet.parse(executed);

        assertThat(set).hasToString(executed);
        assertThat(set.sources()).extracting(GtidSource::tag).contains("", "_a", "batch_1", "zz");
        assertThat(set.sourceUuids()).hasSize(1);
    }

    /** A position of one GTID for each domain; not in domain 0, where the server has transactions of its own. */
    private static MariaDbGtidSet position(Random random) {
        List<MariaDbGtid> gtids = new ArrayList<>();
        for (int domain = 5; domain <= 7; domain++) {
            if (random.nextInt(3) > 0) {
                gtids.add(new MariaDbGtid(domain, 100 + random.nextInt(2), 1 + random.nextInt(4)));
            }
        }
        return MariaDbGtidSet.of(gtids);
    }

    private void agreesOnPositions(Connection connection, MariaDbGtidSet own, MariaDbGtidSet other)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL gtid_slave_pos = '" + own + "'");
        }
        String label = "seed %d: [%s] and [%s]".formatted(seed, own, other);
        MariaDbGtidSet printed = MariaDbGtidSet.parse(one(connection, "SELECT @@global.gtid_slave_pos"));
        boolean reached = other.isEmpty()
                || one(connection, "SELECT MASTER_GTID_WAIT('" + other + "', 0)")
                        .equals("0");

        assertThat(printed).as(label).isEqualTo(own);
        // The server's wait looks at numbers only; of two servers' same number we say that it is not the same.
        assertThat(own.contains(other)).as(label).isEqualTo(reached && !isSameNumberOfAnother(own, other));
    }

    private static boolean isSameNumberOfAnother(MariaDbGtidSet own, MariaDbGtidSet other) {
        return other.heads().stream()
                .anyMatch(gtid -> own.last(gtid.domain())
                        .filter(last -> last.sequence() == gtid.sequence() && last.server() != gtid.server())
                        .isPresent());
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
