package io.quorate.analysis;

/** What may follow from a diagnosis at most; {@link Actionability} says what does follow. */
public enum Handling {
    /** A recovery, once replicas that are younger witnesses than the failure confirm it. */
    RECOVER_ON_WITNESS("recovery, if replicas testify to it"),
    /** A recovery; the server itself or its replicas answered and said so. */
    RECOVER_ON_SIGHT("recovery"),
    /** A registered detection and its hooks, no recovery. */
    DETECT("detection hooks only"),
    /** Nothing; it is shown. */
    SHOW("none");

    private final String words;

    Handling(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
