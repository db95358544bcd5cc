package io.quorate.recovery.plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which replication clusters a rule covers: those that any of the entries covers. Without entries, none. */
public final class ClusterFilters {

    public static final ClusterFilters NONE = new ClusterFilters(List.of());
    public static final ClusterFilters ALL = ClusterFilters.parse(List.of("*"));

    private final List<Entry> entries;

    private ClusterFilters(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads entries: a cluster's name or alias, {@code alias=NAME}, {@code alias~=EXPRESSION}, {@code *}, or an
     * expression that is searched for in the name.
     *
     * @throws IllegalArgumentException naming the entry whose expression is wrong
     */
    public static ClusterFilters parse(List<String> texts) {
        return new ClusterFilters(texts.stream().map(ClusterFilters::entry).toList());
    }

    private static Entry entry(String text) {
        if (text.equals("*")) {
            return (name, alias) -> true;
        }
        if (text.startsWith("alias~=")) {
            Pattern pattern = compile(text, text.substring("alias~=".length()));
            return (name, alias) -> pattern.matcher(alias).find();
        }
        if (text.startsWith("alias=")) {
            String wanted = text.substring("alias=".length());
            return (name, alias) -> alias.equals(wanted);
        }
        if (text.isEmpty()) {
            return (name, alias) -> alias.isEmpty();
        }
        Pattern pattern = compile(text, text);
        return (name, alias) ->
                name.equals(text) || alias.equals(text) || pattern.matcher(name).find();
    }

    private static Pattern compile(String entry, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "cluster filter '" + entry + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    public boolean covers(String clusterName, String clusterAlias) {
        return entries.stream().anyMatch(e -> e.covers(clusterName, clusterAlias));
    }

    private interface Entry {
        boolean covers(String name, String alias);
    }
}
