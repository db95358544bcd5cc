package io.quorate.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a small server. Nothing is flushed to the disk on purpose: what a server wrote survives its own
 * SIGKILL in the system's cache, and only the machine's crash would lose it.
 */
final class ServerOptions {

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
                "--key-buffer-size=1M",
                "--bind-address=127.0.0.1",
                "--max-connections=150",
                "--table-open-cache=200",
                "--table-definition-cache=400"));
        if (System.getProperty("user.name").equals("root")) {
            all.add("--user=root");
        }
        all.addAll(installation.isMariaDb() ? mariaDbBasics() : oracleBasics());
        return all;
    }

    private static List<String> mariaDbBasics() {
        return List.of(
                "--innodb-log-file-size=4M",
                "--innodb-undo-tablespaces=0",
                "--aria-pagecache-buffer-size=8M",
                "--performance-schema=OFF");
    }

    private List<String> oracleBasics() {
        List<String> all = new ArrayList<>(List.of("--loose-mysqlx=OFF", "--loose-log-syslog=OFF"));
        all.add(installation.version() >= 80_030 ? "--innodb-redo-log-capacity=8M" : "--innodb-log-file-size=4M");
        if (installation.version() >= 80_022) {
            all.addAll(smallPerformanceSchema());
        } else {
            all.add("--performance-schema=OFF");
        }
        return all;
    }

    /** From 8.0.22 on the process list is read from it; instruments would cost most of its memory. */
    private static List<String> smallPerformanceSchema() {
        return List.of(
                "--performance-schema=ON",
                "--performance-schema-show-processlist=ON",
                "--performance-schema-instrument=%=OFF",
                "--performance-schema-max-table-instances=200",
                "--performance-schema-max-table-handles=200",
                "--performance-schema-max-digest-sample-age=0",
                "--performance-schema-digests-size=10",
                "--performance-schema-error-size=10",
                "--performance-schema-events-statements-history-long-size=10",
                "--performance-schema-events-waits-history-long-size=10",
                "--performance-schema-events-stages-history-long-size=10",
                "--performance-schema-events-transactions-history-long-size=10");
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
