package io.quorate.raft.core.membership;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One node of a group.
 *
 * @param incarnation the one that counts; empty while the node has never been heard of: it is part of the size of the
 *     majorities, but nothing it says counts
 * @param priority wish of the operator, 0 to 100: a leader hands over to a caught-up voter with a higher one. Never needed
 *     for safety and never delays an election
 * @param labels what the shell needs and the core does not read: addresses, data center
 */
public record Member(
        NodeId id,
        Optional<Incarnation> incarnation,
        Suffrage suffrage,
        int priority,
        SortedMap<String, String> labels) {

    public Member {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (priority < 0 || priority > 100) {
            throw new IllegalArgumentException("priority of " + id + " is " + priority + "; expected 0 to 100");
        }
    }

    public boolean isVoter() {
        return suffrage == Suffrage.VOTER;
    }

    /** Whether what this incarnation of the node says counts. */
    public boolean is(NodeId node, Incarnation life) {
        return id.equals(node) && incarnation.filter(life::equals).isPresent();
    }

    public Member with(Suffrage newSuffrage) {
        return new Member(id, incarnation, newSuffrage, priority, labels);
    }

    public Member with(Incarnation newIncarnation) {
        return new Member(id, Optional.of(newIncarnation), suffrage, priority, labels);
    }

    public Member withPriority(int newPriority) {
        return new Member(id, incarnation, suffrage, newPriority, labels);
    }

    public Member withLabels(SortedMap<String, String> newLabels) {
        return new Member(id, incarnation, suffrage, priority, newLabels);
    }
}
