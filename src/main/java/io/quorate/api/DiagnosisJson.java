package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.Diagnosis;
import io.quorate.analysis.Facts;
import io.quorate.analysis.ReplicaCounts;
import io.quorate.analysis.StructureWarning;
import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Diagnoses as the old {@code replication-analysis} endpoints show them. */
public final class DiagnosisJson {

    private static final InstanceKey NOBODY = new InstanceKey("", 0);

    private final String node;
    private final String nodeToken;
    private final Instant now;

    /**
     * @param node this node's host name
     * @param nodeToken this process's token
     */
    public DiagnosisJson(String node, String nodeToken, Instant now) {
        this.node = node;
        this.nodeToken = nodeToken;
        this.now = now;
    }

    /**
     * @param cluster counts of servers are not part of this document; the domain falls back to the name
     * @param refusal why nothing is repaired though it could be; follows the description
     */
    public void write(JsonGenerator json, Diagnosis diagnosis, ClusterInfoJson cluster, Optional<String> refusal)
            throws IOException {
        Facts facts = diagnosis.facts();
        String description = diagnosis.description()
                + refusal.map(why -> "; not repaired: " + why).orElse("");
        new AnalysisJson()
                .key(diagnosis.key())
                .source(facts.source().orElse(NOBODY))
                .cluster(details(cluster))
                .at(facts.member().place(), facts.binlogCoordinates())
                .standing(standing(facts))
                .checks(new AnalysisJson.Checks(facts.isValid(), facts.isPartialSuccess(), facts.isFailingToConnect()))
                .replicas(replicas(facts))
                .links(links(facts), loggers(facts.replicas()), gtids(facts))
                .semiSync(facts.semiSync(), facts.replicas().semiSync())
                .verdict(diagnosis.code().apiName(), description, warnings(diagnosis), "")
                .downtimes(downtimes(diagnosis), now)
                .seenBy(node, nodeToken, "")
                .writeTo(json);
    }

    private static ClusterInfoJson details(ClusterInfoJson cluster) {
        return new ClusterInfoJson(
                cluster.name(),
                cluster.alias(),
                cluster.domain().isEmpty() ? cluster.name() : cluster.domain(),
                0,
                cluster.recoversPrimary(),
                cluster.recoversIntermediate());
    }

    private static AnalysisJson.Standing standing(Facts facts) {
        return new AnalysisJson.Standing(
                facts.isPrimary(),
                facts.isGroupMember(),
                facts.isCoPrimary(),
                facts.depth(),
                facts.isBinlogServer(),
                facts.isReadOnly());
    }

    private static AnalysisJson.Replicas replicas(Facts facts) {
        ReplicaCounts counts = facts.replicas();
        return new AnalysisJson.Replicas(
                facts.replicaKeys(),
                counts.count(),
                counts.valid(),
                counts.replicating(),
                counts.failingToConnect(),
                counts.downtimed());
    }

    private static AnalysisJson.Links links(Facts facts) {
        ReplicaCounts counts = facts.replicas();
        return new AnalysisJson.Links(
                facts.usesPseudoGtid(), counts.allOracleGtid(), counts.allMariaDbGtid(), counts.allBinlogServers());
    }

    private static AnalysisJson.Loggers loggers(ReplicaCounts counts) {
        return new AnalysisJson.Loggers(
                counts.logging(),
                counts.statement(),
                counts.mixed(),
                counts.row(),
                counts.versions(),
                counts.delayed(),
                counts.lagging());
    }

    private static AnalysisJson.Gtids gtids(Facts facts) {
        ReplicaCounts counts = facts.replicas();
        return new AnalysisJson.Gtids(facts.gtidMode(), counts.minGtidMode(), counts.maxGtidMode(), counts.maxErrant());
    }

    private static List<String> warnings(Diagnosis diagnosis) {
        return diagnosis.warnings().stream().map(StructureWarning::apiName).toList();
    }

    private AnalysisJson.Downtimes downtimes(Diagnosis diagnosis) {
        Optional<Downtime> own =
                diagnosis.facts().member().annotations().downtime().filter(d -> diagnosis.isDowntimed());
        return new AnalysisJson.Downtimes(own, diagnosis.areReplicasDowntimed(), diagnosis.isSkippable());
    }

    /** One server's changes of code, each as {@code time;code,}. */
    public static void writeChanges(JsonGenerator json, InstanceKey key, List<AnalysisChangelog.Entry> changes)
            throws IOException {
        json.writeStartObject();
        KeyJson.field(json, "AnalyzedInstanceKey", key);
        Json.writeStrings(
                json,
                "Changelog",
                changes.stream()
                        .map(change -> Timestamps.text(change.at()) + ";"
                                + change.code().apiName() + ",")
                        .toList());
        json.writeEndObject();
    }
}
