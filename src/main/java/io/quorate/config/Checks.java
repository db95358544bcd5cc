package io.quorate.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The rules that concern more than the type of one value. Each broken rule is one finding; none hides another. */
final class Checks {

    private static final List<BiConsumer<Configuration, Checks>> ALL = List.of(
            DatabaseChecks::check,
            TimeChecks::check,
            RecoveryChecks::check,
            AddressChecks::check,
            NodeChecks::check,
            HttpChecks::check,
            PatternChecks::check,
            HookChecks::check);

    private final Configuration configuration;
    private final Findings findings;

    private Checks(Configuration configuration, Findings findings) {
        this.configuration = configuration;
        this.findings = findings;
    }

    static void check(Configuration configuration, Findings findings) {
        Checks checks = new Checks(configuration, findings);
        ALL.forEach(group -> group.accept(configuration, checks));
    }

    /**
     * An error.
     *
     * @param key the key to be changed
     * @param others further keys the message is about; nothing is said when the value of one was refused before
     */
    void refuse(String key, String message, String... others) {
        if (isOpen(key, others)) {
            findings.error(placeOf(key, others), key, message);
        }
    }

    /** A warning; see {@link #refuse}. */
    void warn(String key, String message, String... others) {
        if (isOpen(key, others)) {
            findings.warning(placeOf(key, others), key, message);
        }
    }

    private boolean isOpen(String key, String... others) {
        return !findings.isRefused(key) && Arrays.stream(others).noneMatch(findings::isRefused);
    }

    /** The key's own place, or that of the key that makes its default wrong. */
    private Optional<Place> placeOf(String key, String... others) {
        return configuration
                .place(key)
                .or(() -> Arrays.stream(others)
                        .map(configuration::place)
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
