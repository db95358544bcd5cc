package io.quorate.mysql;

/** What a probe asks a server: one statement, one table of rows for each. Sent in this order. */
enum Part {
    /** The variables that a reading needs, as one row. */
    VARIABLES(Need.REQUIRED),
    /** One row for each replication channel. */
    CHANNELS(Need.REQUIRED),
    /** The end of the server's own binary log. */
    BINLOG_POSITION(Need.WANTED),
    /** Connected replicas, as they registered. */
    REPLICAS(Need.WANTED),
    /** Threads that send the binary log to somebody. */
    DUMP_THREADS(Need.WANTED),
    /** Status of semi-synchronous replication. */
    SEMI_SYNC_STATUS(Need.WANTED),
    /** Members of the replication group. */
    GROUP(Need.WANTED),
    /** SQL nodes of an NDB cluster. */
    NDB_NODES(Need.WANTED),
    /** Seconds since the start. */
    UPTIME(Need.SELDOM),
    /** Whether the account of the replication channel can be read. */
    CREDENTIALS(Need.SELDOM),
    /** Names of the variables that the server has; plugins bring and take some while it runs. */
    VARIABLE_NAMES(Need.SELDOM);

    private enum Need {
        REQUIRED,
        WANTED,
        SELDOM
    }

    private final Need need;

    Part(Need need) {
        this.need = need;
    }

    /** Whether there is no reading without it. */
    boolean isRequired() {
        return need == Need.REQUIRED;
    }

    /** Whether it changes so little that it is asked for once a minute. */
    boolean isSeldom() {
        return need == Need.SELDOM;
    }
}
