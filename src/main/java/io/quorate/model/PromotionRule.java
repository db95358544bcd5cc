package io.quorate.model;

import java.util.Locale;
import java.util.Optional;

/** How willingly a server is promoted; in order of preference. */
public enum PromotionRule {
    MUST,
    PREFER,
    NEUTRAL,
    PREFER_NOT,
    MUST_NOT;

    /** The word that operators and queries use ({@code prefer_not}). */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word; empty for an unknown one. {@code must} is known but cannot be registered. */
    public static Optional<PromotionRule> parse(String word) {
        for (PromotionRule rule : values()) {
            if (rule.word().equals(word)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    public boolean isCandidate() {
        return this == MUST || this == PREFER;
    }
}
