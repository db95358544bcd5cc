package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntaxErrorTest {

    private final ConfigFiles files;

    SyntaxErrorTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    private String error(String text) {
        return files.errors(text).get(0);
    }

    @Test
    void showsTheSpotAndSaysWhatToDo() {
        assertThat(error("{\n  \"ListenAddress\": \":3000\"\n  \"Debug\": true\n}"))
                .isEqualTo("""
                        a.json:3: error: not valid JSON at column 3: a comma is missing before this, or a quote too many
                              "Debug": true
                              ^""");
    }

    @Test
    void knowsTheUsualMistakes() {
        assertThat(error("{\"Debug\": true")).contains("ends too early");
        assertThat(error("{\"WebMessage\": \"a\nb\"}")).contains("closing quote is missing");
        assertThat(error("{\"DataCenterPattern\": \"(a)\\.b\"}".replace("\\\\", "\\")))
                .contains("backslash");
        assertThat(error("{Debug: true}")).contains("key is written in double quotes");
        assertThat(error("{\"Debug\" true}")).contains("colon is missing");
        assertThat(error("{\"Debug\": yes}")).contains("true, false, null");
        assertThat(error("{\"Debug\": True}")).contains("true, false, null");
        assertThat(error("{\"WebMessage\": 'a'}")).contains("not in single ones");
        assertThat(error("# head\n{}")).contains("comments begin with //");
        assertThat(error("{\"DiscoverySeeds\": [\"a\" \"b\"]}")).contains("comma or a closing ]");
        assertThat(error("{\"DiscoverySeeds\": [\"a\"}")).contains("does not fit");
        assertThat(error("{\"Debug\": }")).contains("a value is expected");
        assertThat(error("{\"InstancePollSeconds\": 05}")).contains("does not begin with 0");
    }

    @Test
    void aFileThatIsNoObjectIsExplained() {
        assertThat(error("")).contains("begins with {");
        assertThat(error("[]")).contains("begins with {");
        assertThat(error("\"x\"")).contains("begins with {");
    }

    @Test
    void keysBeforeTheBreakAreCheckedAllTheSame() {
        assertThat(files.errors("{\"Debug\": 1,\n \"ListenAddress\" }")).hasSize(2);
    }

    @Test
    void aLongLineIsShownAroundTheSpot() {
        String text =
                "{" + "\"WebMessage\": \"x\",".repeat(50) + "Debug: 1" + ", \"WebMessage\": \"x\"".repeat(50) + "}";
        assertThat(error(text).lines().toList()).hasSize(3).allMatch(line -> line.length() < 180);
    }

    @Test
    void deepNestingIsAnErrorLikeAnyOther() {
        assertThat(error("{\"DiscoverySeeds\": " + "[".repeat(5000))).contains("error");
    }
}
