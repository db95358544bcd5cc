package io.quorate.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What several nodes need. */
final class NodeChecks {

    private NodeChecks() {}

    static void check(Configuration c, Checks checks) {
        modes(c, checks);
        if (!c.flag("RaftEnabled")) {
            return;
        }
        required("RaftDataDir", "a directory, such as \"/var/lib/quorate\"", c, checks);
        required("RaftBind", "the address for the other nodes, such as \"10.0.0.1:10008\"", c, checks);
        tls(c, checks);
        times(c, checks);
        Optional<NodeAddress> own = address(c.text("RaftAdvertise"), c);
        List<NodeAddress> nodes = c.texts("RaftNodes").stream()
                .flatMap(node -> NodeAddress.ofEntry(node, c.integer("DefaultRaftPort")).stream())
                .toList();
        own.ifPresent(advertised -> {
            advertised(advertised, nodes, c, checks);
            ports(advertised, nodes, checks);
            name(advertised, c, checks);
        });
        list(nodes, checks);
    }

    private static void advertised(NodeAddress own, List<NodeAddress> nodes, Configuration c, Checks checks) {
        if (own.isWildcard()) {
            checks.refuse(
                    "RaftAdvertise",
                    "RaftBind is \"" + c.text("RaftBind") + "\", to which nobody can connect; RaftAdvertise must name"
                            + " the address at which the others reach this node",
                    "RaftBind");
        } else if (!nodes.isEmpty() && !nodes.contains(own)) {
            checks.warn(
                    "RaftNodes",
                    "RaftNodes does not list this node, " + own + " (RaftAdvertise); expected all nodes, in the same"
                            + " spelling",
                    "RaftAdvertise",
                    "RaftBind");
        } else if (own.isLoopback() && nodes.stream().anyMatch(node -> !node.isLoopback())) {
            checks.warn(
                    "RaftAdvertise",
                    "RaftAdvertise is " + own + ", which nodes on other machines cannot reach",
                    "RaftBind",
                    "RaftNodes");
        }
    }

    /** The others must know this node by the name it has. */
    private static void name(NodeAddress own, Configuration c, Checks checks) {
        String id = c.text("NodeId");
        String expected = id.equals(own.toString()) ? own.toString() : id + "@" + own;
        List<String> entries = c.texts("RaftNodes").stream()
                .filter(entry -> NodeAddress.ofEntry(entry, c.integer("DefaultRaftPort"))
                        .filter(own::equals)
                        .isPresent())
                .toList();
        boolean agrees = entries.stream()
                .allMatch(entry -> entry.indexOf('@') < 0
                        ? id.equals(own.toString())
                        : entry.substring(0, entry.indexOf('@')).equals(id));
        if (!agrees) {
            checks.refuse(
                    "RaftNodes",
                    "RaftNodes has \"" + entries.get(0) + "\" for this node, whose NodeId is \"" + id
                            + "\"; expected \"" + expected + "\", on all nodes",
                    "NodeId",
                    "RaftAdvertise");
        }
    }

    private static void ports(NodeAddress own, List<NodeAddress> nodes, Checks checks) {
        if (own.port() == 0 || nodes.stream().anyMatch(node -> node.port() == 0)) {
            checks.refuse(
                    "DefaultRaftPort",
                    "DefaultRaftPort is 0, so that "
                            + (own.port() == 0 ? own + " (RaftAdvertise)" : "RaftNodes")
                            + " must give ports; expected host:port",
                    "RaftAdvertise",
                    "RaftNodes");
        }
    }

    private static void list(List<NodeAddress> nodes, Checks checks) {
        if (nodes.stream().distinct().count() < nodes.size()) {
            checks.refuse(
                    "RaftNodes",
                    "RaftNodes lists a node twice: "
                            + nodes.stream().map(NodeAddress::toString).collect(Collectors.joining(", ")));
        } else if (nodes.size() > 1 && nodes.size() % 2 == 0) {
            checks.warn(
                    "RaftNodes",
                    "RaftNodes lists " + nodes.size() + " nodes; an odd number survives as many failures with one node"
                            + " less");
        }
    }

    private static void times(Configuration c, Checks checks) {
        int election = c.integer("RaftElectionTimeoutMillis");
        int heartbeat = c.integer("RaftHeartbeatMillis");
        if (heartbeat * 4L > election) {
            checks.refuse(
                    "RaftHeartbeatMillis",
                    "RaftHeartbeatMillis is " + heartbeat + " while RaftElectionTimeoutMillis is " + election
                            + "; expected a quarter of it at most, or 0 for a tenth",
                    "RaftElectionTimeoutMillis");
        }
    }

    private static void modes(Configuration c, Checks checks) {
        String mode = c.text("LogMode");
        if (mode.equals("raft") != c.flag("RaftEnabled")) {
            checks.refuse(
                    "LogMode",
                    "LogMode is \"" + mode + "\" while RaftEnabled is " + c.flag("RaftEnabled")
                            + "; expected \"auto\", or one of the two changed",
                    "RaftEnabled");
        }
        if (mode.equals("shared")) {
            shared(c, checks);
        }
        if (c.text("ProbeAssignment").equals("shared")
                && c.text("FailureAgreement").equals("leader")) {
            checks.warn(
                    "ProbeAssignment",
                    "ProbeAssignment is \"shared\" while FailureAgreement is \"leader\": one node's own view decides,"
                            + " with what others tell of replicas; \"quorum\" is safer",
                    "FailureAgreement");
        }
    }

    private static void shared(Configuration c, Checks checks) {
        if (c.text("BackendDB").equals("sqlite")) {
            checks.refuse(
                    "LogMode",
                    "LogMode is \"shared\" while BackendDB is \"sqlite\"; a file cannot be shared by several nodes",
                    "BackendDB");
        } else {
            checks.warn(
                    "LogMode",
                    "LogMode is \"shared\", which is not implemented yet: this node acts alone, so do not start a second"
                            + " one for the same servers");
        }
    }

    private static void tls(Configuration c, Checks checks) {
        if (!c.flag("RaftTLSEnabled")) {
            return;
        }
        for (String part : List.of("PrivateKeyFile", "CertFile", "CAFile")) {
            String key = "RaftTLS" + part;
            String other = "SSL" + part;
            if (c.text(key).isEmpty() && c.text(other).isEmpty()) {
                checks.refuse(
                        key,
                        key + " is not set, nor is " + other + "; RaftTLSEnabled needs one of them",
                        "RaftTLSEnabled");
            }
        }
    }

    private static void required(String key, String example, Configuration c, Checks checks) {
        if (c.text(key).isEmpty()) {
            checks.refuse(key, key + " is not set; RaftEnabled needs " + example, "RaftEnabled");
        }
    }

    private static Optional<NodeAddress> address(String text, Configuration c) {
        return NodeAddress.parse(text, c.integer("DefaultRaftPort"));
    }
}
