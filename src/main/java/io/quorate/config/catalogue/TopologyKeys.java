package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.port;
import static io.quorate.config.catalogue.Draft.secret;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** How the servers being watched are reached. */
final class TopologyKeys {

    static final List<Key> KEYS = List.of(
            text("MySQLTopologyUser").says("The account on every server watched."),
            secret("MySQLTopologyPassword").says("Its password."),
            text("MySQLTopologyCredentialsConfigFile")
                    .says("File with `user` and `password` under `[client]`, used instead of the two keys above."),
            flag("MySQLTopologyUseMutualTLS", false).restart().says("Encrypt the connection to every server."),
            flag("MySQLTopologyUseMixedTLS", true)
                    .says("Connect in the clear first and encrypt where a server asks for it or refuses."),
            count("TLSCacheTTLFactor", 100)
                    .notYet()
                    .says("How long such an answer is remembered, in multiples of `InstancePollSeconds`."),
            text("MySQLTopologySSLPrivateKeyFile").restart().says("PEM file: key of the client certificate."),
            text("MySQLTopologySSLCertFile").restart().says("PEM file: the client certificate."),
            text("MySQLTopologySSLCAFile")
                    .restart()
                    .says("PEM file: authorities that may have signed the certificates of the servers."),
            flag("MySQLTopologySSLSkipVerify", false).restart().says("Accept any certificate of a server."),
            integer("MySQLTopologyMaxAllowedPacket", -1)
                    .atLeast(-1)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("Largest packet in bytes; -1 = the driver's default, 0 = ask the server."),
            count("MySQLDiscoveryReadTimeoutSeconds", 10)
                    .atLeast(1)
                    .says("Longest wait for the answer to one statement of a probe."),
            count("MySQLTopologyReadTimeoutSeconds", 600)
                    .says("Longest wait for the answer to any other statement on a server; 0 = no limit."),
            port("DefaultInstancePort", 3306).says("Port of a server that is named without one."),
            flag("UseSuperReadOnly", false).says("Set and clear `super_read_only` together with `read_only`."),
            text("ReplicationCredentialsQuery")
                    .notYet()
                    .says("Query on a server that returns the replication account: user, password, then optionally"
                            + " CA, certificate and key file as that server sees them."),
            count("MaxConcurrentReplicaOperations", 5)
                    .atLeast(1)
                    .says("How many replicas of one source are changed at the same time."),
            count("InstanceBulkOperationsWaitTimeoutSeconds", 10)
                    .says("Longest wait for each replica when many are stopped together."),
            flag("SkipMaxScaleCheck", true)
                    .notYet()
                    .says("Do not look for MaxScale binlog servers; an extra statement per probe is saved."),
            count("ProbeTimeoutSeconds", 0)
                    .from(Origin.QUORATE)
                    .says("Time limit of one full probe, however many statements it takes. 0 = the sum of"
                            + " `MySQLConnectTimeoutSeconds`, `MySQLDiscoveryReadTimeoutSeconds` and 2."),
            count("PulseMilliseconds", 100)
                    .between(10, 60_000)
                    .from(Origin.QUORATE)
                    .says("Interval of the pulse, a cheap sign of life asked of primaries and intermediate sources"
                            + " between probes. Shorter notices a death sooner and costs more packets."),
            count("PulseTimeoutMilliseconds", 400)
                    .between(10, 60_000)
                    .from(Origin.QUORATE)
                    .says("Longest wait for the answer to a pulse; then the server and its replicas are probed at"
                            + " once. Too short means needless probes, never a needless failover."),
            word("ProviderType", "mysql", "mysql", "postgresql")
                    .from(Origin.PROXYSQL)
                    .restart()
                    .notYet("servers are taken to be MySQL or MariaDB")
                    .says("Kind of the servers watched."),
            text("PostgreSQLTopologyUser").from(Origin.PROXYSQL).notYet().says("The account on PostgreSQL servers."),
            secret("PostgreSQLTopologyPassword").from(Origin.PROXYSQL).notYet().says("Its password."),
            word("PostgreSQLSSLMode", "require", "disable", "require", "verify-ca", "verify-full")
                    .from(Origin.PROXYSQL)
                    .notYet()
                    .says("Encryption towards PostgreSQL servers."));

    private TopologyKeys() {}
}
