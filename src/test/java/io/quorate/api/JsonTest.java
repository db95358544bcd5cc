package io.quorate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static String text(Json.Body body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    @Test
    void escapesWhatMeansSomethingToHtmlAndScripts() {
        assertThat(text(Json.string("<a href=\"x\">&\u2028\u2029</a>")))
                .isEqualTo("\"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\u2028\\u2029\\u003c/a\\u003e\"");
    }

    @Test
    void escapesControlCharactersInLowerCaseAndKeepsOtherText() {
        assertThat(text(Json.string("\t\n\u001f é ‡ 日本 \uD83D\uDE00")))
                .isEqualTo("\"\\t\\n\\u001f é ‡ 日本 \uD83D\uDE00\"");
    }

    @Test
    void tellsAnEmptyListFromNoList() {
        assertThat(text(Json.strings(List.of()))).isEqualTo("[]");
        assertThat(text(Json.arrayOrNull(List.<String>of(), (json, s) -> json.writeString(s))))
                .isEqualTo("null");
    }

    @Test
    void alwaysHasTheThreeKeysOfTheEnvelope() {
        assertThat(text(Envelope.error("no"))).isEqualTo("{\"Code\":\"ERROR\",\"Message\":\"no\",\"Details\":null}");
        assertThat(text(Envelope.ok("yes", Json.number(3))))
                .isEqualTo("{\"Code\":\"OK\",\"Message\":\"yes\",\"Details\":3}");
    }
}
