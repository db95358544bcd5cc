package io.quorate.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings values to one form and fills in those that follow from others. Runs once, on what all files say together, so
 * that the order of files does not matter for derived values.
 */
final class Normalization {

    private static final int LEAST_CONSUL_BATCH = 5;
    private static final int LARGEST_CONSUL_BATCH = 64;
    private static final int PROBE_ALLOWANCE_SECONDS = 2;

    private final Findings findings;

    private Normalization(Findings findings) {
        this.findings = findings;
    }

    static Configuration normalize(Configuration given, Findings findings) {
        Normalization steps = new Normalization(findings);
        List<UnaryOperator<Configuration>> all = List.of(
                Normalization::backend,
                Normalization::nodes,
                Normalization::paths,
                Normalization::words,
                Normalization::pseudoGtid,
                Normalization::times,
                Normalization::seeds,
                steps::consul);
        Configuration result = given;
        for (UnaryOperator<Configuration> step : all) {
            result = step.apply(result);
        }
        return result;
    }

    private static Configuration backend(Configuration c) {
        String kind = c.text("BackendDB").toLowerCase(Locale.ROOT);
        if (kind.contains("sqlite")) {
            return c.with("BackendDB", "sqlite");
        }
        return kind.isEmpty() || kind.equals("mysql") ? c.with("BackendDB", "mysql") : c;
    }

    private static Configuration nodes(Configuration c) {
        Configuration result = c;
        if (c.text("RaftAdvertise").isEmpty()) {
            result = result.with("RaftAdvertise", c.text("RaftBind"));
        }
        if (c.text("LogMode").equals("auto")) {
            result = result.with("LogMode", c.flag("RaftEnabled") ? "raft" : "single");
        }
        if (c.text("NodeId").isEmpty() && c.flag("RaftEnabled")) {
            String advertised = result.text("RaftAdvertise");
            result = result.with(
                    "NodeId",
                    NodeAddress.parse(advertised, c.integer("DefaultRaftPort"))
                            .map(NodeAddress::toString)
                            .orElse(advertised));
        }
        return result;
    }

    private static Configuration paths(Configuration c) {
        String prefix = c.text("URLPrefix").replaceAll("^/+|/+$", "");
        String keys = c.text("KVClusterMasterPrefix");
        return c.with("URLPrefix", prefix.isEmpty() ? "" : "/" + prefix)
                .with("KVClusterMasterPrefix", keys.equals("/") ? keys : keys.replaceAll("/+$", "") + "/")
                // A slash at the end is no path to a person, though it is one to a parser of addresses.
                .with("HTTPAdvertise", c.text("HTTPAdvertise").replaceAll("/$", ""));
    }

    private static Configuration words(Configuration c) {
        String own = switch (c.text("MySQLHostnameResolveMethod")) {
            case "default", "hostname" -> "@@hostname";
            case "report_host" -> "@@report_host";
            case "" -> "none";
            default -> c.text("MySQLHostnameResolveMethod");
        };
        return c.with("MySQLHostnameResolveMethod", own)
                .with(
                        "HostnameResolveMethod",
                        c.optionalText("HostnameResolveMethod").orElse("default"))
                .with(
                        "AuthenticationMethod",
                        c.text("AuthenticationMethod").equals("none") ? "" : c.text("AuthenticationMethod"))
                .with(
                        "PrependMessagesWithOrcIdentity",
                        c.text("PrependMessagesWithOrcIdentity").equals("none")
                                ? ""
                                : c.text("PrependMessagesWithOrcIdentity"))
                .with("ConsulKVStoreProvider", c.text("ConsulKVStoreProvider").replace('_', '-'));
    }

    private static Configuration pseudoGtid(Configuration c) {
        return c.flag("AutoPseudoGTID")
                ? c.with("PseudoGTIDPattern", "drop view if exists `_pseudo_gtid_`")
                        .with("PseudoGTIDPatternIsFixedSubstring", true)
                        .with("PseudoGTIDMonotonicHint", "asc:")
                        .with("DetectPseudoGTIDQuery", "select 1")
                : c;
    }

    private static Configuration times(Configuration c) {
        Configuration result =
                c.with("ExpiryHostnameResolvesMinutes", Math.max(1, c.integer("ExpiryHostnameResolvesMinutes")));
        if (c.integer("ReasonableLockedSemiSyncMasterSeconds") == 0) {
            // A negative lag limit means that any lag is a problem; a length of time cannot be negative.
            result = result.with(
                    "ReasonableLockedSemiSyncMasterSeconds", Math.max(0, c.integer("ReasonableReplicationLagSeconds")));
        }
        if (!c.isGiven("DeadInstancePollSecondsMax")) {
            int longest = Math.max(c.integer("DeadInstancePollSecondsMax"), c.integer("InstancePollSeconds"));
            result = result.with("DeadInstancePollSecondsMax", longest);
        }
        if (c.integer("ProbeTimeoutSeconds") == 0) {
            Duration sum = c.duration("MySQLConnectTimeoutSeconds")
                    .plus(c.duration("MySQLDiscoveryReadTimeoutSeconds"))
                    .plusSeconds(PROBE_ALLOWANCE_SECONDS);
            result = result.with("ProbeTimeoutSeconds", (int) Math.min(Integer.MAX_VALUE, sum.toSeconds()));
        }
        return result;
    }

    /** ham4db writes the kind of server in front. */
    private static Configuration seeds(Configuration c) {
        return c.with(
                "DiscoverySeeds",
                c.texts("DiscoverySeeds").stream()
                        .map(seed -> seed.replaceFirst("^mysql:(?=[^:]+:\\d+$)", ""))
                        .toList());
    }

    private Configuration consul(Configuration c) {
        String key = "ConsulMaxKVsPerTransaction";
        int given = c.integer(key);
        int clamped = Math.min(LARGEST_CONSUL_BATCH, Math.max(LEAST_CONSUL_BATCH, given));
        if (clamped != given) {
            findings.warning(
                    c.place(key), key, key + " is " + given + " and counts as " + clamped + "; expected 5 to 64");
        }
        Optional<String> agent = c.optionalText("ConsulAddress");
        boolean spread = c.flag("ConsulCrossDataCenterDistribution");
        if (spread && agent.isEmpty()) {
            findings.warning(
                    c.place("ConsulCrossDataCenterDistribution"),
                    "ConsulCrossDataCenterDistribution",
                    "ConsulCrossDataCenterDistribution has no effect without ConsulAddress");
        }
        return c.with(key, clamped).with("ConsulCrossDataCenterDistribution", spread && agent.isPresent());
    }
}
