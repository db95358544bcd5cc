package io.quorate.config.catalogue;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One key of the configuration file.
 *
 * @param name as spelled in the file; unique when upper and lower case are told apart
 * @param type kind of value
 * @param initial value when the key is in no file, of the Java type named by {@link KeyType}
 * @param sample value shown in the full sample file
 * @param origin the program that introduced it
 * @param status what becomes of it here
 * @param reload when a change takes effect
 * @param unit unit of a length of time; empty when the value is none
 * @param least smallest number allowed
 * @param most largest number allowed
 * @param words the words allowed, for {@link KeyType#WORD}
 * @param otherwise the word that any other word stands for (with a warning); empty when other words are refused
 * @param description meaning, in one or two sentences
 */
public record Key(
        String name,
        KeyType type,
        Object initial,
        Object sample,
        Origin origin,
        Status status,
        Reload reload,
        Optional<ChronoUnit> unit,
        int least,
        int most,
        List<String> words,
        Optional<String> otherwise,
        String description) {

    public Key {
        words = List.copyOf(words);
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return type == KeyType.SECRET;
    }

    /** The key this one is another name of, if it is one. */
    public Optional<String> target() {
        return status instanceof Status.OldName old ? Optional.of(old.target()) : Optional.empty();
    }

    /** Whether the key can change anything, now or in a later version, under its own name. */
    public boolean isCurrent() {
        return status instanceof Status.Implemented || status instanceof Status.NotYet;
    }

    /** What a value must look like, as the end of the sentence "expected …". */
    public String expectation() {
        return switch (type) {
            case FLAG -> "true or false, without quotes";
            case INTEGER -> "a whole number " + range() + ", without quotes";
            case NUMBER -> "a number " + range() + ", without quotes";
            case TEXT -> "a text in double quotes";
            case SECRET -> "a text in double quotes (not shown)";
            case WORD ->
                "one of " + words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
            case PATTERN -> "a regular expression in double quotes";
            case TEXTS -> "a list of texts, such as [\"a\", \"b\"]";
            case COMMANDS -> "a list of shell commands, such as [\"echo {failureType}\"]";
            case PATTERNS -> "a list of regular expressions, such as [\"^test-\"]";
            case HOST_PATTERNS -> "a list of IP addresses or regular expressions on host:port, such as [\"^test-\"]";
            case CLUSTER_FILTERS -> "a list of cluster names, alias=NAME, alias~=EXPRESSION, expressions, or \"*\"";
            case MAPPING -> "an object of texts, such as {\"a\": \"b\"}";
        };
    }

    private String range() {
        return most == Integer.MAX_VALUE ? "of " + least + " or more" : "from " + least + " to " + most;
    }
}
