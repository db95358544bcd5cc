package io.quorate.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is stored today must be read for ever: the forms of all changes as they were written down once. A line that
 * changes is a broken promise; only new lines may be added.
 */
class GoldenFormsTest {

    private static final CBORMapper CBOR = new CBORMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> golden(String name) throws IOException {
        try (InputStream in = GoldenFormsTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden/%s is on the class path", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Readable where the form is CBOR, hexadecimal where it is not. */
    private static String text(byte[] form) throws IOException {
        return form[0] > 0 && form[0] < 0x20
                ? HexFormat.of().formatHex(form)
                : JSON.writeValueAsString(CBOR.readTree(form));
    }

    private static byte[] bytes(String text) throws IOException {
        return text.startsWith("{")
                ? CBOR.writeValueAsBytes(JSON.readTree(text))
                : HexFormat.of().parseHex(text);
    }

    @Test
    void everyChangeIsStillWrittenAsItOnceWas() throws IOException {
        List<String> now = new ArrayList<>();
        for (Change change : StateCodecTest.examples()) {
            now.add(text(StateCodec.encode(change)));
        }
        assertThat(now).isEqualTo(golden("changes.txt"));
    }

    @Test
    void everyChangeOnceWrittenIsStillRead() throws IOException {
        List<Change> read = new ArrayList<>();
        for (String line : golden("changes.txt")) {
            read.add(StateCodec.decodeChange(bytes(line)));
        }
        assertThat(read).isEqualTo(StateCodecTest.examples());
    }

    @Test
    void theStateIsStillWrittenAndReadAsItOnceWas() throws IOException {
        ClusterState state = ClusterState.EMPTY;
        for (Change change : StateCodecTest.examples()) {
            state = change.applyTo(state).state();
        }
        String line = golden("state.txt").get(0);
        assertThat(text(StateCodec.encode(state))).isEqualTo(line);
        assertThat(StateCodec.decodeState(bytes(line))).isEqualTo(state);
    }

    @Test
    void aStateOfTheFirstVersionIsRead() throws IOException {
        ClusterState state =
                StateCodec.decodeState(bytes(golden("first-state.txt").get(0)));
        assertThat(state.keyValues().get("mysql/master/orders")).contains("db2:3306");
        assertThat(state.keyValues().version("mysql/master/orders")).isEqualTo(1);
        assertThat(state.registrations()).isEqualTo(Registrations.EMPTY);
        assertThat(state.fleet().known()).hasSize(1);
    }
}
