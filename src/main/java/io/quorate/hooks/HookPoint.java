package io.quorate.hooks;

import java.util.Arrays;
import java.util.Optional;

/** When hooks run. Each has its own list of commands in the configuration, under {@link #key()}. */
public enum HookPoint {
    ON_FAILURE_DETECTION("OnFailureDetectionProcesses", true),
    /** Of a planned switch, before the old primary becomes read-only. */
    PRE_GRACEFUL_TAKEOVER("PreGracefulTakeoverProcesses", true),
    PRE_FAILOVER("PreFailoverProcesses", true),
    /** After each role swap; told of the two servers only, see {@link RoleSwap}. */
    POST_TAKE_PRIMARY("PostTakeMasterProcesses", false),
    POST_PRIMARY_FAILOVER("PostMasterFailoverProcesses", false),
    POST_INTERMEDIATE_FAILOVER("PostIntermediateMasterFailoverProcesses", false),
    /** After every recovery with a successor. */
    POST_FAILOVER("PostFailoverProcesses", false),
    /** After every recovery without one. */
    POST_UNSUCCESSFUL_FAILOVER("PostUnsuccessfulFailoverProcesses", false),
    POST_GRACEFUL_TAKEOVER("PostGracefulTakeoverProcesses", false);

    private final String key;
    private final boolean vetoes;

    HookPoint(String key, boolean vetoes) {
        this.key = key;
        this.vetoes = vetoes;
    }

    /** The point whose list has this key in the configuration. */
    public static Optional<HookPoint> ofKey(String key) {
        return Arrays.stream(values()).filter(point -> point.key.equals(key)).findFirst();
    }

    /** The key of the list in the configuration file. */
    public String key() {
        return key;
    }

    /**
     * Whether a failing hook stops what was about to happen. Then the hooks behind it are not run either; at all other
     * points they are.
     */
    public boolean vetoes() {
        return vetoes;
    }

    /** What {@link HookRunner#run(HookPoint, HookValues, java.util.function.Consumer)} does after a failing hook. */
    public AfterFailure afterFailure() {
        return vetoes ? AfterFailure.STOP : AfterFailure.RUN_ON;
    }

    boolean isRoleSwap() {
        return this == POST_TAKE_PRIMARY;
    }

    /** What to do with the remaining hooks of a list when one has failed. */
    public enum AfterFailure {
        STOP,
        RUN_ON
    }
}
