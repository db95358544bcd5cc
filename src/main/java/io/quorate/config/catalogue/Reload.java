package io.quorate.config.catalogue;

/** When a changed value of a key takes effect. */
public enum Reload {
    /** After the next reload. */
    LIVE("live"),
    /** After the next start. */
    RESTART("restart");

    private final String label;

    Reload(String label) {
        this.label = label;
    }

    /** The word used in the manual. */
    public String label() {
        return label;
    }
}
