package io.quorate.config;

import java.util.Optional;

/**
 * One thing to say about a configuration. Never holds the value of a secret.
 *
 * @param severity how bad it is
 * @param place where it stands; empty when no file is to blame, as with a default
 * @param key the key it is about; empty for a file as a whole or several keys
 * @param message what was found and what was expected, complete without the other components
 */
public record Finding(Severity severity, Optional<Place> place, Optional<String> key, String message) {

    /** How bad a finding is. */
    public enum Severity {
        /** The configuration cannot be used. */
        ERROR,
        /** It can be used, but hardly means what was intended. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** Whether the configuration cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line for people (a broken file adds two lines that show the spot). */
    @Override
    public String toString() {
        String word = switch (severity) {
            case ERROR -> "error: ";
            case WARNING -> "warning: ";
            case NOTE -> "note: ";
        };
        return place.map(at -> at + ": ").orElse("") + word + message;
    }
}
