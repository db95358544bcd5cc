package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.config.Reconfiguration.Accepted;
import io.quorate.config.Reconfiguration.Refused;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconfigurationTest {

    private final ConfigFiles files;

    ReconfigurationTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    private Accepted accepted(Configuration running, String text) {
        return (Accepted) Reconfiguration.of(running, files.loadText(text));
    }

    @Test
    void aBadFileChangesNothing() {
        Configuration running = files.good("{}");
        Reconfiguration outcome =
                Reconfiguration.of(running, files.loadText("{\"Debug\": 1, \"MySQLTopologyUser\": \"x\"}"));
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).findings()).anyMatch(Finding::isError);
    }

    @Test
    void tellsWhichKeysAreInEffectAndWhichNeedARestart() {
        Configuration running = files.good("{\"ListenAddress\": \":1\", \"MySQLTopologyUser\": \"a\"}");
        Accepted outcome = accepted(running, "{\"ListenAddress\": \":2\", \"MySQLTopologyUser\": \"b\"}");
        assertThat(outcome.effective()).containsExactly("MySQLTopologyUser");
        assertThat(outcome.needRestart()).containsExactly("ListenAddress");
        assertThat(outcome.next().text("MySQLTopologyUser")).isEqualTo("b");
        assertThat(outcome.next().text("ListenAddress")).isEqualTo(":1");
    }

    @Test
    void aPendingRestartIsNamedAgainByTheNextReload() {
        Configuration running = files.good("{\"ListenAddress\": \":1\"}");
        Accepted first = accepted(running, "{\"ListenAddress\": \":2\"}");
        assertThat(accepted(first.next(), "{\"ListenAddress\": \":2\"}").needRestart())
                .containsExactly("ListenAddress");
        assertThat(accepted(first.next(), "{\"ListenAddress\": \":1\"}").needRestart())
                .isEmpty();
    }

    @Test
    void aKeyDeletedFromTheFileIsBackAtItsDefault() {
        Configuration running =
                files.good("{\"UnseenInstanceForgetHours\": 5, \"ClusterNameToAlias\": {\"a\": \"b\"}}");
        Accepted outcome = accepted(running, "{}");
        assertThat(outcome.effective()).containsExactlyInAnyOrder("UnseenInstanceForgetHours", "ClusterNameToAlias");
        assertThat(outcome.next().integer("UnseenInstanceForgetHours")).isEqualTo(240);
        assertThat(outcome.next().mapping("ClusterNameToAlias")).isEmpty();
    }

    @Test
    void aNewPasswordIsAChange() {
        Configuration running = files.good("{\"MySQLTopologyPassword\": \"a\"}");
        assertThat(accepted(running, "{\"MySQLTopologyPassword\": \"b\"}").effective())
                .containsExactly("MySQLTopologyPassword");
        assertThat(accepted(running, "{\"MySQLTopologyPassword\": \"a\"}").effective())
                .isEmpty();
    }

    @Test
    void theSameFileChangesNothing() {
        String text = "{\"RaftBind\": \"a\", \"RecoveryPeriodBlockMinutes\": 5}";
        Accepted outcome = accepted(files.good(text), text);
        assertThat(outcome.effective()).isEmpty();
        assertThat(outcome.needRestart()).isEmpty();
    }
}
