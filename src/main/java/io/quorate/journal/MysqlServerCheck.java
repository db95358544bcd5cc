package io.quorate.journal;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a server keeps what it acknowledges, and how large a packet it takes. */
final class MysqlServerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(MysqlServerCheck.class);

    private MysqlServerCheck() {}

    /** Returns {@code max_allowed_packet} in bytes. Throws when the server may lose commits and this is not allowed. */
    static int check(String store, Session session, boolean allowUnsafe) throws SQLException {
        require(store, session, "innodb_flush_log_at_trx_commit", allowUnsafe);
        if (!session.text("SELECT @@global.log_bin").equals("0")) {
            require(store, session, "sync_binlog", allowUnsafe);
        }
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(session.text("SELECT @@max_allowed_packet")));
    }

    private static void require(String store, Session session, String variable, boolean allowUnsafe)
            throws SQLException {
        String value = session.text("SELECT @@global." + variable);
        if (value.equals("1")) {
            return;
        }
        String finding = variable + " is " + value + " on the server of " + store
                + ", so a crash of its host can take acknowledged events";
        if (!allowUnsafe) {
            throw new JournalException(finding + ". Set it to 1 (SET GLOBAL " + variable
                    + " = 1, and in the server's configuration file), or accept the loss with the setting"
                    + " store.mysql.allow-unsafe-durability = on.");
        }
        LOG.warn("Unsafe by configuration: {}", finding);
    }
}
