package io.quorate.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a server program: its process, its log, and the signals one can send it. */
final class ServerProcess {

    private static final Duration DIES_WITHIN = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 3000;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it in the folder; both output streams are appended to {@code error.log} there. */
    static ServerProcess start(Installation installation, Path folder, List<String> options) {
        Path log = folder.resolve("error.log");
        List<String> command = new ArrayList<>(installation.program());
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(InstallationFinder.environment(installation));
        try {
            return new ServerProcess(Launcher.start(builder), log);
        } catch (IOException e) {
            throw new SandboxException("Cannot start " + installation.distribution() + ": " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, and waits for the clean end; SIGKILL if it does not come in time. */
    boolean terminate(Duration atMost) {
        process.destroy();
        if (awaitEnd(atMost)) {
            return true;
        }
        kill();
        return false;
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() {
        process.destroyForcibly();
        if (!awaitEnd(DIES_WITHIN)) {
            throw new SandboxException("Process " + pid() + " survives SIGKILL");
        }
    }

    /** Sends a signal by name; {@code kill} is built into every shell, while its program may be missing. */
    void signal(String name) {
        Shell.Result result =
                Shell.run(Duration.ofSeconds(5), Path.of("/"), List.of("/bin/sh", "-c", "kill -" + name + " " + pid()));
        if (!result.isSuccess()) {
            throw new SandboxException("Cannot send SIG" + name + " to process " + pid() + ": " + result.lastLine());
        }
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    String logTail() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = Math.max(0, all.length - TAIL_BYTES);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
