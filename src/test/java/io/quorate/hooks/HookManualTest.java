package io.quorate.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manual says what the program does. */
class HookManualTest {

    private static final Path MANUAL = Path.of("docs", "hooks.md");

    @Test
    void listsEveryPlaceholderAsTheProgramKnowsIt() throws IOException {
        String manual = Files.readString(MANUAL);

        assertThat(manual)
                .as("the table of placeholders in %s, to be replaced by the expected one", MANUAL)
                .contains("<!-- placeholders -->\n" + Placeholder.table() + "<!-- /placeholders -->");
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryPointAndWhatItsFailureDoes(HookPoint point) throws IOException {
        String row = Files.readString(MANUAL)
                .lines()
                .filter(line -> line.startsWith("| `" + point.key() + "`"))
                .findFirst()
                .orElseThrow();

        assertThat(row).endsWith(point.vetoes() ? "the hooks behind it do not run |" : "is recorded |");
        assertThat(HookPoint.ofKey(point.key())).contains(point);
    }
}
