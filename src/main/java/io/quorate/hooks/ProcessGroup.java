package io.quorate.hooks;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts programs as leaders of their own process group and ends them with all they started.
 *
 * <p>{@code setsid} of the system makes the group; without it only the descendants that can still be traced to the
 * process are ended.
 */
final class ProcessGroup {

    /** How long a process may take to end itself before it is killed, and how long a kill is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final boolean HAS_SETSID = isOnPath("setsid");

    private ProcessGroup() {}

    /** The command line by which {@code command} leads a group of its own. */
    static List<String> leading(List<String> command) {
        List<String> line = new ArrayList<>();
        if (HAS_SETSID) {
            line.add("setsid");
        }
        line.addAll(command);
        return line;
    }

    /** Asks the whole group to end, and kills after a second what did not. Returns when it is gone. */
    static void end(Process leader) throws InterruptedException {
        List<ProcessHandle> family = family(leader);
        signalGroup("TERM", leader);
        family.forEach(ProcessHandle::destroy);
        awaitAll(family);
        signalGroup("KILL", leader);
        family.forEach(ProcessHandle::destroyForcibly);
        awaitAll(family);
    }

    /** Kills the whole group at once and does not wait. */
    static void kill(Process leader) {
        List<ProcessHandle> family = family(leader);
        startSignal("KILL", leader);
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> family(Process leader) {
        return Stream.concat(leader.descendants(), Stream.of(leader.toHandle())).toList();
    }

    private static void awaitAll(List<ProcessHandle> family) throws InterruptedException {
        CompletableFuture<?>[] exits =
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(exits);
        all.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            all.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process failed", e);
        }
    }

    private static void signalGroup(String name, Process leader) throws InterruptedException {
        Optional<Process> kill = startSignal(name, leader);
        if (kill.isPresent()) {
            kill.get().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The JDK cannot signal a group; the shell's own {@code kill} can. Nothing happens if no such group is left. */
    private static Optional<Process> startSignal(String name, Process leader) {
        if (!HAS_SETSID) {
            return Optional.empty();
        }
        String group = "-" + leader.pid();
        ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", name, group);
        kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return Optional.of(kill.start());
        } catch (IOException e) {
            // No process can be started now: the family is still ended one by one.
            return Optional.empty();
        }
    }

    /** Whether a program of this name is found where programs are looked for. */
    static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> new File(folder, program).canExecute());
    }
}
