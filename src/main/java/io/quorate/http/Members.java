package io.quorate.http;

import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import java.util.List;
import java.util.Optional;

/** Finds members of a group by the names that people and old programs have for them. */
final class Members {

    private Members() {}

    static Optional<MemberStatus> byId(GroupStatus status, String id) {
        return status.members().stream()
                .filter(member -> member.id().equals(id))
                .findFirst();
    }

    /** By id or by address; an address without a port has the default one. */
    static Optional<MemberStatus> named(GroupStatus status, String name, int defaultPort) {
        String address = withPort(name, defaultPort);
        return byId(status, name)
                .or(() -> status.members().stream()
                        .filter(member ->
                                member.address().equals(address) || member.id().equals(address))
                        .findFirst());
    }

    /** The first voter other than the leader that has the text in its id, address or URI. */
    static Optional<MemberStatus> hinted(GroupStatus status, String hint) {
        List<MemberStatus> fitting = status.members().stream()
                .filter(MemberStatus::voter)
                .filter(member -> member.id().contains(hint)
                        || member.address().contains(hint)
                        || member.httpUri().orElse("").contains(hint))
                .toList();
        return fitting.stream()
                .filter(member -> !status.leader().equals(Optional.of(member.id())))
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    /** The leader's address; empty text when none is known. */
    static String leaderAddress(GroupStatus status) {
        return status.leader()
                .map(id -> byId(status, id).map(MemberStatus::address).orElse(id))
                .orElse("");
    }

    /** {@code host:port}; what has a port keeps it, and a literal IPv6 address gets its brackets. */
    static String withPort(String address, int defaultPort) {
        boolean isBareIpv6 = address.indexOf(':') != address.lastIndexOf(':') && !address.startsWith("[");
        boolean hasPort = !isBareIpv6 && address.lastIndexOf(':') > address.lastIndexOf(']');
        if (hasPort || defaultPort == 0) {
            return address;
        }
        return (isBareIpv6 ? "[" + address + "]" : address) + ":" + defaultPort;
    }
}
