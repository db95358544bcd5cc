package io.quorate.http;

import io.quorate.log.ReplicatedLog;
import io.quorate.readmodel.ReadModel;
import java.time.InstantSource;

/** Everything the surface talks to. */
public record Ports(
        ReadModel readModel,
        ReplicatedLog log,
        DiscoveryCommands discovery,
        RecoveryCommands recovery,
        HostNames hostNames,
        InstantSource clock) {}
