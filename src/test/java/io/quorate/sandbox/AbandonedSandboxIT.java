package io.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a program with a sandbox that does not end by itself. */
class AbandonedSandboxIT {

    @TempDir
    private Path work;

    /** The other program: starts a server, tells its process id, and waits for ever. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            SandboxFolders standard = SandboxFolders.standard();
            Sandbox sandbox = Sandbox.open(
                    new SandboxFolders(standard.archives(), standard.cache(), Path.of(arguments[0])), message -> {});
            System.out.println(sandbox.start(ServerDistribution.MARIADB_11_4).pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void interruptedOneLeavesNothing() throws IOException, InterruptedException {
        Process owner = startOwner();
        ProcessHandle server = serverOf(owner);

        owner.destroy();

        assertThat(owner.waitFor()).isEqualTo(128 + 15);
        assertThat(server.isAlive()).isFalse();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void killedOneTakesItsServerAlongAndTheNextOneRemovesItsFiles() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv (util-linux) is not on this machine");
        Process owner = startOwner();
        ProcessHandle server = serverOf(owner);

        owner.destroyForcibly().waitFor();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
        makeOld();
        Sandbox.open(new SandboxFolders(work, work, work), message -> {}).close();
        assertThat(work).isEmptyDirectory();
    }

    private Process startOwner() throws IOException {
        TestServers.sandbox(ServerDistribution.MARIADB_11_4);
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        work.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle serverOf(Process owner) throws IOException {
        BufferedReader output = owner.inputReader(StandardCharsets.UTF_8);
        return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }

    private void makeOld() throws IOException {
        try (Stream<Path> folders = Files.list(work)) {
            for (Path folder : folders.toList()) {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
    }
}
