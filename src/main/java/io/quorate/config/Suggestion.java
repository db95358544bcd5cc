package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. Distance: letters added, lost, replaced, or swapped with the next. */
final class Suggestion {

    private Suggestion() {}

    /** The known key nearest to this name; empty if none is near. */
    static Optional<String> forKey(String name) {
        return nearest(name, Catalogue.keys().stream().map(Key::name).toList(), Math.max(2, name.length() / 4));
    }

    /** The candidate nearest to the word, at most so far away; ties go to the first. */
    static Optional<String> nearest(String word, Collection<String> candidates, int farthest) {
        String lower = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= farthest)
                // A short word is not near a word of its own length just because both are short.
                .filter(candidate -> candidate.length() > farthest)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
