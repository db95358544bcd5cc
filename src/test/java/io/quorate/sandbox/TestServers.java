package io.quorate.sandbox;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The sandbox of this test run. What it starts lives until the JVM ends, unless the test closes it. A test that wants a
 * version which this machine cannot run is aborted with the reason.
 */
public final class TestServers {

    private static final Sandbox SANDBOX = Sandbox.open(message -> System.out.println("[sandbox] " + message));
    private static final Map<ServerDistribution, SandboxServer> SHARED = new EnumMap<>(ServerDistribution.class);

    private TestServers() {}

    /** For servers of one's own; aborts the test unless all these versions are available. */
    public static Sandbox sandbox(ServerDistribution... needed) {
        for (ServerDistribution distribution : needed) {
            SANDBOX.whyUnavailable(distribution).ifPresent(Assumptions::abort);
        }
        return SANDBOX;
    }

    /** Starts to describe a topology of this version; the test closes it. Aborts the test if unavailable. */
    public static TopologyBuilder topology(ServerDistribution distribution) {
        return sandbox(distribution).topology(distribution);
    }

    /**
     * A lone writable server that all tests of this JVM share, for reading and for statements on schemas of one's own;
     * its settings must be left as they were. Aborts the test if unavailable.
     */
    public static SandboxServer shared(ServerDistribution distribution) {
        Sandbox sandbox = sandbox(distribution);
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(distribution, sandbox::start);
        }
    }

    /** The versions on which a failover is tested. */
    public static List<ServerDistribution> failoverVersions() {
        return List.of(ServerDistribution.MYSQL_8_0, ServerDistribution.MYSQL_9, ServerDistribution.MARIADB_11_4);
    }
}
