package io.quorate.model;

/** Which product a server is; decides the statements one may send it (spec of statements per version: {@code mysql}). */
public enum ServerFlavor {
    MYSQL("MySQL"),
    PERCONA("Percona"),
    MARIADB("MariaDB"),
    MAXSCALE("MaxScale");

    private final String displayName;

    ServerFlavor(String displayName) {
        this.displayName = displayName;
    }

    /** The product's own spelling. */
    public String displayName() {
        return displayName;
    }
}
