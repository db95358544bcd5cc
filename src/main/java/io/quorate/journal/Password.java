package io.quorate.journal;

/** A secret that does not show in logs, messages or the printed form of settings. May be empty. */
record Password(String text) {

    @Override
    public String toString() {
        return text.isEmpty() ? "(none)" : "(hidden)";
    }
}
