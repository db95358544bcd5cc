package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.hostPatterns;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.mapping;
import static io.quorate.config.catalogue.Draft.pattern;
import static io.quorate.config.catalogue.Draft.text;

import java.util.List;

/** What is known about a server beyond its replication: alias, place, lag, priorities. */
final class ClassificationKeys {

    static final List<Key> KEYS = List.of(
            text("ReplicationLagQuery")
                    .says("Query on a replica that returns its lag in seconds, such as one on a heartbeat table."
                            + " Replaces the lag that the server reports."),
            mapping("ClusterNameToAlias")
                    .says("Regular expression on the name of a cluster → its alias. The first that matches counts."),
            text("DetectClusterAliasQuery").says("Query on the primary that returns the alias of its cluster."),
            text("DetectClusterDomainQuery")
                    .says("Query on the primary that returns the domain name under which clients find it."),
            text("DetectInstanceAliasQuery").says("Query that returns the alias of the server itself."),
            text("DetectPromotionRuleQuery")
                    .says("Query that returns the server's promotion rule: `prefer`, `neutral`, `prefer_not`,"
                            + " `must_not`."),
            pattern("DataCenterPattern")
                    .says("Regular expression on the host name; its first group is the data center."),
            pattern("RegionPattern").says("Regular expression on the host name; its first group is the region."),
            pattern("PhysicalEnvironmentPattern")
                    .says("Regular expression on the host name; its first group is the environment."),
            text("DetectDataCenterQuery").says("Query that returns the data center; wins over the pattern."),
            text("DetectRegionQuery").says("Query that returns the region; wins over the pattern."),
            text("DetectPhysicalEnvironmentQuery").says("Query that returns the environment; wins over the pattern."),
            text("DetectSemiSyncEnforcedQuery")
                    .says("Query that returns the semi-sync priority of the server: 0 = asynchronous, higher = sooner"
                            + " chosen to acknowledge."),
            flag("SupportFuzzyPoolHostnames", true)
                    .notYet()
                    .says("Members of a pool may be named by a short name if only one server has it."),
            count("InstancePoolExpiryMinutes", 60).notYet().says("How long a submitted pool is valid."),
            hostPatterns("OSCIgnoreHostnameFilters")
                    .notYet()
                    .says("Replicas not proposed for watching the lag of online schema changes."),
            flag("VerifyReplicationFilters", false)
                    .notYet()
                    .says("Refuse to move a replica without filters below a server that has some."),
            flag("LowerReplicaVersionAllowed", false)
                    .from(Origin.PERCONA)
                    .notYet()
                    .says("Let a replica follow a source of a newer major version, with a warning."),
            integer("ReasonableReplicationLagSeconds", 10)
                    .says("Lag beyond this, apart from a configured delay, is a problem."),
            integer("ReasonableMaintenanceReplicationLagSeconds", 20)
                    .notYet()
                    .says(
                            "Replicas that lag more are not moved by hand, and a planned switch waits this long for one."));

    private ClassificationKeys() {}
}
