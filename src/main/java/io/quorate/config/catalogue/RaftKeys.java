package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.mapping;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.texts;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** Several nodes that act as one. */
final class RaftKeys {

    static final List<Key> KEYS = List.of(
            flag("RaftEnabled", false).restart().says("Several nodes keep one replicated log and elect a leader."),
            word("LogMode", "auto", "auto", "raft", "shared", "single")
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Where the log of changes lives: `raft` (replicated among nodes), `shared` (one MySQL"
                            + " database that all nodes use; not yet), `single` (this node alone). `auto` = `raft` with"
                            + " `RaftEnabled`, else `single`."),
            text("NodeId")
                    .from(Origin.QUORATE)
                    .restart()
                    .says(
                            "Name of this node in its group, for as long as it lives; empty = `RaftAdvertise` with its port."),
            text("RaftBind", "127.0.0.1:10008").restart().says("Own address for the other nodes, `host[:port]`."),
            text("RaftAdvertise")
                    .restart()
                    .says("Address at which the others reach this node, if it differs; empty = `RaftBind`."),
            text("RaftDataDir").restart().says("Directory of the replicated log; created when missing."),
            count("DefaultRaftPort", 10_008)
                    .between(0, 65_535)
                    .restart()
                    .says("Port of raft addresses given without one; 0 = none is added."),
            texts("RaftNodes")
                    .restart()
                    .says("Addresses of all nodes, this one included, the same list everywhere. Empty = one node."),
            text("HTTPAdvertise")
                    .restart()
                    .says("`scheme://host:port` at which the others reach the API of this node; empty = made from"
                            + " `RaftAdvertise` and `ListenAddress`."),
            count("RaftElectionTimeoutMillis", 1000)
                    .between(100, 60_000)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Silence of the leader after which the others elect a new one, drawn from one to two times"
                            + " this. All other raft times follow from it. 2000 or more between continents."),
            count("RaftHeartbeatMillis", 0)
                    .between(0, 20_000)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("How often a leader says that it is there; 0 = a tenth of `RaftElectionTimeoutMillis`."),
            text("DataCenter")
                    .from(Origin.QUORATE)
                    .restart()
                    .says(
                            "Label of the data center in which this node stands; shown, and used by `quorate raft prefer`."),
            count("RaftSnapshotEntries", 10_000)
                    .atLeast(10)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Changes after which a snapshot of the state is taken and the log before it may go."),
            count("RaftSnapshotBytes", 8 * 1024 * 1024)
                    .atLeast(1024)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Bytes of changes after which a snapshot is taken, if that comes first."),
            count("RaftKeepEntries", 5_000)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Changes kept behind a snapshot, so that a node that lags a little needs no snapshot."),
            texts("RaftJoin")
                    .from(Origin.QUORATE)
                    .restart()
                    .says(
                            "Addresses of members that a new node asks to be let in, where `RaftNodes` does not list it."),
            count("RaftJoinTimeoutSeconds", 0)
                    .from(Origin.QUORATE)
                    .restart()
                    .says(
                            "A node that has heard of no leader for so long since its start ends with a message; 0 = it goes"
                                    + " on trying."),
            flag("RaftTLSEnabled", false)
                    .from(Origin.QUORATE)
                    .restart()
                    .says("Encrypt the traffic between nodes, both sides showing a certificate."),
            text("RaftTLSPrivateKeyFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .says("PEM file: key of that certificate; empty = `SSLPrivateKeyFile`."),
            text("RaftTLSCertFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .says("PEM file: that certificate; empty = `SSLCertFile`."),
            text("RaftTLSCAFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .says("PEM file: authorities that may have signed those of the others; empty = `SSLCAFile`."),
            word("ProbeAssignment", "all", "all", "shared")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("Whether each node probes all servers, or the nodes share the work."),
            count("ProbeOwnersPrimary", 2)
                    .atLeast(1)
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("How many nodes probe each primary and intermediate source when the work is shared."),
            count("ProbeOwnersReplica", 1)
                    .atLeast(1)
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("How many nodes probe each other server when the work is shared."),
            mapping("ProbeDataCenterFallback")
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("Data center → comma list of those whose nodes probe its servers when it has none left."));

    private RaftKeys() {}
}
