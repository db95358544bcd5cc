package io.quorate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces variables and files in a text: <code>${NAME}</code>, <code>${env:NAME}</code>, <code>${file:/path}</code>.
 * For a variable that is not set, a default may stand behind <code>:-</code> before the closing brace. A doubled dollar
 * sign before the brace keeps the text as it is, less one of the two. What was put in is not looked at again.
 */
final class Substitution {

    private static final Pattern PLACE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");
    private static final Pattern VARIABLE =
            Pattern.compile("(?<env>env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<otherwise>.*))?", Pattern.DOTALL);
    private static final String FILE = "file:";

    /** How to treat forms that old programs or other readers of the text know in their own way. */
    enum Rule {
        /** All forms are replaced; a variable that is not set is an error. */
        STRICT,
        /** As the two passwords of the old programs: <code>${NAME}</code> that is not set becomes empty. */
        UNSET_IS_EMPTY,
        /** Shell commands: <code>${NAME}</code> is left to the shell, which has the same variables and more. */
        SHELL
    }

    /**
     * What a text became.
     *
     * @param text with everything replaced, unless there is an error
     * @param error what went wrong
     * @param warning what is allowed for the sake of old files
     * @param variables the variables asked for, set or not
     */
    record Outcome(String text, Optional<String> error, Optional<String> warning, Set<String> variables) {

        /** The error, fit to be shown when the text is a secret: a malformed substitution would quote it. */
        Optional<String> errorWithoutText() {
            return error.map(reason -> reason.startsWith("${")
                    ? "the braces behind $ hold no variable; write $${ for a plain ${"
                    : reason);
        }

        static Outcome of(String text) {
            return new Outcome(text, Optional.empty(), Optional.empty(), Set.of());
        }
    }

    private final Surroundings surroundings;

    Substitution(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether a text has anything to be replaced. */
    static boolean occursIn(String text) {
        return PLACE.matcher(text).find();
    }

    Outcome apply(String text, Rule rule) {
        Matcher places = PLACE.matcher(text);
        StringBuilder result = new StringBuilder();
        Optional<String> warning = Optional.empty();
        Set<String> variables = new TreeSet<>();
        while (places.find()) {
            Outcome part = replacement(places.group(), Optional.ofNullable(places.group(1)), rule);
            variables.addAll(part.variables());
            if (part.error().isPresent()) {
                return new Outcome(text, part.error(), Optional.empty(), variables);
            }
            warning = warning.or(part::warning);
            places.appendReplacement(result, Matcher.quoteReplacement(part.text()));
        }
        places.appendTail(result);
        return new Outcome(result.toString(), Optional.empty(), warning, variables);
    }

    private Outcome replacement(String whole, Optional<String> inside, Rule rule) {
        if (inside.isEmpty()) {
            return Outcome.of(rule == Rule.SHELL ? whole : "${");
        }
        String body = inside.get();
        if (body.startsWith(FILE)) {
            return fileContent(body.substring(FILE.length()));
        }
        Matcher variable = VARIABLE.matcher(body);
        boolean matches = variable.matches();
        if (rule == Rule.SHELL && !(matches && variable.group("env") != null)) {
            return Outcome.of(whole);
        }
        if (!matches) {
            return failure(whole + " is neither ${NAME}, ${env:NAME:-default} nor ${file:/path}; write $${ for a plain"
                    + " ${");
        }
        return variable(variable, rule);
    }

    private Outcome variable(Matcher variable, Rule rule) {
        String name = variable.group("name");
        Optional<String> value = Optional.ofNullable(surroundings.variables().get(name))
                .or(() -> Optional.ofNullable(variable.group("otherwise")));
        if (value.isPresent()) {
            return new Outcome(value.get(), Optional.empty(), Optional.empty(), Set.of(name));
        }
        String unset = "the environment variable " + name + " is not set";
        if (rule == Rule.UNSET_IS_EMPTY && variable.group("env") == null) {
            return new Outcome("", Optional.empty(), Optional.of(unset + ", so this is empty"), Set.of(name));
        }
        return failure(unset + "; set it, or give a default: ${env:" + name + ":-default}");
    }

    private Outcome fileContent(String path) {
        try {
            Path file = surroundings.workingDirectory().resolve(path);
            return Outcome.of(Files.readString(file).stripTrailing());
        } catch (IOException | RuntimeException e) {
            return failure("the file " + path + " cannot be read: " + FileTrouble.reason(e));
        }
    }

    private static Outcome failure(String reason) {
        return new Outcome("", Optional.of(reason), Optional.empty(), Set.of());
    }
}
