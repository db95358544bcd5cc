package io.quorate.analysis;

import io.quorate.model.SemiSync;
import java.util.EnumSet;
import java.util.Set;

/** When each {@link StructureWarning} holds. They are judged for servers that do not answer, too. */
final class StructureRules {

    private static final StructureWarning[] ALL = StructureWarning.values();

    private StructureRules() {}

    static Set<StructureWarning> thatHold(Facts facts) {
        Set<StructureWarning> found = Set.of();
        for (StructureWarning warning : ALL) {
            if (holds(warning, facts)) {
                found = found.isEmpty() ? EnumSet.noneOf(StructureWarning.class) : found;
                found.add(warning);
            }
        }
        return found;
    }

    static boolean holds(StructureWarning warning, Facts facts) {
        ReplicaCounts replicas = facts.replicas();
        return switch (warning) {
            case NO_LOGGING_REPLICAS -> facts.isPrimary() && replicas.count() > 1 && replicas.logging() == 0;
            case NO_FAILOVER_SUPPORT -> facts.isPrimary() && replicas.count() > 1 && !facts.canRegroupReplicas();
            case STATEMENT_AND_MIXED_LOGGING_REPLICAS ->
                facts.isPrimary() && replicas.statement() > 0 && replicas.mixed() > 0;
            case STATEMENT_AND_ROW_LOGGING_REPLICAS ->
                facts.isPrimary() && replicas.statement() > 0 && replicas.row() > 0;
            case MIXED_AND_ROW_LOGGING_REPLICAS -> facts.isPrimary() && replicas.mixed() > 0 && replicas.row() > 0;
            case MULTIPLE_MAJOR_VERSIONS_LOGGING_REPLICAS -> facts.isPrimary() && replicas.versions() > 1;
            case DIFFERENT_GTID_MODES -> replicas.count() > 0 && gtidModesDiffer(facts);
            case ERRANT_GTID -> !replicas.maxErrant().isEmpty();
            case NO_WRITABLE_PRIMARY -> facts.isPrimary() && facts.isReadOnly();
            case NOT_ENOUGH_VALID_SEMI_SYNC_REPLICAS -> facts.isPrimary() && hasFallenBack(facts.semiSync());
        };
    }

    private static boolean gtidModesDiffer(Facts facts) {
        return !facts.gtidMode().equals(facts.replicas().minGtidMode())
                || !facts.gtidMode().equals(facts.replicas().maxGtidMode());
    }

    private static boolean hasFallenBack(SemiSync semiSync) {
        return semiSync.sourceEnabled()
                && !semiSync.sourceActive()
                && semiSync.waitForReplicas() > 0
                && semiSync.sourceClients() < semiSync.waitForReplicas();
    }
}
