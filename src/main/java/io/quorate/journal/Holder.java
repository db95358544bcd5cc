package io.quorate.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** How this process introduces itself to others that want the same journal. */
final class Holder {

    private Holder() {}

    /** {@code process 4711 on host db-a since 2026-01-31T12:00:00Z}. */
    static String me() {
        Instant started = ProcessHandle.current().info().startInstant().orElseGet(() -> Instant.ofEpochMilli(now()));
        return "process " + ProcessHandle.current().pid() + " on host " + host() + ", started " + started;
    }

    static long now() {
        return System.currentTimeMillis();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
