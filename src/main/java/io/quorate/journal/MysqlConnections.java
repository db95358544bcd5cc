package io.quorate.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this plugin connects to MySQL. The options here are added to those in the configured address. */
final class MysqlConnections {

    private static final Logger LOG = LoggerFactory.getLogger(MysqlConnections.class);

    /** A year: an idle lock or writer must not be closed by the server. */
    private static final int IDLE_SECONDS = 31_536_000;

    private final StoreSettings.Mysql settings;

    MysqlConnections(StoreSettings.Mysql settings) {
        this.settings = settings;
    }

    String jdbcUrl() {
        return settings.url();
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(settings.url(), properties());
    }

    /** Contains the password. */
    Properties properties() {
        Properties all = new Properties();
        all.setProperty("user", settings.user());
        all.setProperty("password", settings.password().text());
        all.setProperty(
                "connectTimeout", Long.toString(settings.connectTimeout().toMillis()));
        all.setProperty("socketTimeout", Long.toString(settings.socketTimeout().toMillis()));
        all.setProperty("tcpKeepAlive", "true");
        all.setProperty("characterEncoding", "UTF-8");
        // Binary protocol: payloads are sent as they are, not escaped into text of up to twice the size.
        all.setProperty("useServerPrepStmts", "true");
        all.setProperty("cachePrepStmts", "false");
        all.setProperty("rewriteBatchedStatements", "true");
        // Spares questions about variables that some MariaDB versions do not have.
        all.setProperty("useLocalSessionState", "true");
        all.setProperty("cacheServerConfiguration", "false");
        all.setProperty(
                "sessionVariables",
                // Strict: what does not fit is an error, never cut off.
                "sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',wait_timeout=" + IDLE_SECONDS
                        + ",innodb_lock_wait_timeout="
                        + settings.lockWaitTimeout().toSeconds());
        return all;
    }

    /** Closes the socket at once, whatever the server is doing. */
    static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("Cutting a connection failed; the server will notice by itself", e);
        }
    }
}
