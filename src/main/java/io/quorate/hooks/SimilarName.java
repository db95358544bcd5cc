package io.quorate.hooks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was meant to be: at most two letters away, whatever the case. */
final class SimilarName {

    private static final int NEAR = 2;

    private SimilarName() {}

    static Optional<String> among(Collection<String> names, String written) {
        return names.stream()
                .filter(name -> distance(name, written) <= NEAR)
                .min(Comparator.<String>comparingInt(name -> distance(name, written))
                        .thenComparing(name -> name));
    }

    /** Letters to insert, delete or change (Levenshtein), ignoring case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
