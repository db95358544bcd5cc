package io.quorate.journal;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What the section {@code store} of a journal or snapshot plugin says; each key is explained in {@code reference.conf}.
 *
 * <p>Two plugins with equal settings share one open database. Two whose settings name the same database but differ
 * otherwise are refused by the ownership lock, as any second writer is.
 *
 * @param kind which of the two databases
 * @param dispatcher configuration path of the executor for all blocking work
 * @param readConnections how many replays and snapshot loads may run at once, at least 1
 * @param readTimeout how long a read waits for one of them
 * @param maxQueuedWrites requests waiting for the writer before further ones are refused, at least 1
 * @param maxTransactionBytes payload after which a group of writes is closed and committed, at least 1
 */
record StoreSettings(
        Kind kind,
        String dispatcher,
        int readConnections,
        Duration readTimeout,
        int maxQueuedWrites,
        long maxTransactionBytes,
        Sqlite sqlite,
        Mysql mysql) {

    enum Kind {
        SQLITE,
        MYSQL
    }

    StoreSettings {
        require(readConnections >= 1, "read-connections", readConnections, "at least 1");
        require(maxQueuedWrites >= 1, "max-queued-writes", maxQueuedWrites, "at least 1");
        require(maxTransactionBytes >= 1, "max-transaction-bytes", maxTransactionBytes, "at least 1 byte");
        requirePositive("read-timeout", readTimeout);
        if (kind == Kind.MYSQL) {
            mysql.validate();
        }
    }

    /** @param file the database file; its directory is created when missing */
    record Sqlite(Path file, Duration busyTimeout, int checkpointPages, long quickCheckUpTo) {
        Sqlite {
            requirePositive("sqlite.busy-timeout", busyTimeout);
            require(checkpointPages >= 1, "sqlite.checkpoint-pages", checkpointPages, "at least 1 page");
            require(quickCheckUpTo >= 0, "sqlite.quick-check-up-to", quickCheckUpTo, "0 or more bytes");
        }
    }

    /** @param url {@code jdbc:mysql://host:port/schema?...}, one host, no credentials in it */
    record Mysql(
            String url,
            String user,
            Password password,
            Duration connectTimeout,
            Duration socketTimeout,
            Duration lockWaitTimeout,
            Duration renewInterval,
            boolean allowUnsafeDurability) {
        Mysql {
            requirePositive("mysql.connect-timeout", connectTimeout);
            requirePositive("mysql.socket-timeout", socketTimeout);
            requirePositive("mysql.renew-interval", renewInterval);
            require(lockWaitTimeout.toSeconds() >= 1, "mysql.lock-wait-timeout", lockWaitTimeout, "at least 1 s");
        }

        private void validate() {
            MysqlUrl.parse(url);
            require(!user.isEmpty(), "mysql.user", "''", "a user name");
        }
    }

    /** Reads a plugin's section {@code store}. Throws {@code IllegalArgumentException} naming the key. */
    static StoreSettings from(Config store) {
        Config sqlite = store.getConfig("sqlite");
        Config mysql = store.getConfig("mysql");
        return new StoreSettings(
                kind(store.getString("kind")),
                store.getString("dispatcher"),
                store.getInt("read-connections"),
                store.getDuration("read-timeout"),
                store.getInt("max-queued-writes"),
                store.getBytes("max-transaction-bytes"),
                new Sqlite(
                        Path.of(sqlite.getString("file")).toAbsolutePath().normalize(),
                        sqlite.getDuration("busy-timeout"),
                        sqlite.getInt("checkpoint-pages"),
                        sqlite.getBytes("quick-check-up-to")),
                new Mysql(
                        mysql.getString("url"),
                        mysql.getString("user"),
                        new Password(mysql.getString("password")),
                        mysql.getDuration("connect-timeout"),
                        mysql.getDuration("socket-timeout"),
                        mysql.getDuration("lock-wait-timeout"),
                        mysql.getDuration("renew-interval"),
                        mysql.getBoolean("allow-unsafe-durability")));
    }

    private static Kind kind(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> Kind.SQLITE;
            case "mysql" -> Kind.MYSQL;
            default -> throw new IllegalArgumentException(complaint("kind", name, "sqlite or mysql"));
        };
    }

    private static void requirePositive(String key, Duration value) {
        require(!value.isNegative() && !value.isZero(), key, value, "more than 0");
    }

    private static void require(boolean fine, String key, Object value, String expected) {
        if (!fine) {
            throw new IllegalArgumentException(complaint(key, value, expected));
        }
    }

    private static String complaint(String key, Object value, String expected) {
        return "Journal setting store." + key + " is " + value + "; expected " + expected + ".";
    }
}
