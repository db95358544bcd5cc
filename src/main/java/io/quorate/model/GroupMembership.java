package io.quorate.model;

import java.util.List;
import java.util.Optional;

/**
 * A server's place in a MySQL group replication group.
 *
 * @param state {@code ONLINE}, {@code RECOVERING}, {@code ERROR}, {@code UNREACHABLE} or {@code OFFLINE}
 * @param role {@code PRIMARY} or {@code SECONDARY}
 * @param members the other members
 * @param primary empty when none is known, or in multi-primary mode
 */
public record GroupMembership(
        String groupName,
        boolean isSinglePrimary,
        String state,
        String role,
        List<InstanceKey> members,
        Optional<InstanceKey> primary) {

    public GroupMembership {
        members = List.copyOf(members);
    }

    public boolean isPrimary() {
        return role.equals("PRIMARY");
    }

    public boolean isSecondary() {
        return role.equals("SECONDARY");
    }
}
