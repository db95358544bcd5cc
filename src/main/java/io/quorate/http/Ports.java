package io.quorate.http;

import io.quorate.log.ReplicatedLog;
import io.quorate.readmodel.ReadModel;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Everything the surface talks to.
 *
 * @param seat empty on a node that is alone
 */
public record Ports(
        ReadModel readModel,
        ReplicatedLog log,
        DiscoveryCommands discovery,
        RecoveryCommands recovery,
        HostNames hostNames,
        InstantSource clock,
        Optional<GroupSeat> seat) {

    /** Of a node that is alone. */
    public Ports(
            ReadModel readModel,
            ReplicatedLog log,
            DiscoveryCommands discovery,
            RecoveryCommands recovery,
            HostNames hostNames,
            InstantSource clock) {
        this(readModel, log, discovery, recovery, hostNames, clock, Optional.empty());
    }
}
