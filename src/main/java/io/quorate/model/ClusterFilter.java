package io.quorate.model;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Names replication clusters, as operators write it in {@code RecoverMasterClusterFilters}: an entry is {@code *}, an
 * exact name, an exact alias, {@code alias=NAME}, {@code alias~=REGEX}, or a regular expression found anywhere in the
 * name. No entry, no cluster.
 */
public final class ClusterFilter {

    /** Covers every cluster. */
    public static final ClusterFilter ALL = new ClusterFilter(List.of("*"));

    /** Covers none. */
    public static final ClusterFilter NONE = new ClusterFilter(List.of());

    private static final String EXACT_ALIAS = "alias=";
    private static final String ALIAS_PATTERN = "alias~=";

    private final List<String> entries;
    private final List<Rule> rules;

    private interface Rule {
        boolean covers(String name, String alias);
    }

    private ClusterFilter(List<String> entries) {
        this.entries = List.copyOf(entries);
        this.rules = this.entries.stream().map(ClusterFilter::rule).toList();
    }

    /** An entry that is no valid expression only matches literally. */
    public static ClusterFilter of(List<String> entries) {
        return new ClusterFilter(entries);
    }

    private static Rule rule(String entry) {
        if (entry.equals("*")) {
            return (name, alias) -> true;
        }
        if (entry.startsWith(ALIAS_PATTERN)) {
            Rule pattern = found(entry.substring(ALIAS_PATTERN.length()));
            return (name, alias) -> pattern.covers(alias, alias);
        }
        if (entry.startsWith(EXACT_ALIAS)) {
            String wanted = entry.substring(EXACT_ALIAS.length());
            return (name, alias) -> alias.equals(wanted);
        }
        Rule pattern = found(entry);
        return (name, alias) ->
                name.equals(entry) || alias.equals(entry) || (!entry.isEmpty() && pattern.covers(name, alias));
    }

    private static Rule found(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return (name, alias) -> pattern.matcher(name).find();
        } catch (PatternSyntaxException e) {
            return (name, alias) -> false;
        }
    }

    public boolean covers(String clusterName, String clusterAlias) {
        return rules.stream().anyMatch(rule -> rule.covers(clusterName, clusterAlias));
    }

    /** The entries as they were written. */
    public List<String> entries() {
        return entries;
    }
}
