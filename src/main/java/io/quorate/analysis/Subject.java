package io.quorate.analysis;

/** The part that the server in question plays in its topology. */
public enum Subject {
    PRIMARY("primary"),
    CO_PRIMARY("co-primary"),
    INTERMEDIATE_SOURCE("intermediate source"),
    REPLICA("replica"),
    GROUP_MEMBER("group member"),
    ANY("any server");

    private final String word;

    Subject(String word) {
        this.word = word;
    }

    /** For people. */
    public String word() {
        return word;
    }
}
