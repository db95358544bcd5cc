package io.quorate.hooks;

import io.quorate.hooks.HookOutcome.Ending;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs one hook: writes its script to a file only we may read, has the shell read it, waits, removes the file. */
final class HookProcess {

    /** How long output is waited for when the process has ended but a child of it still holds the pipe. */
    private static final Duration OUTPUT_PATIENCE = Duration.ofMillis(200);

    private static final File NULL_DEVICE = new File("/dev/null");

    private final HookCommand hook;
    private final HookValues values;
    private final HookSettings settings;

    HookProcess(HookCommand hook, HookValues values, HookSettings settings) {
        this.hook = hook;
        this.values = values;
        this.settings = settings;
    }

    /** Runs it to its end, at the latest to that of {@code limit} and a second or two for killing it. */
    HookOutcome run(Duration limit) {
        long start = System.nanoTime();
        try {
            // Created with permissions 0600.
            Path script = Files.createTempFile("quorate-hook-", ".sh");
            try {
                Files.writeString(script, hook.script(values, settings.shell()));
                return run(script, limit, start);
            } finally {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            return outcome(new HookOutcome.NotStarted(String.valueOf(e.getMessage())), start, "");
        }
    }

    private HookOutcome run(Path script, Duration limit, long start) throws IOException {
        Process process = builder(script).start();
        OutputTail output = OutputTail.follow(process.getInputStream());
        try {
            Ending ending = await(process, limit);
            return outcome(ending, start, output.text(OUTPUT_PATIENCE));
        } catch (InterruptedException e) {
            ProcessGroup.kill(process);
            Thread.currentThread().interrupt();
            return outcome(new HookOutcome.Interrupted(), start, output.text());
        }
    }

    private static Ending await(Process process, Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return new HookOutcome.Exited(process.exitValue());
        }
        ProcessGroup.end(process);
        return new HookOutcome.TimedOut(limit);
    }

    private ProcessBuilder builder(Path script) {
        List<String> command = new ArrayList<>(List.of(settings.shell().program(), script.toString()));
        command.addAll(values.arguments());
        ProcessBuilder builder = new ProcessBuilder(ProcessGroup.leading(command));
        builder.redirectInput(NULL_DEVICE).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> isWithheld(name, settings.withheldVariables()));
        environment.putAll(values.environment());
        return builder;
    }

    /** Whether a variable of ours may hold a secret: the configuration took one from it, or its name says so. */
    private static boolean isWithheld(String name, Set<String> listed) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean ours = upper.startsWith("QUORATE_") || upper.startsWith("ORCHESTRATOR_");
        boolean secret = upper.contains("PASSWORD") || upper.contains("SECRET") || upper.contains("TOKEN");
        return listed.contains(name) || (ours && secret);
    }

    private HookOutcome outcome(Ending ending, long start, String tail) {
        return new HookOutcome(hook, ending, Duration.ofNanos(System.nanoTime() - start), tail);
    }
}
