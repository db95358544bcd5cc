package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.hostPatterns;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** The process itself: where it listens, what it logs, what it audits, where its figures go. */
final class ProcessKeys {

    static final List<Key> KEYS = List.of(
            flag("Debug", false).restart().says("Log at level DEBUG."),
            flag("EnableSyslog", false)
                    .restart()
                    .notYet()
                    .says("Also send log lines of level INFO and above to the local syslog."),
            text("ListenAddress", ":3000")
                    .restart()
                    .says("TCP address of the web page and the API, `[host]:port`; without a host, all addresses."),
            text("ListenSocket")
                    .restart()
                    .notYet()
                    .says("Unix socket to listen on instead of TCP. TLS is off on a socket."),
            text("URLPrefix")
                    .restart()
                    .says("Path under which page and API live, such as `/orchestrator`, behind a shared proxy."),
            text("StatusEndpoint", "/api/status")
                    .restart()
                    .says("Path of the status check. Another value replaces the default path."),
            text("WebMessage").notYet().says("Text shown in a box on top of each page."),
            text("RemoveTextFromHostnameDisplay")
                    .notYet()
                    .says("Text cut out of host names on the page, such as a common domain. Display only."),
            hostPatterns("ProblemIgnoreHostnameFilters").says("Servers that are never listed as problems."),
            text("AuditLogFile")
                    .notYet()
                    .says("File to which each audit record is appended, fields separated by tabs."),
            flag("AuditToSyslog", false).restart().notYet().says("Send audit records to the local syslog."),
            flag("AuditToBackendDB", false)
                    .notYet()
                    .says("Keep audit records in the own database, where the audit page reads them."),
            count("AuditPurgeDays", 7)
                    .says("Age at which audit records, detections and finished recoveries are deleted."),
            text("GraphiteAddr")
                    .restart()
                    .notYet()
                    .says("`host:port` of a Graphite listener (plain text protocol); empty = no figures are sent."),
            text("GraphitePath")
                    .restart()
                    .notYet()
                    .says("Prefix of each figure sent to Graphite; `{hostname}` becomes the name of this node."),
            flag("GraphiteConvertHostnameDotsToUnderscores", true)
                    .restart()
                    .notYet()
                    .says("Write that host name with `_` for each dot, so that it stays one element of the path."),
            integer("GraphitePollSeconds", 60)
                    .restart()
                    .notYet()
                    .says("Interval of sending; 0 or less = off. The old programs always used 60 s."),
            word("PrependMessagesWithOrcIdentity", "", "", "none", "FQDN", "hostname", "custom")
                    .otherwise("none")
                    .from(Origin.PERCONA)
                    .restart()
                    .notYet()
                    .says("Which name of the node stands before each API message."),
            text("CustomOrcIdentity")
                    .from(Origin.PERCONA)
                    .restart()
                    .notYet()
                    .says("The name used when `PrependMessagesWithOrcIdentity` is `custom`."),
            flag("PrometheusEnabled", true)
                    .from(Origin.PROXYSQL)
                    .restart()
                    .notYet()
                    .says("Serve figures for Prometheus at `/metrics`."));

    private ProcessKeys() {}
}
