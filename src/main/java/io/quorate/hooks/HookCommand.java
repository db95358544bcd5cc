package io.quorate.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of one hook, taken apart into what stands in it literally and its placeholders.
 *
 * <p>Braces that are not a documented placeholder ({@code ${VAR}}, {@code awk '{print $1}'}, JSON) are literal text.
 * What a placeholder turns into is decided by {@link #script}.
 */
public final class HookCommand {

    private static final Pattern BRACED = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    /** Literal text, or a placeholder with the way the shell reads its place. */
    private record Part(String text, Optional<Placeholder> placeholder, Quoting quoting) {}

    private final HookPoint point;
    private final int position;
    private final boolean asynchronous;
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<HookFinding> findings = new ArrayList<>();

    private HookCommand(HookPoint point, int position, String text, boolean asynchronous) {
        this.point = point;
        this.position = position;
        this.text = text;
        this.asynchronous = asynchronous;
    }

    /**
     * Reads a hook's text.
     *
     * @param point the list it is in; hooks after a role swap have neither placeholders nor the trailing {@code &}
     * @param position its place in the list, from 1
     */
    public static HookCommand parse(HookPoint point, int position, String text) {
        String trimmed = text.strip();
        boolean asynchronous = trimmed.endsWith("&") && !point.isRoleSwap();
        HookCommand command = new HookCommand(
                point, position, asynchronous ? trimmed.replaceAll("[&\\s]+$", "") : trimmed, asynchronous);
        if (point.isRoleSwap()) {
            command.parts.add(new Part(trimmed, Optional.empty(), Quoting.BARE));
        } else {
            command.takeApart();
        }
        return command;
    }

    /** Whether nobody waits for it: it ended in {@code &}. */
    public boolean isAsynchronous() {
        return asynchronous;
    }

    /** Its place in its list, from 1. */
    public int position() {
        return position;
    }

    /** What is probably not meant in it. */
    public List<HookFinding> findings() {
        return List.copyOf(findings);
    }

    /** The command as written, without the trailing {@code &}. */
    @Override
    public String toString() {
        return text;
    }

    /** The command with plain values in it, for people to read; never to be run. */
    public String describe(HookValues values) {
        return replaced(part -> part.placeholder().flatMap(values::value).orElse(part.text()));
    }

    /** The script to be run by {@code shell}, in which no value can be read as program text. */
    String script(HookValues values, Shell shell) {
        return shell.preamble(usedVariables(values), values) + replaced(part -> written(part, values, shell)) + "\n";
    }

    private List<Placeholder> usedVariables(HookValues values) {
        return parts.stream()
                .filter(part -> part.quoting() != Quoting.VERBATIM)
                .flatMap(part -> part.placeholder().stream())
                .filter(placeholder -> values.value(placeholder)
                        .filter(v -> !SafeText.isSafe(v))
                        .isPresent())
                .distinct()
                .toList();
    }

    private static String written(Part part, HookValues values, Shell shell) {
        Optional<Placeholder> placeholder = part.placeholder();
        Optional<String> value = placeholder.flatMap(values::value);
        if (placeholder.isEmpty() || value.isEmpty()) {
            return part.text();
        }
        return SafeText.isSafe(value.get())
                ? value.get()
                : shell.written(placeholder.get(), value.get(), part.quoting());
    }

    private String replaced(Function<Part, String> replacement) {
        return parts.stream().map(replacement).collect(Collectors.joining());
    }

    private void takeApart() {
        ShellScanner scanner = new ShellScanner(text);
        Matcher braced = BRACED.matcher(text);
        int literalFrom = 0;
        while (!scanner.isAtEnd()) {
            int at = scanner.position();
            Optional<Placeholder> placeholder = placeholderAt(at, braced);
            if (placeholder.isEmpty()) {
                scanner.advance();
                continue;
            }
            parts.add(new Part(text.substring(literalFrom, at), Optional.empty(), Quoting.BARE));
            parts.add(new Part(braced.group(), placeholder, scanner.quoting()));
            noteVerbatim(braced.group(), scanner.quoting());
            scanner.skip(braced.group().length());
            literalFrom = scanner.position();
        }
        parts.add(new Part(text.substring(literalFrom), Optional.empty(), Quoting.BARE));
        if (scanner.isOpen()) {
            note("a quote, a substitution or a here-document is not closed");
        }
    }

    private Optional<Placeholder> placeholderAt(int at, Matcher braced) {
        boolean isVariable = at > 0 && text.charAt(at - 1) == '$';
        if (text.charAt(at) != '{'
                || isVariable
                || !braced.region(at, text.length()).lookingAt()) {
            return Optional.empty();
        }
        String name = braced.group(1);
        Optional<Placeholder> placeholder = Placeholder.ofName(name);
        if (placeholder.isEmpty()) {
            SimilarName.among(Placeholder.allNames(), name)
                    .ifPresent(meant -> note("{%s} is no placeholder and stays as it is; {%s} was perhaps meant"
                            .formatted(name, meant)));
        }
        return placeholder;
    }

    private void noteVerbatim(String placeholder, Quoting quoting) {
        if (quoting == Quoting.VERBATIM) {
            note(placeholder + " stands in a here-document with a quoted end word, where characters other than"
                    + " letters, digits, blanks and _.:,/@%+=- become '_'; leave the end word unquoted");
        }
    }

    private void note(String message) {
        findings.add(new HookFinding(point, position, message));
    }
}
