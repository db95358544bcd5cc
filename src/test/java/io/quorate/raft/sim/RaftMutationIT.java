package io.quorate.raft.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Puts one bug at a time into the core or its shell: the simulation must find each within the seeds of {@link
 * RaftSimulationIT}. With {@code -Dsimulation.writeTable=true} the table in the documentation is written anew.
 */
class RaftMutationIT {

    private static final Path PAGE = Path.of("docs", "consensus-testing.md");
    private static final String BEGIN = "<!-- mutants: begin -->";
    private static final String END = "<!-- mutants: end -->";
    private static final long FIRST_SEED = 1_000;
    private static final int SEEDS = 500;

    /** One row. */
    private record Found(Mutant mutant, int seeds, String promise) {
        String row() {
            String where = mutant instanceof Mutant.Core core ? "`" + core.file() + "`" : "shell";
            return "| " + mutant.bug() + " | " + where + " | " + seeds + " | " + promise + " |";
        }
    }

    @Test
    void findsEveryDeliberateBug() throws IOException {
        List<Found> found = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Mutant mutant : Mutants.all()) {
            Found result = search(mutant);
            if (result.promise().isEmpty()) {
                missed.add(mutant.bug());
            } else {
                found.add(result);
            }
        }
        String table = table(found);
        System.out.println("Raft mutants:\n" + table);
        assertThat(missed).as("bugs that %d seeds did not find", SEEDS).isEmpty();
        assertThat(found).hasSizeGreaterThanOrEqualTo(20);
        if (Boolean.getBoolean("simulation.writeTable")) {
            Files.writeString(PAGE, replaced(Files.readString(PAGE), table));
        }
    }

    @Test
    void everyBugStandsInTheDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Mutants.all()).allSatisfy(mutant -> assertThat(page).contains("| " + mutant.bug() + " |"));
    }

    @Test
    void everyTextToBeReplacedIsThereOnce() {
        assertThat(CoreMutants.ALL)
                .allSatisfy(mutant -> assertThat(MutatedCore.canBeMade(mutant))
                        .as("%s, in %s: %s", mutant.bug(), mutant.file(), mutant.text())
                        .isTrue());
    }

    private static Found search(Mutant mutant) {
        LongFunction<String> trial = trial(mutant);
        for (int i = 0; i < SEEDS; i++) {
            String promise = trial.apply(FIRST_SEED + i);
            if (!promise.isEmpty()) {
                return new Found(mutant, i + 1, promise);
            }
        }
        return new Found(mutant, SEEDS, "");
    }

    private static LongFunction<String> trial(Mutant mutant) {
        if (mutant instanceof Mutant.Shell shell) {
            return seed -> MutantTrial.run(seed, shell.tampering());
        }
        return MutatedCore.trial((Mutant.Core) mutant);
    }

    private static String table(List<Found> found) {
        StringBuilder table = new StringBuilder("| Bug | In | Seeds | Broken promise |\n| --- | --- | --- | --- |\n");
        found.forEach(result -> table.append(result.row()).append('\n'));
        return table.toString();
    }

    private static String replaced(String page, String table) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        return page.substring(0, begin) + "\n\n" + table + "\n" + page.substring(end);
    }
}
