package io.quorate.config.catalogue;

/** The program whose configuration file introduced a key. */
public enum Origin {
    OPENARK("orchestrator"),
    PERCONA("Percona orchestrator"),
    HAM4DB("ham4db"),
    PROXYSQL("ProxySQL orchestrator"),
    HRAFTD("hraftd"),
    QUORATE("Quorate");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The name as written in the manual. */
    public String label() {
        return label;
    }
}
