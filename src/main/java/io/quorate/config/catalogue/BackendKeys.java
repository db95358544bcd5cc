package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.port;
import static io.quorate.config.catalogue.Draft.secret;
import static io.quorate.config.catalogue.Draft.text;

import java.util.List;

/** The database in which a node keeps its own state. */
final class BackendKeys {

    static final List<Key> KEYS = List.of(
            text("BackendDB", "mysql")
                    .restart()
                    .says("Kind of the own database: `sqlite` (a file, nothing to install) or `mysql`."),
            text("SQLite3DataFile")
                    .restart()
                    .says("The file of an SQLite database; `:memory:` forgets everything when the process ends."),
            flag("SkipOrchestratorDatabaseUpdate", false)
                    .restart()
                    .notYet()
                    .says("Never create or upgrade tables at start; somebody else does."),
            flag("PanicIfDifferentDatabaseDeploy", false)
                    .restart()
                    .notYet()
                    .says("Refuse to start when the tables were made by another version."),
            text("MySQLOrchestratorHost").restart().says("Host of a MySQL database; empty = this machine."),
            port("MySQLOrchestratorPort", 3306).restart().says("Its port."),
            text("MySQLOrchestratorDatabase").restart().says("Its schema; created when missing."),
            text("MySQLOrchestratorUser").restart().says("The account on it."),
            secret("MySQLOrchestratorPassword").restart().says("The password of that account."),
            text("MySQLOrchestratorCredentialsConfigFile")
                    .restart()
                    .says("File with `user` and `password` under `[client]`, used instead of the two keys above."),
            count("MySQLOrchestratorMaxPoolConnections", 128)
                    .restart()
                    .says("Most connections open to it at once; 0 = no limit. SQLite always uses one writer."),
            count("MySQLOrchestratorReadTimeoutSeconds", 30)
                    .restart()
                    .says("Longest wait for an answer from it; 0 = no limit."),
            flag("MySQLOrchestratorRejectReadOnly", false)
                    .restart()
                    .notYet()
                    .says("Drop a connection that says \"read only\", for a database behind a proxy that fails over."),
            flag("MySQLOrchestratorUseMutualTLS", false)
                    .restart()
                    .notYet("the connection to the own database is not encrypted on demand")
                    .says("Encrypt the connection to it, with a client certificate if one is given."),
            text("MySQLOrchestratorSSLPrivateKeyFile").restart().notYet().says("PEM file: key of that certificate."),
            text("MySQLOrchestratorSSLCertFile").restart().notYet().says("PEM file: that certificate."),
            text("MySQLOrchestratorSSLCAFile")
                    .restart()
                    .notYet()
                    .says("PEM file: authorities that may have signed the certificate of the database server."),
            flag("MySQLOrchestratorSSLSkipVerify", false)
                    .restart()
                    .notYet()
                    .says("Accept any certificate of the database server."),
            integer("MySQLOrchestratorMaxAllowedPacket", -1)
                    .atLeast(-1)
                    .from(Origin.PERCONA)
                    .restart()
                    .notYet()
                    .says("Largest packet in bytes; -1 = the driver's default, 0 = ask the server."),
            count("MySQLConnectTimeoutSeconds", 2)
                    .atLeast(1)
                    .says("Longest wait for a connection, to the own database and to the servers watched."),
            count("MySQLConnectionLifetimeSeconds", 0)
                    .notYet()
                    .says("Age at which connections are renewed, for both; 0 = never."),
            integer("InstanceWriteBufferSize", 100)
                    .restart()
                    .noMeaning("What is seen of the servers is kept in memory;"
                            + " there is no buffer of rows to be written.")
                    .says("Servers written to the database in one go."),
            flag("BufferInstanceWrites", false)
                    .noMeaning("See `InstanceWriteBufferSize`.")
                    .says("Collect rows before writing them."),
            integer("InstanceFlushIntervalMilliseconds", 100)
                    .restart()
                    .noMeaning("See `InstanceWriteBufferSize`.")
                    .says("Longest wait before collected rows are written."));

    private BackendKeys() {}
}
