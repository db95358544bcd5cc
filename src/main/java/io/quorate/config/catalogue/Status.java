package io.quorate.config.catalogue;

import java.util.Optional;

/** What this program does with a key that it finds in a file. */
public sealed interface Status {

    /** The key does what its description says. */
    record Implemented() implements Status {}

    /**
     * Read and checked, without effect so far.
     *
     * @param meanwhile what happens instead, where a reader might be harmed by not knowing it
     */
    record NotYet(Optional<String> meanwhile) implements Status {}

    /** Accepted so that old files keep working, and without effect for good; {@code why} is a sentence. */
    record NoMeaning(String why) implements Status {}

    /** Another name of the key {@code target}. */
    record OldName(String target) implements Status {}

    /** One word for the reference table. */
    default String label() {
        if (this instanceof OldName old) {
            return "other name of `" + old.target() + "`";
        }
        if (this instanceof NoMeaning) {
            return "no effect";
        }
        return this instanceof NotYet ? "not yet" : "yes";
    }
}
