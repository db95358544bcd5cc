package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.texts;

import java.util.List;

/**
 * Names that occur in old files although the programs that read them had dropped them long ago, or that make no sense
 * here. Their values are not looked at, whatever their type: no file may fail because of them.
 */
final class RetiredKeys {

    private static final String DROPPED = "Dropped by orchestrator long ago.";

    static final List<Key> KEYS = List.of(
            flag("DatabaselessMode__experimental", false).noMeaning(DROPPED).says("Run without a database."),
            flag("BufferBinlogEvents", false).noMeaning(DROPPED).says("Read binary logs in larger pieces."),
            count("BinlogFileHistoryDays", 1).noMeaning(DROPPED).says("Age of remembered binary logs."),
            text("MaintenanceOwner").noMeaning(DROPPED).says("Default owner of a maintenance."),
            flag("ReadLongRunningQueries", false).noMeaning(DROPPED).says("List queries that run long."),
            count("DiscoveryPollSeconds", 1).noMeaning(DROPPED).says("Interval of looking for probes due."),
            count("ActiveNodeExpireSeconds", 5).noMeaning(DROPPED).says("Silence after which a leader is replaced."),
            count("AuditPageSize", 20).noMeaning(DROPPED).says("Audit records on a page."),
            count("SlaveStartPostWaitMilliseconds", 0).noMeaning(DROPPED).says("Pause after starting a replica."),
            count("MySQLTopologyMaxPoolConnections", 3).noMeaning(DROPPED).says("Connections to each server."),
            count("MaintenancePurgeDays", 7).noMeaning(DROPPED).says("Age of remembered maintenances."),
            count("MaintenanceExpireMinutes", 10).noMeaning(DROPPED).says("Longest maintenance."),
            count("HttpTimeoutSeconds", 60).noMeaning(DROPPED).says("Longest wait for an agent."),
            flag("AgentAutoDiscover", false).noMeaning(DROPPED).says("Probe the servers that agents report."),
            count("PseudoGTIDCoordinatesHistoryHeuristicMinutes", 2)
                    .noMeaning(DROPPED)
                    .says("How far back markers are remembered."),
            flag("PseudoGTIDPreferIndependentMultiMatch", false)
                    .noMeaning(DROPPED)
                    .says("Match each replica on its own."),
            count("MaxOutdatedKeysToShow", 0).noMeaning(DROPPED).says("Outdated entries listed on a page."),
            flag("StatusSimpleHealth", true).noMeaning(DROPPED).says("Short answers of the status check."),
            texts("EnableAdaptor", "testdb")
                    .from(Origin.HAM4DB)
                    .noMeaning("MySQL and MariaDB servers are always watched, others not.")
                    .says("Kinds of database to watch."),
            flag("AutoDiscover", false)
                    .from(Origin.HAM4DB)
                    .noMeaning("Sources and replicas are always followed; the ignore filters narrow that down.")
                    .says("Follow sources and replicas of a server."),
            texts("MonitorType", "Graphite")
                    .from(Origin.HAM4DB)
                    .noMeaning("`GraphiteAddr` decides.")
                    .says("Where figures go."),
            flag("rmem", true)
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("Keep log and vote in memory only."),
            text("haddr")
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("HTTP address."),
            text("raddr")
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("Raft address."),
            text("rdir")
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("Directory of the log and the list of peers."),
            text("rjoin")
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("HTTP addresses of nodes to join."),
            text("iface")
                    .from(Origin.HRAFTD)
                    .noMeaning("An option of `quorate kv`, not of a file.")
                    .says("Network interface whose address is this node's."),
            text("hadv").from(Origin.HRAFTD).noMeaning("Nothing ever used it.").says("HTTP address for others."),
            text("radv").from(Origin.HRAFTD).noMeaning("Nothing ever used it.").says("Raft address for others."));

    private RetiredKeys() {}
}
