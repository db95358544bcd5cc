package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaFinderTest {

    private final ReplicaFinder finder = new ReplicaFinder(host -> host, 3306, false);

    private static List<Row> listed(String... hostsAndPorts) {
        return Stream.of(hostsAndPorts)
                .map(text -> text.split("/", -1))
                .map(parts -> Row.of("Host", parts[0], "Port", parts[1]))
                .toList();
    }

    private static List<Row> threads(String... clients) {
        return Stream.of(clients).map(client -> Row.of("host", client)).toList();
    }

    private static InstanceKey key(String host, int port) {
        return new InstanceKey(host, port);
    }

    @Test
    void believesTheListWhereItNamesEach() {
        assertThat(finder.find(
                        listed("db2/3306", "db2/3307"),
                        true,
                        threads("10.0.0.2:50001", "10.0.0.2:50002", "10.0.0.9:1")))
                .containsExactly(key("db2", 3306), key("db2", 3307));
    }

    @Test
    void findsANamelessReplicaAmongTheThreadsWithThePortOfTheList() {
        assertThat(finder.find(listed("10.0.0.2/3306", "/3310"), true, threads("10.0.0.2:50001", "10.0.0.3:50002")))
                .containsExactly(key("10.0.0.2", 3306), key("10.0.0.3", 3310));
    }

    @Test
    void guessesTheOwnPortWhenTheListLeavesADoubt() {
        assertThat(finder.find(listed("/3310", "/3311"), true, threads("10.0.0.2:50001", "10.0.0.3:50002")))
                .containsExactly(key("10.0.0.2", 3306), key("10.0.0.3", 3306));
        assertThat(finder.find(listed("/0"), true, threads("10.0.0.2:50001"))).containsExactly(key("10.0.0.2", 3306));
    }

    @Test
    void usesTheThreadsWhenTheListCannotBeRead() {
        assertThat(finder.find(List.of(), false, threads("db2:50001", "[fe80::1]:50002", "fe80::2:50003")))
                .containsExactly(key("db2", 3306), key("fe80::1", 3306), key("fe80::2", 3306));
    }

    @Test
    void ignoresReadersThatAreNoReplicas() {
        assertThat(finder.find(listed(), true, threads("backup:50001"))).isEmpty();
    }

    @Test
    void aTrustedListIsNotCompletedUnlessItNamesNone() {
        ReplicaFinder trusting = new ReplicaFinder(host -> host, 3306, true);
        assertThat(trusting.find(listed("db2/3306", "/3310"), true, threads("db2:1", "db3:1")))
                .containsExactly(key("db2", 3306));
        assertThat(trusting.find(listed("/3310"), true, threads("db3:1"))).containsExactly(key("db3", 3310));
    }

    @ParameterizedTest
    @CsvSource({
        "db2:50001,         db2",
        "10.0.0.2:50001,    10.0.0.2",
        "fe80::1:50001,     fe80::1",
        "[fe80::1]:50001,   fe80::1",
        "localhost,         localhost",
    })
    void takesTheHostOfAClientsAddress(String client, String host) {
        assertThat(ReplicaFinder.host(client)).isEqualTo(host);
    }
}
