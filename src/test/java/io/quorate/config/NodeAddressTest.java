package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,                10.0.0.1:10008",
        "10.0.0.1:99,             10.0.0.1:99",
        "Node1.Example.com,       node1.example.com:10008",
        "node1:1,                 node1:1",
        "::1,                     [::1]:10008",
        "[::1],                   [::1]:10008",
        "[2001:db8::7]:99,        [2001:db8::7]:99",
        "2001:db8::7,             [2001:db8::7]:10008",
    })
    void readsHostsWithAndWithoutPorts(String text, String shown) {
        assertThat(NodeAddress.parse(text, 10_008)).map(NodeAddress::toString).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a:70000", "[::1", "[::1]x", "http://a:1", "a,b", "1:2:3:zz", "[]:1"})
    void refusesWhatIsNoAddress(String text) {
        assertThat(NodeAddress.parse(text, 10_008)).isEmpty();
    }

    @Test
    void addsNoPortWhereNoneIsWanted() {
        assertThat(NodeAddress.parse("a", 0)).map(NodeAddress::toString).contains("a");
        assertThat(NodeAddress.parse("a", 0)).map(NodeAddress::port).contains(0);
    }

    @Test
    void tellsAddressesThatStandForAllOthers() {
        assertThat(NodeAddress.parse("0.0.0.0", 1).orElseThrow().isWildcard()).isTrue();
        assertThat(NodeAddress.parse("[::]", 1).orElseThrow().isWildcard()).isTrue();
        assertThat(NodeAddress.parse("node1", 1).orElseThrow().isWildcard()).isFalse();
        assertThat(NodeAddress.parse("127.0.0.2", 1).orElseThrow().isLoopback()).isTrue();
    }
}
