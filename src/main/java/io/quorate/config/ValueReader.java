package io.quorate.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import io.quorate.model.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Turns what a file says into the value of a key: replaces variables, insists on the type, the bounds, the words, and
 * on regular expressions that are some. Each complaint goes to the findings; the value is then absent.
 */
final class ValueReader {

    /** The passwords in which the old programs replaced variables, and left those not set empty. */
    private static final Set<String> LENIENT = Set.of("MySQLOrchestratorPassword", "MySQLTopologyPassword");

    private static final int LONGEST_EXCERPT = 80;

    private final Substitution substitution;
    private final Findings findings;
    private final Set<String> secretVariables = new TreeSet<>();

    ValueReader(Substitution substitution, Findings findings) {
        this.substitution = substitution;
        this.findings = findings;
    }

    /** The value of an entry that is not {@code null}. */
    Optional<Object> read(Key key, SourceFile.Entry entry) {
        return new Reading(key, entry).value();
    }

    /** The text after substitution, under the rule for its key. */
    Substitution.Outcome substitute(Key key, String text) {
        Substitution.Outcome outcome = substitution.apply(text, ruleFor(key));
        if (key.isSecret()) {
            secretVariables.addAll(outcome.variables());
        }
        return outcome;
    }

    /** The variables of the environment that secrets were read from so far. */
    Set<String> secretVariables() {
        return Collections.unmodifiableSet(secretVariables);
    }

    private static Substitution.Rule ruleFor(Key key) {
        if (key.type() == KeyType.COMMANDS) {
            return Substitution.Rule.SHELL;
        }
        return LENIENT.contains(key.target().orElse(key.name()))
                ? Substitution.Rule.UNSET_IS_EMPTY
                : Substitution.Rule.STRICT;
    }

    /** The reading of one value. */
    private final class Reading {
        private final Key key;
        private final SourceFile.Entry entry;

        Reading(Key key, SourceFile.Entry entry) {
            this.key = key;
            this.entry = entry;
        }

        Optional<Object> value() {
            JsonNode node = entry.value();
            if (key.type() == KeyType.MAPPING) {
                return node.isObject() ? mapping(node) : wrongType();
            }
            if (key.type().isList()) {
                return node.isArray() ? list(node) : wrongType();
            }
            if (node.isTextual()) {
                return fromText(node.textValue());
            }
            return switch (key.type()) {
                case FLAG -> node.isBoolean() ? Optional.of(node.booleanValue()) : wrongType();
                case INTEGER, NUMBER -> node.isNumber() ? number(node.doubleValue()) : wrongType();
                case TEXT, WORD, SECRET, PATTERN, TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS, MAPPING ->
                    wrongType();
            };
        }

        private Optional<Object> fromText(String written) {
            Optional<String> substituted = substituted(written);
            if (substituted.isEmpty()) {
                return Optional.empty();
            }
            String text = substituted.get();
            // A variable is always a text; without one, quotes around a number or true are a mistake.
            boolean mayConvert = Substitution.occursIn(written);
            return switch (key.type()) {
                case TEXT -> Optional.of(text);
                case SECRET -> Optional.of(Secret.of(text));
                case PATTERN -> isPattern(text, written) ? Optional.of(text) : Optional.empty();
                case WORD -> word(text);
                case FLAG -> mayConvert ? flag(text) : wrongType();
                case INTEGER, NUMBER -> mayConvert ? numberOf(text) : wrongType();
                case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS, MAPPING -> wrongType();
            };
        }

        private Optional<String> substituted(String written) {
            Substitution.Outcome outcome = substitute(key, written);
            (key.isSecret() ? outcome.errorWithoutText() : outcome.error()).ifPresent(this::refuse);
            outcome.warning()
                    .ifPresent(warning ->
                            findings.warning(Optional.of(entry.place()), key.name(), entry.name() + ": " + warning));
            return outcome.error().isPresent() ? Optional.empty() : Optional.of(outcome.text());
        }

        private Optional<Object> flag(String text) {
            return switch (text.strip()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> wrongType();
            };
        }

        private Optional<Object> numberOf(String text) {
            try {
                return number(Double.parseDouble(text.strip()));
            } catch (NumberFormatException e) {
                return wrongType();
            }
        }

        private Optional<Object> number(double value) {
            boolean isWhole = value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
            if (value < key.least() || value > key.most() || Double.isNaN(value)) {
                return wrongType();
            }
            if (key.type() == KeyType.NUMBER) {
                return Optional.of(value);
            }
            return isWhole ? Optional.of((int) value) : wrongType();
        }

        private Optional<Object> word(String text) {
            Optional<String> known =
                    key.words().stream().filter(text::equalsIgnoreCase).findFirst();
            if (known.isEmpty() && key.otherwise().isPresent()) {
                String meant = key.otherwise().get();
                findings.warning(
                        Optional.of(entry.place()),
                        key.name(),
                        entry.name() + " is " + shown() + ", which is unknown and counts as \"" + meant
                                + "\"; expected " + key.expectation());
                return Optional.of(meant);
            }
            return known.isPresent() ? known.map(word -> word) : wrongType();
        }

        private Optional<Object> list(JsonNode node) {
            List<String> texts = new ArrayList<>();
            for (JsonNode element : node) {
                if (!element.isTextual()) {
                    return wrongType();
                }
                String written = element.textValue();
                substituted(written)
                        .filter(text -> isAcceptableElement(text, written))
                        .ifPresent(texts::add);
            }
            return texts.size() == node.size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
        }

        private boolean isAcceptableElement(String text, String written) {
            return switch (key.type()) {
                case PATTERNS, HOST_PATTERNS -> isPattern(text, written);
                case CLUSTER_FILTERS -> isClusterFilter(text, written);
                case FLAG, INTEGER, NUMBER, TEXT, WORD, SECRET, PATTERN, TEXTS, COMMANDS, MAPPING -> true;
            };
        }

        private boolean isClusterFilter(String text, String written) {
            if (text.equals("*") || text.startsWith("alias=")) {
                return true;
            }
            return isPattern(text.startsWith("alias~=") ? text.substring("alias~=".length()) : text, written);
        }

        private Optional<Object> mapping(JsonNode node) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> pair : node.properties()) {
                if (!pair.getValue().isTextual()) {
                    return wrongType();
                }
                Optional<String> text = substituted(pair.getValue().textValue());
                boolean usable = !key.name().equals("ClusterNameToAlias") || isPattern(pair.getKey(), pair.getKey());
                text.filter(value -> usable).ifPresent(value -> pairs.put(pair.getKey(), value));
            }
            return pairs.size() == node.size() ? Optional.of(Collections.unmodifiableMap(pairs)) : Optional.empty();
        }

        private boolean isPattern(String text, String written) {
            try {
                RegexSyntax.compile(text);
                return true;
            } catch (PatternSyntaxException e) {
                refuse("\"" + shortened(written) + "\" is not a regular expression: " + e.getDescription()
                        + (e.getIndex() >= 0 ? " near character " + (e.getIndex() + 1) : ""));
                return false;
            }
        }

        private Optional<Object> wrongType() {
            findings.error(
                    Optional.of(entry.place()),
                    key.name(),
                    entry.name() + " is " + shown() + "; expected " + key.expectation());
            return Optional.empty();
        }

        private void refuse(String reason) {
            findings.error(Optional.of(entry.place()), key.name(), entry.name() + ": " + reason);
        }

        /** As written, before substitution: what a variable holds may be a secret. */
        private String shown() {
            return key.isSecret()
                    ? "a value (not shown)"
                    : shortened(entry.value().toString());
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
    }
}
