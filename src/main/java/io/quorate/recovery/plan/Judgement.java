package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is against each contender.
 *
 * @param designated whom an operator named: nobody else may be promoted then, and what can be overridden is
 */
record Judgement(Map<InstanceKey, List<Objection>> objections, Optional<InstanceKey> designated) {

    static final Judgement NONE = new Judgement(Map.of(), Optional.empty());

    boolean mayBePromoted(Contender contender) {
        List<Objection> against = objections.getOrDefault(contender.key(), List.of());
        if (designated.isPresent()) {
            return designated.get().equals(contender.key()) && against.stream().allMatch(Objection::isOverridable);
        }
        return against.isEmpty();
    }

    List<String> reasonsAgainst(InstanceKey key) {
        return objections.getOrDefault(key, List.of()).stream()
                .map(Objection::reason)
                .toList();
    }

    String whyNot(InstanceKey wanted) {
        if (!objections.containsKey(wanted)) {
            return wanted + " is not a replica that lost its source and answers";
        }
        List<String> firm = objections.get(wanted).stream()
                .filter(o -> !o.isOverridable())
                .map(Objection::reason)
                .toList();
        return wanted + " was asked for, but " + String.join("; ", firm);
    }

    /** Of those that may not be promoted, in the order of their names. */
    List<CandidateVerdict> verdicts() {
        return new TreeMap<>(objections)
                .entrySet().stream()
                        .filter(e -> !e.getValue().isEmpty())
                        .map(e -> new CandidateVerdict(e.getKey(), false, reasonsAgainst(e.getKey())))
                        .toList();
    }
}
