package io.quorate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One node: a process that is started as an operator starts it, and ended in every way there is. Its database and log
 * stay when it ends. For one thread at a time, but for what it is asked over HTTP.
 */
public final class ClusterNode {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final int END_WITHIN_SECONDS = 20;

    private final int number;
    private final Path folder;
    private final Path data;
    private final List<String> command;
    private final InetSocketAddress http;
    private final String raftAddress;
    private Optional<Process> process = Optional.empty();

    ClusterNode(int number, Path folder, Path data, List<String> command, InetSocketAddress http, String raftAddress) {
        this.number = number;
        this.folder = folder;
        this.data = data;
        this.command = List.copyOf(command);
        this.http = http;
        this.raftAddress = raftAddress;
    }

    /** From 0. */
    public int number() {
        return number;
    }

    public InetSocketAddress http() {
        return http;
    }

    /** As the configuration of the group names it. */
    public String raftAddress() {
        return raftAddress;
    }

    /** Where its database and its log are. */
    public Path data() {
        return data;
    }

    /** Starts it; what it says goes behind what it said before. */
    public void start() {
        try {
            Files.createDirectories(data);
            process = Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(output().toFile()))
                    .directory(folder.toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("node " + number + " cannot be started: " + e.getMessage(), e);
        }
    }

    private Path output() {
        return folder.resolve("output");
    }

    /** All it said so far, in all its lives. */
    public String said() {
        try {
            return Files.readString(output());
        } catch (IOException notYet) {
            return "";
        }
    }

    public boolean isRunning() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** Its process; of the last life when it does not run. */
    public Process process() {
        return process.orElseThrow(() -> new IllegalStateException("node " + number + " was never started"));
    }

    /** As by the kernel or by a loss of power (but for what the disk had not yet written). */
    public void kill() {
        process().destroyForcibly();
        awaitEnd();
    }

    /** As an operator does: it may hand over first. */
    public void terminate() {
        process().destroy();
        awaitEnd();
    }

    /** It stops in its tracks, and knows nothing of it. */
    public void pause() {
        Commands.run("kill", "-STOP", Long.toString(process().pid()));
    }

    public void resume() {
        Commands.run("kill", "-CONT", Long.toString(process().pid()));
    }

    /** @return its exit status */
    public int awaitEnd() {
        try {
            if (!process().waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process().destroyForcibly();
                throw new IllegalStateException("node " + number + " does not end; it said:\n" + said());
            }
            return process().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while node " + number + " ended", e);
        }
    }

    /** All it ever stored is gone, as when its disk was replaced. */
    public void wipe() {
        if (isRunning()) {
            throw new IllegalStateException("node " + number + " still runs");
        }
        Folders.empty(data);
    }

    /** A new connection to it. */
    public PlainHttp connect() {
        return connect(ANSWER_WITHIN);
    }

    public PlainHttp connect(Duration timeout) {
        return new PlainHttp(http, timeout);
    }

    /** Its answer to one request; empty when there is none. */
    public Optional<PlainHttp.Answer> get(String path) {
        try (PlainHttp connection = connect()) {
            return Optional.of(connection.get(path));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    public boolean saysItLeads() {
        return isRunning()
                && get("/api/leader-check").filter(PlainHttp.Answer::isOk).isPresent();
    }

    public boolean isHealthy() {
        return isRunning()
                && get("/api/raft-health").filter(PlainHttp.Answer::isOk).isPresent();
    }

    /** Whatever happened before, its process is gone after this. */
    void end() {
        process.filter(Process::isAlive).ifPresent(running -> {
            running.destroyForcibly();
            awaitEnd();
        });
    }

    static List<String> commandLine(Place place, List<String> program, Path configuration) {
        List<String> command = new ArrayList<>(place.prefix());
        command.addAll(program);
        command.addAll(List.of("server", "--config", configuration.toString()));
        return command;
    }

    @Override
    public String toString() {
        return "node " + number + " at " + http;
    }
}
