package io.quorate.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts server processes so that they die with this one, even if it is killed.
 *
 * <p>{@code setpriv --pdeathsig} (util-linux) asks the kernel for that, and keeps the process id, as it replaces itself
 * by the server. The kernel ties the wish to the <em>thread</em> that started the process (prctl(2)), so all are
 * started by one thread that never ends.
 */
final class Launcher {

    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(Launcher::daemon);
    private static final List<Path> SETPRIV = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

    private Launcher() {}

    /** Starts the program; the caller's thread waits only for the fork. */
    static Process start(ProcessBuilder program) throws IOException {
        program.command(dyingWithUs(program.command()));
        try {
            return STARTER.submit(program::start).get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start " + program.command().get(0) + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "Interrupted while starting " + program.command().get(0), e);
        }
    }

    private static List<String> dyingWithUs(List<String> command) {
        List<String> all = new ArrayList<>();
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
