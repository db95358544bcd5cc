package io.quorate.config;

import java.util.List;
import java.util.Optional;

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
        List<String> nodes = c.texts("RaftNodes").stream()
                .map(node -> withPort(node, c.integer("DefaultRaftPort")))
                .toList();
        String own = withPort(c.text("RaftAdvertise"), c.integer("DefaultRaftPort"));
        if (!nodes.isEmpty() && !nodes.contains(own)) {
            checks.warn(
                    "RaftNodes",
                    "RaftNodes does not list this node, " + own + " (RaftAdvertise); expected all nodes, in the same"
                            + " spelling",
                    "RaftAdvertise",
                    "RaftBind");
        }
        if (nodes.stream().distinct().count() < nodes.size()) {
            checks.refuse("RaftNodes", "RaftNodes lists a node twice: " + String.join(", ", nodes));
        } else if (nodes.size() > 1 && nodes.size() % 2 == 0) {
            checks.warn(
                    "RaftNodes",
                    "RaftNodes lists " + nodes.size() + " nodes; an odd number survives as many failures with one node"
                            + " less");
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
        if (mode.equals("shared") && c.text("BackendDB").equals("sqlite")) {
            checks.refuse(
                    "LogMode",
                    "LogMode is \"shared\" while BackendDB is \"sqlite\"; a file cannot be shared by several nodes",
                    "BackendDB");
        }
        if (c.text("ProbeAssignment").equals("shared")
                && c.text("FailureAgreement").equals("leader")) {
            checks.warn(
                    "ProbeAssignment",
                    "ProbeAssignment is \"shared\" while FailureAgreement is \"leader\": one node's own view decides,"
                            + " with what others tell of replicas; \"quorum\" is safer",
                    "FailureAgreement");
        }
        Optional<String> key = c.optionalText("RaftTLSPrivateKeyFile").or(() -> c.optionalText("SSLPrivateKeyFile"));
        if (c.flag("RaftTLSEnabled") && key.isEmpty()) {
            checks.refuse(
                    "RaftTLSPrivateKeyFile",
                    "RaftTLSPrivateKeyFile is not set, nor is SSLPrivateKeyFile; RaftTLSEnabled needs one of them",
                    "RaftTLSEnabled");
        }
    }

    private static void required(String key, String example, Configuration c, Checks checks) {
        if (c.text(key).isEmpty()) {
            checks.refuse(key, key + " is not set; RaftEnabled needs " + example, "RaftEnabled");
        }
    }

    private static String withPort(String address, int port) {
        boolean bare = address.startsWith("[") ? address.endsWith("]") : address.indexOf(':') < 0;
        return bare && port > 0 ? address + ":" + port : address;
    }
}
