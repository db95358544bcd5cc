package io.quorate.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which hooks run when, and how. Made once from the configuration. */
public final class HookSettings {

    private final Map<HookPoint, List<HookCommand>> commands;
    private final Shell shell;
    private final Duration timeout;
    private final Set<String> withheldVariables;

    private HookSettings(
            Map<HookPoint, List<HookCommand>> commands, Shell shell, Duration timeout, Set<String> withheldVariables) {
        this.commands = commands;
        this.shell = shell;
        this.timeout = timeout;
        this.withheldVariables = Set.copyOf(withheldVariables);
    }

    /**
     * Settings from the configuration's texts.
     *
     * @param texts the commands of each point, in their order; a point without hooks may be missing
     * @param shell {@code ProcessesShellCommand}: the program that is given each script's file as its argument
     * @param timeout the longest a hook may run that somebody waits for; {@code HookTimeoutSeconds}
     * @param withheldVariables variables of our own environment that hooks must not see: those that secrets of the
     *     configuration were read from
     */
    public static HookSettings of(
            Map<HookPoint, List<String>> texts, String shell, Duration timeout, Set<String> withheldVariables) {
        if (shell.isBlank()) {
            throw new IllegalArgumentException("ProcessesShellCommand is empty: name a shell, such as bash");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("HookTimeoutSeconds is %s: must be above 0".formatted(timeout));
        }
        Map<HookPoint, List<HookCommand>> commands = new EnumMap<>(HookPoint.class);
        texts.forEach((point, list) -> commands.put(point, parse(point, list)));
        return new HookSettings(commands, new Shell(shell.strip()), timeout, withheldVariables);
    }

    /** No hooks at all. */
    public static HookSettings none() {
        return of(Map.of(), "bash", Duration.ofSeconds(60), Set.of());
    }

    /** The hooks of a point, in their order. */
    public List<HookCommand> commands(HookPoint point) {
        return commands.getOrDefault(point, List.of());
    }

    public Duration timeout() {
        return timeout;
    }

    /** What is probably not meant in the texts, to be told at start-up, a line each. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (!shell.isFound() && !commands.isEmpty()) {
            findings.add("ProcessesShellCommand: '" + shell.program() + "' is not on the PATH: every hook will fail");
        }
        if (!shell.isPosix() && !commands.isEmpty()) {
            findings.add("ProcessesShellCommand: '" + shell.program() + "' is not known to quote as POSIX shells do;"
                    + " in values that replace placeholders, characters other than letters, digits, blanks and"
                    + " _.:,/@%+=- become '_'");
        }
        commands.values().stream()
                .flatMap(List::stream)
                .flatMap(command -> command.findings().stream())
                .forEach(finding -> findings.add(finding.toString()));
        return List.copyOf(findings);
    }

    Shell shell() {
        return shell;
    }

    Set<String> withheldVariables() {
        return withheldVariables;
    }

    private static List<HookCommand> parse(HookPoint point, List<String> texts) {
        List<HookCommand> parsed = new ArrayList<>();
        for (String text : texts) {
            parsed.add(HookCommand.parse(point, parsed.size() + 1, text));
        }
        return List.copyOf(parsed);
    }
}
