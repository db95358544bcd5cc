package io.quorate.api;

import io.quorate.model.GroupMembership;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The UUIDs up the chain, the head's first, the server's own last: how old clients tell descendants. */
final class Ancestry {

    private Ancestry() {}

    static String of(Topology topology, Member member) {
        Deque<String> uuids = new ArrayDeque<>();
        Set<InstanceKey> walked = new HashSet<>();
        Optional<Member> at = Optional.of(member);
        while (at.isPresent() && walked.add(at.get().key())) {
            uuid(at.get()).filter(uuid -> !uuid.isEmpty()).ifPresent(uuids::addFirst);
            boolean headOfRing = at.get().depth() == 0 && at.get().isCoPrimary();
            at = headOfRing ? Optional.empty() : topology.sourceOf(at.get().key());
        }
        group(member).ifPresent(uuids::addLast);
        return String.join(",", uuids);
    }

    private static Optional<String> uuid(Member member) {
        return member.instance().map(Instance::serverUuid);
    }

    private static Optional<String> group(Member member) {
        return member.instance().flatMap(Instance::group).map(GroupMembership::groupName);
    }
}
