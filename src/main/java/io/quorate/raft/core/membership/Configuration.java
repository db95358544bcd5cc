package io.quorate.raft.core.membership;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The members of a group, sorted by id.
 *
 * @param group the group's name
 */
public record Configuration(GroupId group, List<Member> members) {

    public Configuration {
        NavigableMap<NodeId, Member> sorted = new TreeMap<>();
        for (Member member : members) {
            if (sorted.put(member.id(), member) != null) {
                throw new IllegalArgumentException("node " + member.id() + " is named twice");
            }
        }
        members = List.copyOf(sorted.values());
    }

    public Optional<Member> member(NodeId id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    public List<Member> voters() {
        return members.stream().filter(Member::isVoter).toList();
    }

    public boolean isVoter(NodeId id) {
        return member(id).filter(Member::isVoter).isPresent();
    }

    /** How many voters a majority has; 1 where there is no voter. */
    public int majority() {
        return voters().size() / 2 + 1;
    }

    /** Whether more than half of the voters fulfil the condition. */
    public boolean isMajority(Predicate<Member> condition) {
        return voters().stream().filter(condition).count() >= majority();
    }

    /** With this member in the place of the one with the same id, or added. */
    public Configuration with(Member changed) {
        return new Configuration(
                group,
                Stream.concat(members.stream().filter(member -> !member.id().equals(changed.id())), Stream.of(changed))
                        .toList());
    }

    public Configuration without(NodeId id) {
        return new Configuration(
                group,
                members.stream().filter(member -> !member.id().equals(id)).toList());
    }
}
