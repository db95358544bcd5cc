package io.quorate.hooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The program that reads the hooks' scripts ({@code ProcessesShellCommand}), and what may be written for it.
 *
 * @param program name or path, without arguments
 */
record Shell(String program) {

    private static final Set<String> POSIX =
            Set.of("sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "oksh", "yash", "zsh", "rbash");

    /** Whether it quotes and expands as POSIX says. Of another program nothing is assumed. */
    boolean isPosix() {
        Path name = Path.of(program).getFileName();
        return name != null && POSIX.contains(name.toString());
    }

    /** Whether it is an executable file, or one is found under its name. */
    boolean isFound() {
        return program.indexOf('/') >= 0 ? Files.isExecutable(Path.of(program)) : ProcessGroup.isOnPath(program);
    }

    /** What stands for a value that is not safe everywhere. */
    String written(Placeholder placeholder, String value, Quoting quoting) {
        boolean expands = isPosix() && quoting != Quoting.VERBATIM;
        return expands ? quoting.reference(placeholder.variable()) : SafeText.defused(value);
    }

    /**
     * Assignments of the variables the script refers to, on the script's first line so that line numbers stay right.
     * They repeat the environment because it mangles text beyond ASCII when the server runs in the C locale; for the
     * same reason every such variable is among them.
     */
    String preamble(List<Placeholder> used, HookValues values) {
        if (!isPosix()) {
            return "";
        }
        SortedMap<String, String> assigned = new TreeMap<>(values.environment());
        Set<String> names = Set.copyOf(used.stream().map(Placeholder::variable).toList());
        assigned.entrySet().removeIf(e -> !names.contains(e.getKey()) && isAscii(e.getValue()));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> variable : assigned.entrySet()) {
            text.append(variable.getKey())
                    .append('=')
                    .append(quoted(variable.getValue()))
                    .append("; ");
        }
        return text.toString();
    }

    /** Within single quotes a POSIX shell reads everything literally but the single quote itself. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 128);
    }
}
