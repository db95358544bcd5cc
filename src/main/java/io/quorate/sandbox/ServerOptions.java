package io.quorate.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line of a small server. Nothing is flushed to the disk on purpose: what a server wrote survives its own
 * SIGKILL in the system's cache, and only the machine's crash would lose it.
 */
final class ServerOptions {

    private static final List<String> NOT_WATCHED = List.of(
            "max-digest-length",
            "max-sql-text-length",
            "digests-size",
            "error-size",
            "events-statements-history-size",
            "events-statements-history-long-size",
            "events-waits-history-size",
            "events-waits-history-long-size",
            "events-stages-history-size",
            "events-stages-history-long-size",
            "events-transactions-history-size",
            "events-transactions-history-long-size",
            "max-memory-classes",
            "hosts-size",
            "users-size",
            "accounts-size",
            "session-connect-attrs-size",
            "max-program-instances",
            "max-prepared-statements-instances",
            "max-table-instances",
            "max-table-handles",
            "max-mutex-classes",
            "max-rwlock-classes",
            "max-cond-classes",
            "max-file-classes",
            "max-stage-classes",
            "max-socket-classes",
            "max-index-stat",
            "max-table-lock-stat",
            "max-metadata-locks");

    private final Installation installation;
    private final Path folder;

    /**
     * For a server in this folder, with its data in {@code data}.
     */
    ServerOptions(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /** What initialising, preparing and running have in common; the data files' layout depends on it. */
    List<String> basic() {
        List<String> all = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + installation.baseFolder(),
                "--datadir=" + folder.resolve("data"),
                "--lc-messages-dir=" + installation.share(),
                "--character-sets-dir=" + installation.share().resolve("charsets"),
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--innodb-buffer-pool-size=32M",
                "--innodb-use-native-aio=OFF",
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-doublewrite=OFF",
                "--sync-binlog=0",
                "--innodb-log-buffer-size=2M",
                "--key-buffer-size=1M",
                "--bind-address=127.0.0.1",
                "--max-connections=150",
                "--table-open-cache=200",
                "--table-definition-cache=400"));
        pluginFolder().ifPresent(plugins -> all.add("--plugin-dir=" + plugins));
        if (System.getProperty("user.name").equals("root")) {
            all.add("--user=root");
        }
        all.addAll(installation.isMariaDb() ? mariaDbBasics() : oracleBasics());
        return all;
    }

    private Optional<Path> pluginFolder() {
        return Stream.of("lib/mysql/plugin", "lib/plugin")
                .map(installation.baseFolder()::resolve)
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** From 11.4 on MariaDB would make itself a new RSA key at each start, which takes up to ten seconds. */
    private static List<String> mariaDbBasics() {
        return List.of(
                "--skip-ssl",
                "--innodb-log-file-size=4M",
                "--innodb-undo-tablespaces=0",
                "--aria-pagecache-buffer-size=8M",
                "--performance-schema=OFF");
    }

    private List<String> oracleBasics() {
        List<String> all =
                new ArrayList<>(List.of("--loose-mysqlx=OFF", "--loose-log-syslog=OFF", "--secure-file-priv=NULL"));
        all.add(installation.version() >= 80_030 ? "--innodb-redo-log-capacity=8M" : "--innodb-log-file-size=4M");
        if (installation.version() >= 80_022) {
            all.addAll(smallPerformanceSchema());
        } else {
            all.add("--performance-schema=OFF");
        }
        return all;
    }

    /**
     * From 8.0.22 on the process list is read from it, and so it is on; but all that only watches queries is sized zero,
     * which saves 100 MB per server. Threads beyond their number would be missing from the process list.
     */
    private static List<String> smallPerformanceSchema() {
        List<String> all = new ArrayList<>(List.of(
                "--performance-schema=ON",
                "--performance-schema-show-processlist=ON",
                "--performance-schema-max-thread-instances=250"));
        NOT_WATCHED.forEach(what -> all.add("--loose-performance-schema-" + what + "=0"));
        return all;
    }

    /** A server that takes part in replication. */
    List<String> replicating(int port, int publicPort, List<String> more) {
        List<String> all = new ArrayList<>(basic());
        all.addAll(List.of(
                "--port=" + port,
                "--report-host=127.0.0.1",
                "--report-port=" + publicPort,
                "--server-id=" + publicPort,
                "--skip-name-resolve",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--relay-log=relay",
                "--relay-log-recovery=ON"));
        all.addAll(installation.isMariaDb() ? mariaDbReplication() : oracleReplication());
        more.forEach(option -> all.add("--" + option));
        return all;
    }

    private static List<String> mariaDbReplication() {
        return List.of("--gtid-strict-mode=ON", "--gtid-domain-id=0", "--log-slave-updates=ON");
    }

    private List<String> oracleReplication() {
        List<String> all = new ArrayList<>(List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON"));
        all.add(installation.version() >= 80_026 ? "--log-replica-updates=ON" : "--log-slave-updates=ON");
        if (installation.version() < 80_000) {
            all.addAll(List.of("--master-info-repository=TABLE", "--relay-log-info-repository=TABLE"));
        }
        return all;
    }

    /** Preparing the data directory: no binary log, so that a new server has executed no transaction. */
    List<String> preparing(int port, Path statements) {
        List<String> all = new ArrayList<>(basic());
        all.addAll(List.of("--port=" + port, "--skip-log-bin", "--skip-name-resolve", "--init-file=" + statements));
        return all;
    }

    /** Making the data directory: once per version. */
    List<String> initializing() {
        List<String> all = new ArrayList<>(basic());
        all.addAll(
                installation.isMariaDb()
                        ? List.of("--bootstrap", "--log-warnings=0", "--enforce-storage-engine=", "--skip-log-bin")
                        : List.of("--initialize-insecure", "--skip-log-bin"));
        return all;
    }
}
