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
            flag("RaftEnabled", false)
                    .restart()
                    .notYet("this node acts alone, so do not start a second one for the same servers")
                    .says("Several nodes keep one replicated log and elect a leader."),
            word("LogMode", "auto", "auto", "raft", "shared", "single")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("Where the log of changes lives: `raft` (replicated among nodes), `shared` (one MySQL"
                            + " database that all nodes use), `single` (this node alone). `auto` = `raft` with"
                            + " `RaftEnabled`, else `single`."),
            text("NodeId")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("Stable name of this node; empty = the text of `RaftAdvertise`."),
            text("RaftBind", "127.0.0.1:10008")
                    .restart()
                    .notYet()
                    .says("Own address for the other nodes, `host[:port]`."),
            text("RaftAdvertise")
                    .restart()
                    .notYet()
                    .says("Address at which the others reach this node, if it differs; empty = `RaftBind`."),
            text("RaftDataDir").restart().notYet().says("Directory of the replicated log; created when missing."),
            count("DefaultRaftPort", 10_008)
                    .between(0, 65_535)
                    .restart()
                    .notYet()
                    .says("Port of raft addresses given without one; 0 = none is added."),
            texts("RaftNodes")
                    .restart()
                    .notYet()
                    .says("Addresses of all nodes, this one included, the same list everywhere. Empty = one node."),
            text("HTTPAdvertise")
                    .restart()
                    .notYet()
                    .says("`scheme://host:port` at which the others reach the API of this node; empty = made from"
                            + " `RaftAdvertise` and `ListenAddress`."),
            count("RaftElectionTimeoutMillis", 1000)
                    .between(100, 60_000)
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("Silence of the leader after which the others elect a new one, drawn from one to two times"
                            + " this. All other raft times follow from it. 2000 or more between continents."),
            flag("RaftTLSEnabled", false)
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet("the traffic between nodes is not encrypted")
                    .says("Encrypt the traffic between nodes, both sides showing a certificate."),
            text("RaftTLSPrivateKeyFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("PEM file: key of that certificate; empty = `SSLPrivateKeyFile`."),
            text("RaftTLSCertFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
                    .says("PEM file: that certificate; empty = `SSLCertFile`."),
            text("RaftTLSCAFile")
                    .from(Origin.QUORATE)
                    .restart()
                    .notYet()
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
                    .says("Data center → comma list of those whose nodes probe its servers when it has none left."),
            flag("rmem", true)
                    .from(Origin.HRAFTD)
                    .restart()
                    .notYet()
                    .says("Keep log and vote in memory only; a restart is then a new node."),
            text("haddr").from(Origin.HRAFTD).restart().notYet().says("HTTP address."),
            text("raddr").from(Origin.HRAFTD).restart().notYet().says("Raft address."),
            text("rdir").from(Origin.HRAFTD).restart().notYet().says("Directory of the log and the list of peers."),
            text("rjoin")
                    .from(Origin.HRAFTD)
                    .restart()
                    .notYet()
                    .says("Comma list of HTTP addresses of nodes to join; empty = found a new group."),
            text("iface")
                    .from(Origin.HRAFTD)
                    .restart()
                    .notYet()
                    .says("Network interface whose address is this node's."));

    private RaftKeys() {}
}
