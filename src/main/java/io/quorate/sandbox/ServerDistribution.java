package io.quorate.sandbox;

import java.util.List;

/**
 * The server versions that the sandbox knows how to get. Some come as an archive that the build copies into the
 * servers folder, some from a folder that {@code bin/fetch-servers} unpacked, or from the system.
 */
public enum ServerDistribution {
    /** 5.7.22; old replication words, no dynamic privileges. */
    MYSQL_5_7("MySQL 5.7.22", "mysql-5.7.22", false),
    /** 8.0.12; before the terminology change of 8.0.22 and 8.0.23, no performance_schema.processlist. */
    MYSQL_8_0_12("MySQL 8.0.12", "mysql-8.0.12", false),
    /** 8.0.31; the default of demonstration and tests. */
    MYSQL_8_0("MySQL 8.0.31", "mysql-8.0.31", false),
    /** The newest innovation release that Debian unstable carries; wants {@code bin/fetch-servers}. */
    MYSQL_9("MySQL 9", "mysql-9", false),
    /** 10.11 of the system or of {@code bin/fetch-servers}. */
    MARIADB_10_11("MariaDB 10.11", "mariadb-10.11", true),
    /** 11.4.5; needs no library that a fresh Debian lacks, so it is the fallback. */
    MARIADB_11_4("MariaDB 11.4.5", "mariadb-11.4.5", true);

    private final String label;
    private final String folder;
    private final boolean mariaDb;

    ServerDistribution(String label, String folder, boolean mariaDb) {
        this.label = label;
        this.folder = folder;
        this.mariaDb = mariaDb;
    }

    /** What the demonstration tries, best first. */
    public static List<ServerDistribution> preferred() {
        return List.of(MYSQL_8_0, MARIADB_11_4, MYSQL_9, MARIADB_10_11);
    }

    public boolean isMariaDb() {
        return mariaDb;
    }

    /** Whether the build brings it as an archive. */
    boolean comesAsArchive() {
        return this != MYSQL_9 && this != MARIADB_10_11;
    }

    /** Name of the archive in the servers folder. */
    String archive() {
        return folder + ".jar";
    }

    /** Name of its folder in the cache. */
    String folder() {
        return folder;
    }

    @Override
    public String toString() {
        return label;
    }
}
