package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.hostPatterns;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.number;
import static io.quorate.config.catalogue.Draft.pattern;
import static io.quorate.config.catalogue.Draft.patterns;
import static io.quorate.config.catalogue.Draft.texts;
import static io.quorate.config.catalogue.Draft.word;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** Which servers are found and probed, how often, and by which name they are known. */
final class DiscoveryKeys {

    static final List<Key> KEYS = List.of(
            count("InstancePollSeconds", 5)
                    .atLeast(1)
                    .restart()
                    .says("Interval of full probes of each server. Deaths are noticed sooner, by the pulse."),
            count("ReasonableInstanceCheckSeconds", 1)
                    .says("A probe still unanswered after `InstancePollSeconds` and this makes the last one stale."),
            count("DiscoveryMaxConcurrency", 300)
                    .atLeast(1)
                    .restart()
                    .says("How many probes may run at the same time."),
            count("DiscoveryQueueCapacity", 100_000)
                    .restart()
                    .noMeaning("Each server has its own rhythm; there is no common queue to be filled.")
                    .says("Servers that could wait for a probe."),
            integer("DiscoveryQueueMaxStatisticsSize", 120)
                    .noMeaning("See `DiscoveryQueueCapacity`.")
                    .says("Samples kept of that queue, one each second."),
            count("DiscoveryCollectionRetentionSeconds", 120)
                    .atLeast(1)
                    .says("How long the figures of single probes are kept for the discovery metrics."),
            texts("DiscoverySeeds")
                    .restart()
                    .says("Servers to begin with, `host:port`. The rest of each topology is found from one of them."),
            flag("DiscoverByShowSlaveHosts", false)
                    .says("Find replicas by `SHOW REPLICAS`, which tells their ports but needs `report_host` on them."
                            + " Otherwise, and where it yields nothing, by the process list."),
            hostPatterns("DiscoveryIgnoreReplicaHostnameFilters").says("Replicas that are not followed."),
            hostPatterns("DiscoveryIgnoreMasterHostnameFilters").says("Sources that are not followed."),
            hostPatterns("DiscoveryIgnoreHostnameFilters").says("Servers that are never probed."),
            patterns("DiscoveryIgnoreReplicationUsernameFilters")
                    .from(Origin.PERCONA)
                    .says("Replicas that are not watched because of the account they replicate with."),
            flag("EnableDiscoveryFiltersLogs", true)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("Log each server skipped for its replication account."),
            count("UnseenInstanceForgetHours", 240).says("A server not seen for this long is forgotten."),
            number("DeadInstancePollSecondsMultiplyFactor", 1)
                    .atLeast(1)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("A server that does not answer is asked less and less often: each wait is this much longer."),
            count("DeadInstancePollSecondsMax", 300)
                    .in(ChronoUnit.SECONDS)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("Longest such wait. Not below `InstancePollSeconds`; follows it when not given."),
            count("DeadInstanceDiscoveryMaxConcurrency", 0)
                    .from(Origin.PERCONA)
                    .restart()
                    .noMeaning("Servers that do not answer never hold up the others.")
                    .notYet()
                    .says("Probes of silent servers that could run at the same time."),
            flag("DeadInstanceDiscoveryLogsEnabled", false)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("Log when a server falls silent, is asked again, comes back."),
            word("HostnameResolveMethod", "default", "", "none", "default", "cname", "ip", "addr")
                    .otherwise("default")
                    .says("How the name of a server is brought to one form: `none` and `default` keep it, `cname`"
                            + " follows the alias, `ip` resolves it, `addr` looks the address up backwards."),
            word(
                            "MySQLHostnameResolveMethod",
                            "@@hostname",
                            "",
                            "none",
                            "default",
                            "hostname",
                            "@@hostname",
                            "report_host",
                            "@@report_host")
                    .otherwise("none")
                    .says("Which name a server gives itself: its variable `hostname` or `report_host`, or `none`:"
                            + " the name it was reached by."),
            flag("SkipBinlogServerUnresolveCheck", true)
                    .notYet()
                    .says("Do not check the stored names of binlog servers again."),
            integer("ExpiryHostnameResolvesMinutes", 60).says("How long a resolved name is remembered; at least 1."),
            pattern("RejectHostnameResolvePattern").says("Resolved names that must not be used; the old one is kept."),
            count("SnapshotTopologiesIntervalHours", 0)
                    .restart()
                    .notYet()
                    .says("Interval at which all topologies are written to the history; 0 = never."));

    private DiscoveryKeys() {}
}
