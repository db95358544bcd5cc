package io.quorate.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.sandbox.SandboxFolders;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The demonstration as a process of its own that is sent SIGINT with its whole process group, as a terminal does at
 * Ctrl-C. Whatever it is doing then, it leaves no process, no file and no complaint.
 */
class InterruptedDemoIT {

    /** A process group of its own, in which SIGINT is not ignored, as it is in jobs that run in the background. */
    private static final List<String> AS_IN_A_TERMINAL = List.of("env", "--default-signal=INT", "setsid");

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Short: paths of sockets are limited. */
    private Path work;

    private Path output;
    private Optional<Process> started = Optional.empty();

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                canAct(), "env --default-signal (coreutils) or setsid (util-linux) is not on this machine");
        ServerDistribution.preferred().stream().limit(1).forEach(TestServers::sandbox);
        work = Files.createTempDirectory("qd");
        output = work.resolve("output");
        Files.createDirectories(work.resolve("tmp"));
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        if (started.isPresent()) {
            started.get().destroyForcibly().waitFor();
        }
        Folders.delete(work);
    }

    @Test
    void whileServersAreUnpackedForTheFirstTime() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + emptyCache());

        interruptWhen(() -> isRunning("tar "));

        assertNothingIsLeft();
        assertThat(scratchFiles(work.resolve("cache"))).isEmpty();
    }

    @Test
    void whileTheirDataIsPreparedForTheFirstTime() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + emptyCache());

        interruptWhen(() -> isRunning("--initialize"));

        assertNothingIsLeft();
        assertThat(scratchFiles(work.resolve("cache"))).isEmpty();
    }

    @Test
    void whileServersStart() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + usualCache());

        interruptWhen(() -> isRunning("--server-id"));

        assertNothingIsLeft();
    }

    @Test
    void whileTheyRun() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + usualCache());

        interruptWhen(() -> said("Ctrl-C ends everything"));

        assertNothingIsLeft();
        assertThat(output).content().doesNotContain(" INFO ");
    }

    @Test
    void duringAFailover() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + usualCache(), "--failover");

        interruptWhen(() -> said(" begins on "));

        assertNothingIsLeft();
        assertThat(output).content().doesNotContain(" INFO ").doesNotContain(" WARN ");
    }

    private static boolean canAct() throws InterruptedException {
        List<String> command =
                Stream.concat(AS_IN_A_TERMINAL.stream(), Stream.of("true")).toList();
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** With nothing but the shared libraries, which may have to come from the network. */
    private Path emptyCache() throws IOException {
        Path libraries = usualCache().resolve("servers/lib");
        Path copies = Files.createDirectories(work.resolve("cache/servers/lib"));
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                }
            }
        }
        return work.resolve("cache");
    }

    /** That of the test run, warm after {@link #prepare}. */
    private static Path usualCache() {
        return SandboxFolders.standard().cache().resolve("..").normalize();
    }

    @Test
    void orEndsByItselfAndThenLeavesNothingEither() throws IOException, InterruptedException {
        start("-Dquorate.cache=" + usualCache(), "--failover");

        assertThat(demo().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo().exitValue()).isZero();
        assertThat(work.resolve("tmp")).isEmptyDirectory();
        assertThat(output)
                .content()
                .contains("has both rows")
                .doesNotContain(" INFO ")
                .doesNotContain(" WARN ");
    }

    private void start(String option, String... arguments) throws IOException {
        List<String> command = Stream.of(
                        AS_IN_A_TERMINAL,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djava.io.tmpdir=" + work.resolve("tmp"),
                                "-Dlogback.configurationFile=" + Path.of("src/main/resources/logback.xml"),
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "demo"),
                        List.of(arguments))
                .flatMap(List::stream)
                .toList();
        started = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    private Process demo() {
        return started.orElseThrow();
    }

    private void interruptWhen(BooleanSupplier moment) throws IOException, InterruptedException {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .failFast("the demonstration ended before its time", () -> !demo().isAlive())
                .until(moment::getAsBoolean);
        new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- -" + demo().pid())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(demo().waitFor(20, TimeUnit.SECONDS)).as("ends soon").isTrue();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(demo().exitValue()).isEqualTo(128 + 2);
        assertThat(ours().toList()).isEmpty();
        assertThat(work.resolve("tmp")).isEmptyDirectory();
        assertThat(output).content().doesNotContain("quorate:").doesNotContain("Exception");
    }

    private boolean said(String words) {
        try {
            return Files.readString(output).contains(words);
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean isRunning(String word) {
        return ours().anyMatch(command -> command.contains(word));
    }

    /** Command lines that name our folder, but for the demonstration's own. */
    private Stream<String> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != demo().pid())
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(work.toString()));
    }

    /** What is not complete in a cache: names of things under way have a number or a word at their end. */
    private static List<Path> scratchFiles(Path cache) throws IOException {
        try (Stream<Path> all = Files.walk(cache, 3)) {
            return all.filter(file -> file.getFileName().toString().matches(".*(unpack\\d+|\\.new)"))
                    .toList();
        }
    }
}
