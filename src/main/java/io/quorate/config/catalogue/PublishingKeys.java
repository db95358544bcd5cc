package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.port;
import static io.quorate.config.catalogue.Draft.secret;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** Where the address of a primary is published. */
final class PublishingKeys {

    static final List<Key> KEYS = List.of(
            text("KVClusterMasterPrefix", "mysql/master")
                    .notYet()
                    .says("Prefix of the entries that name the primary of each cluster."),
            text("ConsulAddress")
                    .restart()
                    .notYet("nothing is written to Consul")
                    .says("`host:port` of a Consul agent; empty = none."),
            word("ConsulScheme", "http", "http", "https").restart().notYet().says("Protocol of that agent."),
            secret("ConsulAclToken").restart().notYet().says("Access token for it."),
            flag("ConsulCrossDataCenterDistribution", false)
                    .notYet()
                    .says("Write the primaries to all data centers that Consul knows."),
            word("ConsulKVStoreProvider", "consul", "consul", "consul-txn", "consul_txn")
                    .otherwise("consul")
                    .restart()
                    .notYet()
                    .says("`consul-txn` writes the entries of a cluster in one transaction, `consul` one by one."),
            integer("ConsulMaxKVsPerTransaction", 5).notYet().says("Entries per transaction, 5 to 64."),
            text("ZkAddress")
                    .restart()
                    .notYet("nothing is written to ZooKeeper")
                    .says("ZooKeeper servers, `host[:port],…`; empty = none."),
            text("ProxySQLAdminAddress")
                    .from(Origin.PROXYSQL)
                    .notYet("ProxySQL is not told of a new primary")
                    .says("Host of the ProxySQL administration interface; empty = none."),
            port("ProxySQLAdminPort", 6032).from(Origin.PROXYSQL).notYet().says("Its port."),
            text("ProxySQLAdminUser", "admin").from(Origin.PROXYSQL).notYet().says("The account on it."),
            secret("ProxySQLAdminPassword").from(Origin.PROXYSQL).notYet().says("Its password."),
            flag("ProxySQLAdminUseTLS", false).from(Origin.PROXYSQL).notYet().says("Encrypt that connection."),
            count("ProxySQLWriterHostgroup", 0)
                    .from(Origin.PROXYSQL)
                    .notYet()
                    .says("Host group of the primary; 0 = leave ProxySQL alone."),
            count("ProxySQLReaderHostgroup", 0)
                    .from(Origin.PROXYSQL)
                    .notYet()
                    .says("Host group of the replicas; 0 = none."),
            word("ProxySQLPreFailoverAction", "offline_soft", "offline_soft", "weight_zero", "none")
                    .from(Origin.PROXYSQL)
                    .notYet()
                    .says("What is done to the old primary in ProxySQL before a recovery."));

    private PublishingKeys() {}
}
