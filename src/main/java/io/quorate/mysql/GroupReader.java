package io.quorate.mysql;

import io.quorate.model.GroupMembership;
import io.quorate.model.InstanceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A server's place in its replication group. Members are known by the names they report to each other. Source: MySQL
 * manual, the replication_group_members Table.
 */
final class GroupReader {

    private GroupReader() {}

    /** Empty for a server that is in no group: no rows, or only its own as OFFLINE. */
    static Optional<GroupMembership> read(Row variables, List<Row> rows, UnaryOperator<String> resolve) {
        String own = variables.textOrEmpty("server_uuid");
        boolean isSinglePrimary = variables.isYes("group_replication_single_primary_mode");
        Optional<Row> self = Optional.empty();
        Optional<InstanceKey> primary = Optional.empty();
        List<InstanceKey> others = new ArrayList<>();
        for (Row row : rows) {
            if (row.textOrEmpty("member_state").equals("OFFLINE")) {
                continue;
            }
            InstanceKey key = new InstanceKey(
                    resolve.apply(row.textOrEmpty("member_host")), (int) row.numberOrZero("member_port"));
            if (isSinglePrimary && row.textOrEmpty("member_role").equals("PRIMARY")) {
                primary = Optional.of(key);
            }
            if (row.textOrEmpty("member_id").equalsIgnoreCase(own)) {
                self = Optional.of(row);
            } else {
                others.add(key);
            }
        }
        Optional<InstanceKey> head = primary;
        return self.map(row -> new GroupMembership(
                variables.textOrEmpty("group_replication_group_name"),
                isSinglePrimary,
                row.textOrEmpty("member_state"),
                row.textOrEmpty("member_role"),
                others,
                head));
    }
}
