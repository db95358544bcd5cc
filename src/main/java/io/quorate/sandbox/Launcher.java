package io.quorate.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts server processes so that they die with this one, even if it is killed.
 *
 * <p>{@code setpriv --pdeathsig} (util-linux) asks the kernel for that, and keeps the process id, as it replaces itself
 * by the server. The kernel ties the wish to the <em>thread</em> that started the process (prctl(2)), so all are
 * started by one thread that never ends.
 *
 * <p>{@code setsid} (util-linux) keeps the terminal's Ctrl-C from them: it is for this process, which ends them in order.
 */
final class Launcher {

    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(Launcher::daemon);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final List<Path> SETPRIV = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

    private static volatile boolean isEnding;

    private Launcher() {}

    /** Starts the program; the caller's thread waits only for the fork. */
    static Process start(ProcessBuilder program) throws IOException {
        program.command(dyingWithUs(program.command()));
        try {
            return STARTER.submit(() -> startAndRemember(program)).get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start " + program.command().get(0) + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "Interrupted while starting " + program.command().get(0), e);
        }
    }

    /** Only ever called by the one thread, as is {@link #killAll}: nothing slips through between the two. */
    private static Process startAndRemember(ProcessBuilder program) throws IOException {
        if (isEnding) {
            throw new IOException("the program is ending");
        }
        RUNNING.removeIf(ended -> !ended.isAlive());
        Process process = program.start();
        RUNNING.add(process);
        return process;
    }

    /** For a JVM that ends: kills all that was started, waits until it is gone, and starts nothing any more. */
    static void end() {
        try {
            CompletableFuture.runAsync(Launcher::killAll, STARTER).get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            for (Process process : RUNNING) {
                process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new SandboxException("Cannot end the servers: " + e.getMessage(), e);
        }
    }

    private static void killAll() {
        isEnding = true;
        RUNNING.forEach(Process::destroyForcibly);
    }

    private static List<String> dyingWithUs(List<String> command) {
        List<String> all = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(setsid -> all.add(setsid.toString()));
        SETPRIV.stream().filter(Files::isExecutable).findFirst().ifPresent(setpriv -> {
            all.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--"));
        });
        all.addAll(command);
        return all;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sandbox-launcher");
        thread.setDaemon(true);
        return thread;
    }
}
