package io.quorate.recovery.run;

import io.quorate.model.Downtime;
import io.quorate.model.FailureSummary;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.recovery.plan.RecoveryPolicy;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import io.quorate.statemachine.NoteChange.BeginDowntime;
import io.quorate.statemachine.NoteChange.EndDowntime;
import io.quorate.statemachine.NoteChange.SetAliasOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the group of nodes has to know after a promotion: the new head's name, and who is out of service. */
final class Aftermath {

    private final Assignment assignment;
    private final RecoveryPolicy policy;

    Aftermath(Assignment assignment, RecoveryPolicy policy) {
        this.assignment = assignment;
        this.policy = policy;
    }

    /** As soon as the successor takes writes. */
    List<Change> ofPromotion(InstanceKey successor, String keyPrefix, ClusterState state, Instant now) {
        List<Change> changes = new ArrayList<>();
        changes.add(new PutKeyValues(pairs(keyPrefix, successor)));
        changes.addAll(alias(successor, state));
        changes.add(new EndDowntime(successor));
        changes.addAll(downtimes(List.of(assignment.failure().key()), now));
        return changes;
    }

    /** The failed primary and lost replicas are left alone from now on. */
    List<Change> downtimes(Collection<InstanceKey> lost, Instant now) {
        if (policy.lost().downtime().isZero()) {
            return List.of();
        }
        Instant ends = now.plus(policy.lost().downtime());
        return lost.stream()
                .<Change>map(key -> new BeginDowntime(
                        new Downtime(key, policy.lost().owner(), Downtime.LOST_IN_RECOVERY, now, ends)))
                .toList();
    }

    /** A name that was given by hand moves along; one that servers suggest moves by itself if the successor has it too. */
    private List<Change> alias(InstanceKey successor, ClusterState state) {
        FailureSummary failure = assignment.failure();
        String byHand = state.notes().aliasOverrides().getOrDefault(failure.clusterName(), "");
        if (!byHand.isEmpty()) {
            return List.of(
                    new SetAliasOverride(successor.toString(), byHand),
                    new SetAliasOverride(failure.clusterName(), ""));
        }
        String own = assignment
                .topology()
                .member(successor)
                .flatMap(Member::instance)
                .map(Instance::clusterAlias)
                .orElse("");
        boolean moves = failure.clusterAlias().isEmpty()
                || failure.clusterAlias().equals(failure.clusterName())
                || failure.clusterAlias().equals(own);
        return moves ? List.of() : List.of(new SetAliasOverride(successor.toString(), failure.clusterAlias()));
    }

    /** Under the cluster's alias, or its former name when it has none, as readers of the old systems expect. */
    private SortedMap<String, String> pairs(String prefix, InstanceKey successor) {
        FailureSummary failure = assignment.failure();
        String alias = failure.clusterAlias().isEmpty() ? failure.clusterName() : failure.clusterAlias();
        String base = prefix.replaceAll("/+$", "") + "/" + alias;
        SortedMap<String, String> pairs = new TreeMap<>();
        pairs.put(base, successor.toString());
        pairs.put(base + "/hostname", successor.host());
        pairs.put(base + "/port", Integer.toString(successor.port()));
        return pairs;
    }
}
