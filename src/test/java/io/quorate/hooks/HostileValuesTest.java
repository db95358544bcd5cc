package io.quorate.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs hooks with values that want to become commands, and looks whether one did. */
class HostileValuesTest {

    /** Ways to print the alias in angle brackets. */
    private static final List<String> PRINTING = List.of(
            "printf '<%s>' {failureClusterAlias}",
            "printf '<%s>' \"{failureClusterAlias}\"",
            "printf '<%s>' '{failureClusterAlias}'",
            "printf '<%s>' \\{failureClusterAlias}",
            "printf '<%s>' \"\\{failureClusterAlias}\"",
            "printf '<%s' {failureClusterAlias}'>'",
            "printf '<%s>' \"$(printf %s \"{failureClusterAlias}\")\"",
            "printf '<%s>' \"$(printf %s '{failureClusterAlias}')\"",
            "printf '<%s>' \"$(printf %s {failureClusterAlias})\"",
            "printf '<%s>' \"`printf %s {failureClusterAlias}`\"",
            "printf '<%s>' \"${NOT_SET:-{failureClusterAlias}}\"",
            "# it's a comment\nprintf '<%s>' {failureClusterAlias} # {failureClusterAlias} don't",
            "x={failureClusterAlias}; printf '<%s>' \"$x\"",
            "case x in (x) printf '<%s>' {failureClusterAlias};; esac",
            "if [ \"$((1 << 1))\" = 2 ]; then printf '<%s>' \"{failureClusterAlias}\"; fi",
            "f() { printf '<%s>' \"$1\"; }; f {failureClusterAlias}",
            "printf '<%s>' \"$(cat <<END\n{failureClusterAlias}\nEND\n)\"",
            "(printf '<%s>' {failureClusterAlias})");

    private static final List<String> BASH_ONLY = List.of(
            "printf '<%s>' $'{failureClusterAlias}'",
            "read -rd '' x <<< \"{failureClusterAlias}\"; printf '<%s>' \"$x\"");

    @TempDir
    @SuppressWarnings("NullAway.Init") // filled by JUnit
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a'b\"c$(touch BAD);`touch BAD`",
                "x; touch BAD",
                "'; touch BAD; '",
                "\"; touch BAD; \"",
                "\\'; touch BAD #",
                "$(touch BAD)",
                "${x:=`touch BAD`}",
                "a\ntouch BAD\nb",
                "END\ntouch BAD",
                ") ; touch BAD; (",
                "} ; touch BAD; {",
                "* ?  [a-z]",
                "~ ! \\ \\\\ & | < > #",
                "Zürich – 東京"
            })
    void arePrintedAndNotRun(String hostile) {
        for (String shell : installed("bash", "sh")) {
            PRINTING.forEach(text -> assertPrints(shell, text, hostile));
        }
        BASH_ONLY.forEach(text -> assertPrints("bash", text, hostile));
    }

    @Test
    void areNeverRunHoweverTangledTheQuotesAre() throws IOException {
        long seed = Long.getLong("quorate.test.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String> fragments = List.of(
                "'",
                "\"",
                "`",
                "$(",
                ")",
                "${x:-",
                "}",
                "\\",
                "\n",
                "<<E ",
                "<<'E' ",
                "\nE\n",
                "((",
                "))",
                " #",
                " ",
                "$'",
                "case a in a) ",
                ";; esac",
                "echo ",
                "{failureClusterAlias}",
                " {failureClusterAlias} ",
                "\"{failureClusterAlias}");
        List<String> values = List.of(
                "';touch BAD;'",
                "\";touch BAD;\"",
                "$(touch BAD)",
                "`touch BAD`",
                "\ntouch BAD\n",
                "\nE\ntouch BAD\n",
                ")\ntouch BAD\n");
        for (int i = 0; i < 150; i++) {
            String text = "echo "
                    + IntStream.range(0, 2 + random.nextInt(10))
                            .mapToObj(n -> fragments.get(random.nextInt(fragments.size())))
                            .collect(Collectors.joining());
            String value = values.get(random.nextInt(values.size()));
            run(text, "bash", value);
            assertThat(leftBehind())
                    .as("seed %d, run %d: [%s] with [%s]", seed, i, text, value)
                    .isEmpty();
        }
    }

    private void assertPrints(String shell, String text, String value) {
        HookOutcome outcome = run(text, shell, value);

        assertThat(outcome.tail()).as("%s: %s", shell, text).isEqualTo("<" + value + ">");
        assertThat(folder).isEmptyDirectory();
    }

    private HookOutcome run(String text, String shell, String alias) {
        String inFolder = "cd '" + folder + "' && exec 2>/dev/null\n" + text;
        HookSettings settings = HookSettings.of(
                Map.of(HookPoint.PRE_FAILOVER, List.of(inFolder)), shell, Duration.ofSeconds(20), Set.of());
        HookResult result =
                HookRunner.of(settings).run(HookPoint.PRE_FAILOVER, Contexts.deadPrimary(alias), event -> {});
        return result.outcomes().get(0);
    }

    private List<Path> leftBehind() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("BAD"))
                    .toList();
        }
    }

    private static List<String> installed(String... shells) {
        List<String> found = List.of(shells).stream()
                .filter(name -> new Shell(name).isFound())
                .toList();
        if (!found.contains("bash")) {
            Assumptions.abort("bash is not installed");
        }
        return found;
    }
}
