package io.quorate.raft.core.membership;

import java.util.SortedMap;

/**
 * A change of the group by one server, so that the majorities before and after it share a node (thesis §4.1). A leader
 * begins one only when the one before is committed and an entry of its own term is (Ongaro's note of 2015).
 */
public sealed interface MembershipChange {

    /** A new node, as a learner; refused for a known id (see {@link Replace}). */
    record AddLearner(Member learner) implements MembershipChange {
        @Override
        public NodeId node() {
            return learner.id();
        }
    }

    /** A learner that has caught up becomes a voter; refused while it lags. */
    record Promote(NodeId node) implements MembershipChange {}

    /** A node goes. A leader that removes itself steps down once that is committed (thesis §4.2.2). */
    record Remove(NodeId node) implements MembershipChange {}

    /** A node came back with another disk: the old incarnation goes, the new one is a learner. */
    record Replace(NodeId node, Incarnation incarnation) implements MembershipChange {}

    /**
     * A node that was named when the group was founded is heard of for the first time. It was never counted before, so
     * nothing it could have forgotten was relied on; it counts from now on, in the role it was given.
     */
    record Bind(NodeId node, Incarnation incarnation) implements MembershipChange {}

    /** Other labels for a member, such as a new address. */
    record Relabel(NodeId node, SortedMap<String, String> labels) implements MembershipChange {}

    /** Another priority. */
    record Prefer(NodeId node, int priority) implements MembershipChange {}

    /** The node it is about. */
    NodeId node();
}
