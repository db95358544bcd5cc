package io.quorate.config.mapping;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the node keeps its log; in the form Akka reads, to be laid over {@code reference.conf}. */
public final class ToJournal {

    /** The two are one database, and are laid over the defaults only after those were tied to each other. */
    private static final List<String> STORES = List.of("quorate.journal.store.", "quorate.snapshot-store.store.");

    private ToJournal() {}

    public static Config config(Configuration c) {
        Map<String, Object> values = new HashMap<>();
        values.put("akka.persistence.journal.plugin", "quorate.journal");
        values.put("akka.persistence.snapshot-store.plugin", "quorate.snapshot-store");
        for (String store : STORES) {
            if (isMysql(c)) {
                values.put(store + "kind", "mysql");
                values.put(store + "mysql.url", url(c));
                values.put(store + "mysql.user", c.text("MySQLOrchestratorUser"));
                values.put(
                        store + "mysql.password",
                        c.secret("MySQLOrchestratorPassword").reveal());
            } else {
                values.put(store + "kind", "sqlite");
                values.put(store + "sqlite.file", file(c).toString());
            }
        }
        return ConfigFactory.parseMap(values, "configuration file");
    }

    /** What people are told of the database: a file, or {@code host:port/schema}. */
    public static String description(Configuration c) {
        return isMysql(c)
                ? c.text("MySQLOrchestratorHost") + ":" + c.integer("MySQLOrchestratorPort") + "/"
                        + c.text("MySQLOrchestratorDatabase")
                : file(c).toString();
    }

    private static boolean isMysql(Configuration c) {
        return c.text("BackendDB").toLowerCase(Locale.ROOT).equals("mysql");
    }

    /**
     * In a group, a file of its own in {@code RaftDataDir}. Alone, the old systems' SQLite file holds their tables; ours lies beside it, so that one can go back. Their in-memory
     * database has no place in a log that must survive, and falls back to the working directory.
     */
    private static Path file(Configuration c) {
        if (ToRaft.isGroup(c)) {
            return ToRaft.folder(c).resolve("quorate-log.db");
        }
        String configured = c.text("SQLite3DataFile");
        if (configured.isEmpty() || configured.contains(":memory:")) {
            return Path.of("quorate-log.db").toAbsolutePath();
        }
        Path old = Path.of(configured).toAbsolutePath();
        return old.resolveSibling(withoutExtension(String.valueOf(old.getFileName())) + "-log.db");
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String url(Configuration c) {
        return "jdbc:mysql://" + c.text("MySQLOrchestratorHost") + ":" + c.integer("MySQLOrchestratorPort") + "/"
                + c.text("MySQLOrchestratorDatabase");
    }
}
