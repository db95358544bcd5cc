package io.quorate.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.RecoveryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/analysis.md} say what the code says. To write them anew: run with
 * {@code -Dquorate.write-docs=true}.
 */
class AnalysisDocTest {

    private static final Path DOC = Path.of("docs/analysis.md");

    @Test
    void listsAllCodes() throws IOException {
        check("codes", codes());
    }

    @Test
    void listsAllWarnings() throws IOException {
        check("warnings", warnings());
    }

    @Test
    void listsAllTestimonies() throws IOException {
        check("testimonies", testimonies());
    }

    private static void check(String section, String table) throws IOException {
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- end of " + section + " -->";
        String doc = Files.readString(DOC);
        int from = doc.indexOf(begin) + begin.length();
        int to = doc.indexOf(end);
        if (Boolean.getBoolean("quorate.write-docs")) {
            Files.writeString(DOC, doc.substring(0, from) + table + doc.substring(to));
            return;
        }
        assertThat(doc.substring(from, to)).isEqualTo(table);
    }

    private static String codes() {
        return "| Code | Of a | Severity | Holds when it is | Then |\n|---|---|---|---|---|\n"
                + Arrays.stream(DiagnosisCode.values())
                        .map(code -> "| `" + code.apiName() + "` | "
                                + code.subject().word() + " | "
                                + code.severity().name().toLowerCase(Locale.ROOT) + " | "
                                + code.meaning() + " | "
                                + code.handling().words()
                                + code.recovery().map(AnalysisDocTest::kind).orElse("") + " |\n")
                        .collect(Collectors.joining());
    }

    private static String kind(RecoveryKind kind) {
        return " (" + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    private static String warnings() {
        return "| Warning | Meaning |\n|---|---|\n"
                + Arrays.stream(StructureWarning.values())
                        .map(warning -> "| `" + warning.apiName() + "` | " + warning.meaning() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String testimonies() {
        return "| A replica is | Evidence |\n|---|---|\n"
                + Arrays.stream(Testimony.values())
                        .map(t -> "| " + t.words() + " | " + weight(t) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String weight(Testimony testimony) {
        if (testimony.isWitness()) {
            return "for the failure";
        }
        if (testimony.isContrary()) {
            return "against it";
        }
        return testimony.isUndecided() ? "undecided: waited for" : "none";
    }

    @Test
    void findsACodeByItsOldNameInWhateverCase() {
        assertThat(DiagnosisCode.ofApiName("deadmaster")).contains(DiagnosisCode.DEAD_PRIMARY);
        assertThat(DiagnosisCode.ofApiName("Dead")).isEmpty();
    }
}
