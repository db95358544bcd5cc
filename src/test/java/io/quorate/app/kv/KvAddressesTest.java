package io.quorate.app.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvAddressesTest {

    private static final String OWN = "10.0.0.7";

    @ParameterizedTest(name = "--haddr {0} --raddr {1}")
    @CsvSource({
        "-,               -,               10.0.0.7:11000, 10.0.0.7:12000, :11000",
        ":11001,          -,               10.0.0.7:11001, 10.0.0.7:12001, :11001",
        "127.0.0.1:11001, -,               10.0.0.7:11001, 10.0.0.7:12001, :11001",
        "localhost:11001, localhost:13001, 10.0.0.7:11001, 10.0.0.7:13001, :11001",
        "-,               :12002,          10.0.0.7:11002, 10.0.0.7:12002, :11002",
        "192.0.2.9:8000,  -,               192.0.2.9:8000, 192.0.2.9:9000, 192.0.2.9:8000",
        "10.0.0.7:11001,  10.0.0.7:12001,  10.0.0.7:11001, 10.0.0.7:12001, :11001",
    })
    void oneAddressFollowsFromTheOther(String http, String raft, String atHttp, String atRaft, String listen) {
        KvAddresses addresses = KvAddresses.of(given(http), given(raft), OWN);
        assertThat(addresses).isEqualTo(new KvAddresses(atHttp, atRaft, listen));
        assertThat(addresses.nodeId()).isEqualTo(atHttp + "," + atRaft);
    }

    @Test
    void portsThatLeaveNoRoomForTheOtherAreRefused() {
        assertThatThrownBy(() -> KvAddresses.of(Optional.empty(), Optional.of(":900"), OWN))
                .hasMessageContaining("--raddr :900 leaves no port for HTTP")
                .hasMessageContaining("give --haddr too");
        assertThatThrownBy(() -> KvAddresses.of(Optional.of(":65000"), Optional.empty(), OWN))
                .hasMessageContaining("--haddr :65000 leaves no port for Raft");
        assertThatThrownBy(() -> KvAddresses.of(Optional.of("host"), Optional.empty(), OWN))
                .hasMessageContaining("--haddr is \"host\"; expected host:port");
    }

    @Test
    void aNodeKnowsItselfAmongThoseItShallJoin() {
        KvAddresses addresses = KvAddresses.of(Optional.of(":11001"), Optional.empty(), OWN);
        assertThat(addresses.isSelf("10.0.0.7:11001", OWN)).isTrue();
        assertThat(addresses.isSelf("127.0.0.1:11001", OWN)).isTrue();
        assertThat(addresses.isSelf("127.0.0.1:11002", OWN)).isFalse();
        assertThat(addresses.isSelf("10.0.0.8:11001", OWN)).isFalse();
        assertThat(KvAddresses.filled(":11002", OWN)).isEqualTo("10.0.0.7:11002");
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.equals("-"));
    }
}
